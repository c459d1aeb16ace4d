// One function for each end point that the page uses. The server refuses parameters that it does
// not know, so each call takes of the filters those that have a meaning for it.
import { type Filters, filterPairs } from '../state';
import { get, pathOf, send } from './client';
import type * as T from './types';

type Pairs = [string, string][];

const DOCUMENTS = new Set(['from', 'to', 'q']);
const INCIDENTS = new Set([
  'from',
  'to',
  'event',
  'status',
  'country',
  'place',
  'bbox',
  'party',
  'min_deaths',
]);

const only = (filters: Filters, names: Set<string>) =>
  filterPairs(filters).filter(([name]) => names.has(name));
const listed = (values: Record<string, string | number | null | undefined>): Pairs =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)]);

// The names of filters that are set but have no meaning for a view, so that it can say so.
export function ignoredBy(view: 'documents' | 'incidents', filters: Filters): string[] {
  const names = view === 'documents' ? DOCUMENTS : INCIDENTS;
  return filterPairs(filters)
    .map(([name]) => name)
    .filter((name) => !names.has(name));
}

type More = Record<string, string | number | null | undefined>;

const filtered =
  <A>(path: string) =>
  (filters: Filters, more: More, signal?: AbortSignal) =>
    get<A>(pathOf(path, [...filterPairs(filters), ...listed(more)]), signal);

export const meta = (signal?: AbortSignal) => get<T.Meta>(pathOf('/meta'), signal);
export const events = filtered<T.Page<T.Event>>('/events');
export const facets = filtered<T.Facets>('/facets');
export const stats = filtered<T.Stats>('/stats');
export const places = filtered<T.PlaceList>('/places');
export const network = filtered<T.Network>('/actors');
export const agreements = filtered<T.Page<T.Agreement>>('/agreements');

export const documents = (filters: Filters, more: More, signal?: AbortSignal) =>
  get<T.Page<T.DocumentSummary>>(
    pathOf('/documents', [...only(filters, DOCUMENTS), ...listed(more)]),
    signal,
  );
export const incidents = (filters: Filters, more: More, signal?: AbortSignal) =>
  get<T.IncidentPage>(pathOf('/incidents', [...only(filters, INCIDENTS), ...listed(more)]), signal);
export const incident = (id: string, signal?: AbortSignal) =>
  get<T.Incident>(pathOf(`/incidents/${encodeURIComponent(id)}`), signal);

// An id may be a file's path: its slashes are escaped, or the browser would resolve `..` in it.
export const article = (id: string, signal?: AbortSignal) =>
  get<T.Article>(pathOf(`/documents/${encodeURIComponent(id)}`), signal);
export const search = (q: string, more: More, signal?: AbortSignal) =>
  get<T.Page<T.Hit>>(pathOf('/search', { q, ...more }), signal);
export const suggest = (kind: 'party' | 'place', q: string, signal?: AbortSignal) =>
  get<{ items: { name: string; country: string | null; count: number }[] }>(
    pathOf('/suggest', { kind, q, limit: 8 }),
    signal,
  );

export const code = (text: string, date: string, title: string) =>
  send<T.Coded>('POST', pathOf('/code'), {
    text,
    title: title || null,
    date: date || null,
    explain: true,
  });

export const decisions = (more: More, signal?: AbortSignal) =>
  get<T.Page<T.Decision>>(pathOf('/decisions', more), signal);
export const evaluation = (signal?: AbortSignal) =>
  get<T.Evaluation>(pathOf('/evaluation'), signal);

export interface NewDecision {
  verdict: T.Verdict;
  event?: string;
  document?: string;
  fields?: Partial<T.Fields>;
  note?: string;
  author: string;
}

export const decide = (decision: NewDecision) =>
  send<T.Decision>('POST', pathOf('/decisions'), decision);
export const undo = (number: number, author: string) =>
  send<T.Decision>('POST', pathOf(`/decisions/${number}/undo`), { author });

export const exportAddress = (filters: Filters, as: string) =>
  pathOf('/export', [...filterPairs(filters), ['as', as]]);

export const enter = (token: string) => send<void>('POST', pathOf('/session'), { token });
