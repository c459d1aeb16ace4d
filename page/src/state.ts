// What is shown is told by the address alone: the view, the filters that all views share, and the
// one thing that is looked at. So a view can be sent to somebody, and "back" undoes a filter.
import { computed, signal } from '@preact/signals';

export const VIEWS = [
  'map',
  'timeline',
  'actors',
  'incidents',
  'agreements',
  'documents',
  'try',
  'review',
] as const;
export type View = (typeof VIEWS)[number];

// Filters by the names that they have in the address and in the API. Lists are parted by commas.
export const LIST_FILTERS = ['event', 'mode', 'status', 'country', 'review'] as const;
export const TEXT_FILTERS = [
  'from',
  'to',
  'place',
  'party',
  'actor',
  'recipient',
  'min_score',
  'min_deaths',
  'q',
  'bbox',
] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];
export type TextFilter = (typeof TEXT_FILTERS)[number];
export type Filters = { [K in ListFilter]: string[] } & { [K in TextFilter]: string };

// What a view looks at (a document, a record, an incident), and how a chart is drawn.
export const FOCUS = ['document', 'record', 'incident', 'split', 'by'] as const;
export type Focus = (typeof FOCUS)[number];

export interface Address {
  view: View;
  filters: Filters;
  focus: { [K in Focus]: string };
}

export function emptyFilters(): Filters {
  const filters = {} as Filters;
  for (const name of LIST_FILTERS) filters[name] = [];
  for (const name of TEXT_FILTERS) filters[name] = '';
  return filters;
}

const VALID: Partial<Record<TextFilter, RegExp>> = {
  from: /^\d{4}-\d{2}-\d{2}$/,
  to: /^\d{4}-\d{2}-\d{2}$/,
  min_score: /^(0(\.\d+)?|1(\.0+)?)$/,
  min_deaths: /^\d{1,6}$/,
  bbox: /^-?[\d.]+(,-?[\d.]+){3}$/,
};

// Reads an address; what it does not know, or what cannot be a value, is left out.
export function readAddress(search: string): Address {
  const given = new URLSearchParams(search);
  const view = VIEWS.find((v) => v === given.get('view')) ?? 'map';
  const filters = emptyFilters();
  for (const name of LIST_FILTERS) {
    const words = (given.get(name) ?? '').split(',').filter((word) => /^[\w-]{1,40}$/.test(word));
    filters[name] = [...new Set(words)];
  }
  for (const name of TEXT_FILTERS) {
    const value = (given.get(name) ?? '').slice(0, 400);
    if (VALID[name]?.test(value) ?? true) filters[name] = value;
  }
  const focus = {} as Address['focus'];
  for (const name of FOCUS) focus[name] = (given.get(name) ?? '').slice(0, 2000);
  return { view, filters, focus };
}

export function writeAddress(address: Address): string {
  const given = new URLSearchParams();
  given.set('view', address.view);
  for (const [name, value] of filterPairs(address.filters)) given.set(name, value);
  for (const name of FOCUS) if (address.focus[name]) given.set(name, address.focus[name]);
  return `?${given.toString().replaceAll('%2C', ',')}`;
}

// The filters that are set, as they stand in a query.
export function filterPairs(filters: Filters): [string, string][] {
  const pairs: [string, string][] = [];
  for (const name of LIST_FILTERS) {
    if (filters[name].length > 0) pairs.push([name, filters[name].join(',')]);
  }
  for (const name of TEXT_FILTERS) if (filters[name] !== '') pairs.push([name, filters[name]]);
  return pairs;
}

export const address = signal<Address>(readAddress(globalThis.location?.search ?? ''));
export const filters = computed(() => address.value.filters);
export const filterCount = computed(() => filterPairs(filters.value).length);

globalThis.addEventListener?.('popstate', () => {
  address.value = readAddress(location.search);
});

function go(next: Address, replace = false) {
  address.value = next;
  const target = location.pathname + writeAddress(next);
  if (replace) history.replaceState(null, '', target);
  else if (target !== location.pathname + location.search) history.pushState(null, '', target);
}

const noFocus = () => Object.fromEntries(FOCUS.map((name) => [name, ''])) as Address['focus'];

export function open(view: View, focus: Partial<Address['focus']> = {}) {
  go({ ...address.value, view, focus: { ...noFocus(), ...focus } });
}

export function href(view: View, focus: Partial<Address['focus']> = {}): string {
  return writeAddress({ ...address.value, view, focus: { ...noFocus(), ...focus } });
}

// `replace` for what changes with every key, so that "back" does not go letter by letter.
export function setFilters(change: Partial<Filters>, replace = false) {
  go({ ...address.value, filters: { ...filters.value, ...change } }, replace);
}

export function clearFilters() {
  go({ ...address.value, filters: emptyFilters() });
}

export function setFocus(change: Partial<Address['focus']>, replace = false) {
  go({ ...address.value, focus: { ...address.value.focus, ...change } }, replace);
}

export function toggle(name: ListFilter, value: string) {
  const now = filters.value[name];
  const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
  setFilters({ [name]: next });
}
