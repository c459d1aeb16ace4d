// The one set of filters that all views share.
import { useState } from 'preact/hooks';
import * as api from '../api/calls';
import type { Facet, Facets } from '../api/types';
import { number } from '../format';
import { type Message, t } from '../i18n';
import { meta, nameOf, quadOf } from '../meta';
import {
  clearFilters,
  filterCount,
  filterPairs,
  filters,
  type ListFilter,
  setFilters,
  type TextFilter,
  toggle,
} from '../state';
import { Quad } from './record';
import { useResource } from './resource';

const REVIEW_STATES = ['open', 'accepted', 'corrected', 'rejected', 'added'];
const countOf = (list: Facet[] | undefined, code: string) =>
  list?.find((f) => f.code === code)?.count ?? 0;

export function filterKey(): string {
  return JSON.stringify(filterPairs(filters.value));
}

function Check(props: { filter: ListFilter; code: string; label: string; count?: number }) {
  const { filter, code, label, count } = props;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={filters.value[filter].includes(code)}
        onChange={() => toggle(filter, code)}
      />
      <span>{label}</span>
      {count !== undefined && <span class="count">{number(count)}</span>}
    </label>
  );
}

function Types({ facets }: { facets: Facets | null }) {
  const all = meta.value;
  if (!all) return null;
  return (
    <fieldset>
      <legend class="legend">{t('filter.event')}</legend>
      {all.quads.map((quad) => (
        <div key={quad.code}>
          <p class="quad-head">
            <Quad quad={Number(quad.code)} />
            {nameOf('quads', quad.code)}
          </p>
          {all.types
            .filter((type) => String(type.quad) === quad.code)
            .map((type) => (
              <Check
                key={type.code}
                filter="event"
                code={type.code}
                label={nameOf('types', type.code)}
                {...(facets ? { count: countOf(facets.event, type.code) } : {})}
              />
            ))}
        </div>
      ))}
    </fieldset>
  );
}

function Modes({ facets }: { facets: Facets | null }) {
  const chosen = filters.value.event;
  const modes = meta.value?.types.filter((type) => chosen.includes(type.code)) ?? [];
  const codes = [...new Set(modes.flatMap((type) => type.modes.map((mode) => mode.code)))];
  if (codes.length === 0) return null;
  return (
    <fieldset>
      <legend class="legend">{t('filter.mode')}</legend>
      {codes.map((code) => (
        <Check
          key={code}
          filter="mode"
          code={code}
          label={nameOf('modes', code)}
          {...(facets ? { count: countOf(facets.mode, code) } : {})}
        />
      ))}
    </fieldset>
  );
}

// A change counts when the field is left or Enter is pressed, not with every letter.
function Text(props: { filter: TextFilter; type?: string; hint?: string; list?: string }) {
  const { filter, type = 'text', hint, list } = props;
  return (
    <label class="field">
      <span>{t(`filter.${filter}` as Message)}</span>
      <input
        type={type}
        value={filters.value[filter]}
        placeholder={hint}
        dir={type === 'text' ? 'auto' : undefined}
        list={list}
        onChange={(event) => setFilters({ [filter]: event.currentTarget.value.trim() })}
      />
    </label>
  );
}

function Suggested({ filter, kind }: { filter: TextFilter; kind: 'party' | 'place' }) {
  const [typed, setTyped] = useState('');
  const found = useResource(typed.length > 1 ? `${kind} ${typed}` : null, (signal) =>
    api.suggest(kind, typed, signal),
  );
  const id = `suggest-${filter}`;
  return (
    <div onInput={(event) => setTyped((event.target as HTMLInputElement).value.trim())}>
      <Text filter={filter} list={id} />
      <datalist id={id}>
        {found.data?.items.map((item) => (
          <option key={item.name} value={item.name}>
            {nameOf('countries', item.country)}
          </option>
        ))}
      </datalist>
    </div>
  );
}

