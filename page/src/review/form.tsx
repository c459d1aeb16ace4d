// The form in which a record is corrected, or a missed one written down. Words of the article are
// taken over by selecting them, or typed: then they are looked for in the text.
import { useMemo, useState } from 'preact/hooks';
import {
  type Count,
  type Day,
  type Fields,
  type Party,
  type Place,
  type Span,
  TOLLS,
} from '../api/types';
import { type Message, t } from '../i18n';
import { codeOfShape } from '../map/atlas-names';
import { WorldMap } from '../map/map';
import { BODIES, meta, nameOf } from '../meta';
import { offsetsOf } from '../text/offsets';
import { picked } from '../ui/article';
import { useBasemap } from '../views/map';
import { findWords } from './changed';

const DAY_PRECISIONS = ['day', 'week', 'month', 'year', 'range', 'vague'];
const PLACE_PRECISIONS = ['point', 'town', 'district', 'region', 'country'];

interface Words {
  start: number | null;
  end: number | null;
  text: string | null;
}

interface Tools {
  text: string;
  near: number;
}

function Select(props: {
  label: string;
  value: string | null;
  options: { code: string; label: string }[];
  none?: boolean;
  onChange: (value: string | null) => void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
      >
        {props.none && <option value="">—</option>}
        {props.options.map((option) => (
          <option key={option.code} value={option.code}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function SpanField(props: {
  label: string;
  value: Words;
  tools: Tools;
  onChange: (words: Words) => void;
}) {
  const { label, value, tools, onChange } = props;
  const [missing, setMissing] = useState('');
  const offsets = useMemo(() => offsetsOf(tools.text), [tools.text]);
  const typed = (words: string) => {
    if (words === '') {
      setMissing('');
      onChange({ start: null, end: null, text: null });
      return;
    }
    const found = findWords(tools.text, words, tools.near, offsets.toCodePoint);
    setMissing(found ? '' : words);
    if (found) onChange({ ...found, text: words });
  };
  return (
    <div class="span-field">
      <label class="field">
        <span>{label}</span>
        <input
          class="naskh"
          lang="ar"
          dir="auto"
          value={value.text ?? ''}
          aria-invalid={missing !== ''}
          onChange={(event) => typed(event.currentTarget.value.trim())}
        />
      </label>
      <button
        type="button"
        class="button small"
        disabled={!picked.value}
        title={picked.value?.text ?? t('form.select')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          if (!picked.value) return;
          setMissing('');
          onChange({ ...picked.value });
        }}
      >
        {t('form.take')}
      </button>
      {missing && (
        <p class="fault" role="alert">
          {t('form.missing', { words: missing })}
        </p>
      )}
    </div>
  );
}

function countries() {
  const collator = new Intl.Collator(document.documentElement.lang);
  const known = meta.value?.countries.map((country) => country.code) ?? [];
  const codes = [...new Set([...known, ...BODIES])];
  return codes
    .map((code) => ({ code, label: nameOf('countries', code) }))
    .sort((a, b) => collator.compare(a.label, b.label));
}

const labels = (table: 'sectors' | 'stances' | 'statuses' | 'types') =>
  meta.value?.[table].map(({ code }) => ({ code, label: nameOf(table, code) })) ?? [];

function PartyFields(props: {
  side: 'actor' | 'recipient';
  list: Party[];
  tools: Tools;
  onChange: (list: Party[]) => void;
}) {
  const { side, list, tools, onChange } = props;
  const set = (index: number, change: Partial<Party>) =>
    onChange(list.map((party, i) => (i === index ? { ...party, ...change } : party)));
  const add = () =>
    onChange([
      ...list,
      { start: 0, end: 0, text: '', name: null, country: null, sector: null, code: null },
    ]);
  return (
    <fieldset class="group">
      <legend class="legend">{t(`field.${side}`)}</legend>
      {list.map((party, index) => (
        <div class="group-item" key={`${side}-${index}`}>
          <SpanField
            label={t('form.words')}
            value={party}
            tools={tools}
            onChange={(words) =>
              set(index, {
                start: words.start ?? 0,
                end: words.end ?? 0,
                text: words.text,
                name: party.name && party.name !== party.text ? party.name : words.text,
              })
            }
          />
          <div class="pair">
            <Select
              label={t('filter.country')}
              value={party.country}
              options={countries()}
              none
              onChange={(country) => set(index, { country, code: null })}
            />
            <Select
              label={t('field.sector')}
              value={party.sector}
              options={labels('sectors')}
              none
              onChange={(sector) => set(index, { sector, code: null })}
            />
          </div>
          <button
            type="button"
            class="button plain small"
            onClick={() => onChange(list.filter((_, i) => i !== index))}
          >
            {t('form.remove')}
          </button>
        </div>
      ))}
      <button type="button" class="button small" onClick={add}>
        {t(`form.add.${side}`)}
      </button>
    </fieldset>
  );
}

const NO_PLACE: Place = {
  start: null,
  end: null,
  text: null,
  name: null,
  country: null,
  admin1: null,
  lat: null,
  lon: null,
  precision: 'town',
  reason: null,
};

const NO_SPOTS: never[] = [];

function PlaceMap({
  place,
  onPoint,
}: {
  place: Place;
  onPoint: (lat: number, lon: number) => void;
}) {
  const basemap = useBasemap();
  const spots = useMemo(
    () =>
      place.lat !== null && place.lon !== null
        ? [
            {
              key: 'here',
              label: place.text ?? place.name ?? '',
              lat: place.lat,
              lon: place.lon,
              count: 1,
              quads: [0, 0, 0, 1],
              isArea: false,
            },
          ]
        : NO_SPOTS,
    [place.lat, place.lon, place.text, place.name],
  );
  return (
    <div class="place-map">
      <WorldMap
        basemap={basemap.data}
        spots={spots}
        chosen="here"
        isChosenShape={(name) => codeOfShape(name) === place.country}
        theme={document.documentElement.dataset.theme ?? ''}
        onSpot={() => undefined}
        onPoint={onPoint}
      />
    </div>
  );
}

function PlaceFields(props: {
  place: Place | null;
  tools: Tools;
  onChange: (place: Place | null) => void;
}) {
  const place = props.place ?? NO_PLACE;
  const [hasMap, setHasMap] = useState(false);
  const set = (change: Partial<Place>) => {
    const next = { ...place, ...change };
    const isEmpty = !next.text && !next.name && !next.country && next.lat === null;
    props.onChange(isEmpty ? null : next);
  };
  const degree = (name: 'lat' | 'lon', most: number) => (
    <label class="field">
      <span>{t(`form.${name}`)}</span>
      <input
        type="number"
        step="any"
        min={-most}
        max={most}
        value={place[name] ?? ''}
        onChange={(event) => {
          const { valueAsNumber } = event.currentTarget;
          set({ [name]: Number.isFinite(valueAsNumber) ? valueAsNumber : null });
        }}
      />
    </label>
  );
  return (
    <fieldset class="group">
      <legend class="legend">{t('field.place')}</legend>
      <SpanField
        label={t('form.words')}
        value={place}
        tools={props.tools}
        onChange={(words) => set({ start: words.start, end: words.end, text: words.text })}
      />
      <div class="pair">
        <label class="field">
          <span>{t('form.place.name')}</span>
          <input
            dir="auto"
            value={place.name ?? ''}
            onChange={(event) => set({ name: event.currentTarget.value.trim() || null })}
          />
        </label>
        <Select
          label={t('filter.country')}
          value={place.country}
          options={countries()}
          none
          onChange={(country) => set({ country })}
        />
        {degree('lat', 90)}
        {degree('lon', 180)}
        <Select
          label={t('form.precision')}
          value={place.precision}
          options={PLACE_PRECISIONS.map((code) => ({ code, label: nameOf('precisions', code) }))}
          onChange={(precision) => set({ precision })}
        />
      </div>
      <div class="row">
        <button
          type="button"
          class="button small"
          aria-expanded={hasMap}
          onClick={() => setHasMap(!hasMap)}
        >
          {t('form.map')}
        </button>
        {props.place && (
          <button type="button" class="button plain small" onClick={() => props.onChange(null)}>
            {t('form.remove')}
          </button>
        )}
      </div>
      {hasMap && (
        <>
          <p class="note">{t('form.map.hint')}</p>
          <PlaceMap
            place={place}
            onPoint={(lat, lon) =>
              set({ lat: Number(lat.toFixed(3)), lon: Number(lon.toFixed(3)) })
            }
          />
        </>
      )}
    </fieldset>
  );
}

const NO_DAY: Day = { start: null, end: null, text: null, from: null, to: null, precision: 'day' };

function DayFields(props: {
  date: Day | null;
  tools: Tools;
  onChange: (date: Day | null) => void;
}) {
  const date = props.date ?? NO_DAY;
  const set = (change: Partial<Day>) => {
    const next = { ...date, ...change };
    props.onChange(!next.text && !next.from && !next.to ? null : next);
  };
  return (
    <fieldset class="group">
      <legend class="legend">{t('field.date')}</legend>
      <SpanField
        label={t('form.words')}
        value={date}
        tools={props.tools}
        onChange={(words) => set({ start: words.start, end: words.end, text: words.text })}
      />
      <div class="pair">
        <label class="field">
          <span>{t('filter.from')}</span>
          <input
            type="date"
            value={date.from ?? ''}
            onChange={(event) => {
              const from = event.currentTarget.value || null;
              set({ from, to: date.to === null || date.to === date.from ? from : date.to });
            }}
          />
        </label>
        <label class="field">
          <span>{t('filter.to')}</span>
          <input
            type="date"
            value={date.to ?? ''}
            onChange={(event) => set({ to: event.currentTarget.value || null })}
          />
        </label>
        <Select
          label={t('form.precision')}
          value={date.precision}
          options={DAY_PRECISIONS.map((code) => ({ code, label: nameOf('precisions', code) }))}
          onChange={(precision) => set({ precision })}
        />
      </div>
    </fieldset>
  );
}

function CountField(props: {
  label: string;
  value: Count | null;
  onChange: (value: Count | null) => void;
}) {
  const { label, value, onChange } = props;
  const set = (change: Partial<Count>) => {
    const next = { min: value?.min ?? null, max: value?.max ?? null, ...change };
    onChange(next.min === null && next.max === null ? null : next);
  };
  const part = (name: 'min' | 'max') => (
    <label class="field">
      <span>{t(`form.${name}`)}</span>
      <input
        type="number"
        min="0"
        step="1"
        aria-label={`${label}: ${t(`form.${name}`)}`}
        value={value?.[name] ?? ''}
        onChange={(event) => {
          const { valueAsNumber } = event.currentTarget;
          set({ [name]: Number.isFinite(valueAsNumber) ? Math.trunc(valueAsNumber) : null });
        }}
      />
    </label>
  );
  return (
    <fieldset class="count-field">
      <legend class="legend">{label}</legend>
      <div class="pair">
        {part('min')}
        {part('max')}
      </div>
    </fieldset>
  );
}

function Mentions(props: { list: Span[]; tools: Tools; onChange: (list: Span[]) => void }) {
  const { list, tools, onChange } = props;
  const set = (index: number, words: Words) =>
    onChange(
      list.flatMap((mention, i) => {
        if (i !== index) return [mention];
        if (words.start === null || words.end === null) return [];
        return [{ start: words.start, end: words.end, text: words.text }];
      }),
    );
  const add = () => {
    const words = picked.value;
    if (words) onChange([...list, { ...words }]);
  };
  return (
    <fieldset class="group">
      <legend class="legend">{t('field.mentions')}</legend>
      {list.map((mention, index) => (
        <SpanField
          key={`mention-${index}`}
          label={t('form.trigger', { n: index + 1 })}
          value={mention}
          tools={tools}
          onChange={(words) => set(index, words)}
        />
      ))}
      <button
        type="button"
        class="button small"
        disabled={!picked.value}
        onMouseDown={(event) => event.preventDefault()}
        onClick={add}
      >
        {t('form.add.mention')}
      </button>
    </fieldset>
  );
}

interface Props {
  fields: Fields;
  text: string;
  title: Message;
  save: Message;
  onSave: (fields: Fields, note: string) => void;
  onCancel: () => void;
}

export function RecordForm({ fields: given, text, title, save, onSave, onCancel }: Props) {
  const [fields, setFields] = useState(given);
  const [note, setNote] = useState('');
  const set = (change: Partial<Fields>) => setFields((old) => ({ ...old, ...change }));
  const tools: Tools = { text, near: fields.mentions[0]?.start ?? 0 };
  const type = meta.value?.types.find((one) => one.code === fields.event);
  const isReady = fields.event !== '' && fields.mentions.length > 0;
  return (
    <form
      class="form"
      aria-label={t(title)}
      onSubmit={(event) => {
        event.preventDefault();
        const named = (list: Party[]) => list.filter((party) => party.end > party.start);
        onSave(
          { ...fields, actor: named(fields.actor), recipient: named(fields.recipient) },
          note.trim(),
        );
      }}
    >
      <h3>{t(title)}</h3>
      <p class="note">
        {picked.value ? (
          <>
            {t('form.picked')}{' '}
            <bdi class="naskh" lang="ar">
              {picked.value.text}
            </bdi>
          </>
        ) : (
          t('form.select')
        )}
      </p>
      <div class="pair">
        <Select
          label={t('filter.event')}
          value={fields.event}
          options={labels('types')}
          none={fields.event === ''}
          onChange={(event) => set({ event: event ?? '', mode: null })}
        />
        <Select
          label={t('filter.mode')}
          value={fields.mode}
          options={type?.modes.map(({ code }) => ({ code, label: nameOf('modes', code) })) ?? []}
          none
          onChange={(mode) => set({ mode })}
        />
        <Select
          label={t('filter.status')}
          value={fields.status}
          options={labels('statuses')}
          onChange={(status) => set({ status: status ?? 'occurred' })}
        />
      </div>
      <Mentions list={fields.mentions} tools={tools} onChange={(mentions) => set({ mentions })} />
      <PartyFields
        side="actor"
        list={fields.actor}
        tools={tools}
        onChange={(actor) => set({ actor })}
      />
      <PartyFields
        side="recipient"
        list={fields.recipient}
        tools={tools}
        onChange={(recipient) => set({ recipient })}
      />
      <PlaceFields place={fields.place} tools={tools} onChange={(place) => set({ place })} />
      <DayFields date={fields.date} tools={tools} onChange={(date) => set({ date })} />
      <div class="counts">
        {TOLLS.map((name) => (
          <CountField
            key={name}
            label={t(`field.${name}`)}
            value={fields[name]}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
      </div>
      <fieldset class="group">
        <legend class="legend">{t('field.source')}</legend>
        <SpanField
          label={t('form.words')}
          value={fields.source ?? { start: null, end: null, text: null }}
          tools={tools}
          onChange={(words) =>
            set({
              source:
                words.start === null || words.end === null
                  ? null
                  : {
                      start: words.start,
                      end: words.end,
                      text: words.text,
                      stance: fields.source?.stance ?? 'reports',
                    },
            })
          }
        />
        {fields.source && (
          <Select
            label={t('field.stance')}
            value={fields.source.stance}
            options={labels('stances')}
            onChange={(stance) => fields.source && set({ source: { ...fields.source, stance } })}
          />
        )}
      </fieldset>
      <label class="field">
        <span>{t('form.note')}</span>
        <input dir="auto" value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <div class="row">
        <button type="submit" class="button main" disabled={!isReady}>
          {t(save)}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t('cancel')}
        </button>
        {!isReady && <span class="note">{t('form.needs')}</span>}
      </div>
    </form>
  );
}
