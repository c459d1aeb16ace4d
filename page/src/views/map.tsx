import { signal } from '@preact/signals';
import { useCallback, useMemo, useState } from 'preact/hooks';
import * as api from '../api/calls';
import { number } from '../format';
import { keep, read, t } from '../i18n';
import { codeOfShape } from '../map/atlas-names';
import { type BasemapName, keepOwn, loadBasemap, readOwn } from '../map/basemaps';
import { type Spot, WorldMap } from '../map/map';
import { meta, nameOf } from '../meta';
import { filters, setFilters, toggle } from '../state';
import { theme } from '../theme';
import { EventList } from '../ui/events';
import { filterKey } from '../ui/filters';
import { Head } from '../ui/head';
import { placeWords, Quad } from '../ui/record';
import { useResource } from '../ui/resource';
import { Failed } from '../ui/states';

const NAMES: BasemapName[] = ['countries', 'coasts', 'own'];
const kept = NAMES.find((name) => name === read('rasid.basemap')) ?? 'countries';
const basemapName = signal<BasemapName>(kept);
const AREAS = new Set(['region', 'country']);

// Counts the files taken, so that another file of one's own is drawn at once.
const filesTaken = signal(0);

export function useBasemap() {
  return useResource(`${basemapName.value} ${filesTaken.value}`, () =>
    loadBasemap(basemapName.value),
  );
}

function BasemapChoice({ onError }: { onError: (text: string) => void }) {
  const choose = (name: BasemapName) => {
    keep('rasid.basemap', name);
    basemapName.value = name;
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      const text = await file.text();
      readOwn(text);
      await keepOwn(text);
      filesTaken.value += 1;
      choose('own');
      onError('');
    } catch {
      onError(t('basemap.bad', { file: file.name }));
    }
  };
  return (
    <div class="row basemaps">
      <label class="row">
        <span class="note">{t('basemap')}</span>
        <select
          class="select-small"
          value={basemapName.value}
          onChange={(event) => choose(event.currentTarget.value as BasemapName)}
        >
          {NAMES.map((name) => (
            <option key={name} value={name}>
              {t(`basemap.${name}`)}
            </option>
          ))}
        </select>
      </label>
      {basemapName.value === 'own' && (
        <input
          type="file"
          accept=".json,.geojson,.topojson"
          aria-label={t('basemap.file')}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      )}
    </div>
  );
}

function Legend() {
  return (
    <ul class="legend-row">
      {meta.value?.quads.map((quad) => (
        <li key={quad.code}>
          <Quad quad={Number(quad.code)} />
          {nameOf('quads', quad.code)}
        </li>
      ))}
      <li>
        <svg width="26" height="8" aria-hidden="true">
          <path class="dashed" d="M1 4h24" />
        </svg>
        {t('map.disputed')}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle class="area-sample" cx="7" cy="7" r="5.5" />
        </svg>
        {t('map.area')}
      </li>
    </ul>
  );
}

export function MapView() {
  const [fault, setFault] = useState('');
  const basemap = useBasemap();
  const places = useResource(filterKey(), (signal) => api.places(filters.value, {}, signal));
  const chosenCountries = filters.value.country;
  const isChosenShape = useCallback(
    (name: string) => chosenCountries.includes(codeOfShape(name) ?? ''),
    [chosenCountries],
  );
  const spots = useMemo<Spot[]>(
    () =>
      (places.data?.items ?? [])
        .filter((p) => p.lat !== null && p.lon !== null)
        .map((p) => ({
          key: p.name,
          label: p.precision === 'country' ? nameOf('countries', p.country) || p.name : p.name,
          lat: p.lat as number,
          lon: p.lon as number,
          count: p.events,
          quads: p.quads,
          isArea: AREAS.has(p.precision ?? ''),
        })),
    [places.data],
  );
  if (places.error) return <Failed error={places.error} again={places.reload} />;
  return (
    <>
      <Head title="view.map">
        {places.data && (
          <span class="note">
            {t('map.summary', {
              n: places.data.events,
              places: places.data.total,
            })}
            {places.data.unplaced > 0 && ` ${t('map.unplaced', { n: places.data.unplaced })}`}
          </span>
        )}
        <span class="grow" />
        <BasemapChoice onError={setFault} />
      </Head>
      {fault && (
        <p role="alert" class="fault">
          {fault}
        </p>
      )}
      <div class="map-frame" aria-busy={places.isLoading}>
        <WorldMap
          basemap={basemap.data}
          spots={spots}
          chosen={filters.value.place}
          isChosenShape={isChosenShape}
          theme={document.documentElement.dataset.theme ?? theme.value}
          onSpot={(spot) => setFilters({ place: spot.key === filters.value.place ? '' : spot.key })}
          onShape={(name) => {
            const code = codeOfShape(name);
            if (code) toggle('country', code);
          }}
          onBox={(box) => setFilters({ bbox: box.map((n) => n.toFixed(2)).join(',') })}
        />
        {basemap.error && (
          <p role="alert" class="fault map-fault">
            {t(basemapName.value === 'own' ? 'basemap.none' : 'basemap.failed')}
          </p>
        )}
        <Legend />
      </div>
      <div class="under-map">
        <section aria-labelledby="places-head">
          <h2 id="places-head">{t('map.places')}</h2>
          <ol class="ranking">
            {places.data?.items.slice(0, 25).map((p) => (
              <li key={`${p.name} ${p.country} ${p.admin1}`}>
                <button
                  type="button"
                  aria-pressed={filters.value.place === p.name}
                  onClick={() =>
                    setFilters({ place: filters.value.place === p.name ? '' : p.name })
                  }
                >
                  <span>{placeWords(p)}</span>
                  <QuadBar quads={p.quads} most={places.data?.items[0]?.events ?? 1} />
                  <span class="number">{number(p.events)}</span>
                </button>
              </li>
            ))}
          </ol>
        </section>
        <section aria-labelledby="records-head">
          <h2 id="records-head">{t('map.records')}</h2>
          <EventList />
        </section>
      </div>
    </>
  );
}

export function QuadBar({ quads, most }: { quads: number[]; most: number }) {
  let x = 0;
  return (
    <svg class="quad-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      {quads.map((count, index) => {
        const width = (100 * count) / Math.max(most, 1);
        const at = x;
        x += width;
        const quad = index + 1;
        return (
          <rect key={`q${quad}`} class={`slice quad-${quad}`} x={at} width={width} height="6" />
        );
      })}
    </svg>
  );
}