function Countries({ facets }: { facets: Facets | null }) {
  const counted = (facets?.country ?? []).filter((f) => !filters.value.country.includes(f.code));
  return (
    <div class="field">
      <label class="field">
        <span>{t('filter.country')}</span>
        <select
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value) toggle('country', value);
            event.currentTarget.value = '';
          }}
        >
          <option value="">{t('filter.country.add')}</option>
          {counted.map((f) => (
            <option key={f.code} value={f.code}>
              {nameOf('countries', f.code)} ({number(f.count)})
            </option>
          ))}
        </select>
      </label>
      {filters.value.country.map((code) => (
        <Check key={code} filter="country" code={code} label={nameOf('countries', code)} />
      ))}
    </div>
  );
}

export function FilterPanel({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const facets = useResource(filterKey(), (signal) => api.facets(filters.value, {}, signal));
  const { data } = facets;
  return (
    <aside class={`filters${isOpen ? ' is-open' : ''}`} aria-label={t('filters')}>
      <div class="filters-head">
        <h2>{t('filters')}</h2>
        {filterCount.value > 0 && (
          <button type="button" class="button plain small" onClick={clearFilters}>
            {t('filters.clear')}
          </button>
        )}
        <button type="button" class="button small close-filters" onClick={onClose}>
          {t('filters.show', { n: data?.total ?? 0 })}
        </button>
      </div>
      <Text filter="q" type="search" hint={t('filter.q.hint')} />
      <div class="pair">
        <Text filter="from" type="date" />
        <Text filter="to" type="date" />
      </div>
      <Countries facets={data} />
      <Suggested filter="party" kind="party" />
      <Types facets={data} />
      <Modes facets={data} />
      <fieldset>
        <legend class="legend">{t('filter.status')}</legend>
        {meta.value?.statuses.map((status) => (
          <Check
            key={status.code}
            filter="status"
            code={status.code}
            label={nameOf('statuses', status.code)}
            {...(data ? { count: countOf(data.status, status.code) } : {})}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend class="legend">{t('filter.review')}</legend>
        {REVIEW_STATES.map((state) => (
          <Check
            key={state}
            filter="review"
            code={state}
            label={t(`review.${state}` as Message)}
            {...(data ? { count: countOf(data.review, state) } : {})}
          />
        ))}
      </fieldset>
      <details>
        <summary>{t('filters.more')}</summary>
        <div class="filters-more">
          <Suggested filter="place" kind="place" />
          <Suggested filter="actor" kind="party" />
          <Suggested filter="recipient" kind="party" />
          <Text filter="min_deaths" type="number" />
          <Text filter="min_score" type="number" />
        </div>
      </details>
      <Exports />
    </aside>
  );
}

function Exports() {
  return (
    <details>
      <summary>{t('export')}</summary>
      <ul class="exports">
        {meta.value?.formats.map((format) => (
          <li key={format.as}>
            <a
              href={api.exportAddress(filters.value, format.as)}
              download={`rasid-${format.as}.${format.extension}`}
            >
              {t(`export.${format.as}` as Message)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function chipText(name: string, value: string): string {
  switch (name) {
    case 'event':
      return nameOf('types', value);
    case 'mode':
      return nameOf('modes', value);
    case 'status':
      return nameOf('statuses', value);
    case 'country':
      return nameOf('countries', value);
    case 'review':
      return t(`review.${value}` as Message);
    case 'bbox':
      return t('filter.bbox');
    default:
      return `${t(`filter.${name}` as Message)}: ${value}`;
  }
}

// What is set, each to be taken away with a click.
export function Chips() {
  const pairs = filterPairs(filters.value).flatMap(([name, value]) =>
    Array.isArray(filters.value[name as ListFilter])
      ? value.split(',').map((one) => [name, one] as const)
      : [[name, value] as const],
  );
  if (pairs.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('filters.set')}>
      {pairs.map(([name, value]) => (
        <li key={`${name} ${value}`}>
          <button
            type="button"
            class="chip"
            aria-label={t('filters.remove', { what: chipText(name, value) })}
            onClick={() =>
              Array.isArray(filters.value[name as ListFilter])
                ? toggle(name as ListFilter, value)
                : setFilters({ [name]: '' })
            }
          >
            {name === 'event' && <Quad quad={quadOf(value)} />}
            <bdi>{chipText(name, value)}</bdi>
            <i aria-hidden="true">×</i>
          </button>
        </li>
      ))}
    </ul>
  );
}
