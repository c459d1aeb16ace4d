// What the server answers, as docs/openapi.json describes it.

export interface Span {
  start: number;
  end: number;
  text: string | null;
}

export interface Party extends Span {
  name: string | null;
  country: string | null;
  sector: string | null;
  code: string | null;
}

export interface Place {
  start: number | null;
  end: number | null;
  text: string | null;
  name: string | null;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: string | null;
  reason: string | null;
}

export interface Day {
  start: number | null;
  end: number | null;
  text: string | null;
  from: string | null;
  to: string | null;
  precision: string | null;
}

export interface Count {
  min: number | null;
  max: number | null;
}

export interface Source extends Span {
  stance: string | null;
}

export const TOLLS = ['deaths', 'injured', 'detained', 'crowd'] as const;
export type TollName = (typeof TOLLS)[number];

// The part of a record that an analyst may correct.
export interface Fields {
  event: string;
  mode: string | null;
  status: string;
  actor: Party[];
  recipient: Party[];
  place: Place | null;
  date: Day | null;
  deaths: Count | null;
  injured: Count | null;
  detained: Count | null;
  crowd: Count | null;
  source: Source | null;
  mentions: Span[];
}

export interface Record extends Fields {
  id: string;
  doc: string;
  published: string | null;
  outlet: string | null;
  sentence: number;
  contexts: string[];
  cameo: string | null;
  quad: number;
  goldstein: number | null;
  plover_score: number | null;
  part_of: string | null;
  about: string | null;
  rules: string[];
  score: number;
}

export type ReviewState = 'open' | 'accepted' | 'corrected' | 'rejected' | 'added';

export interface Event extends Record {
  review: {
    state: ReviewState;
    decision: number | null;
    author: string | null;
    decided: string | null;
    note: string | null;
    fields: Partial<Fields> | null;
  };
  incident: string | null;
}

export interface Page<T> {
  total: number;
  next: string | null;
  items: T[];
}

export type Rules = { [id: string]: { file: string; line: number; text: string } };

export interface DocumentSummary {
  id: string;
  published: string | null;
  outlet: string | null;
  url: string | null;
  title: string;
  events: number;
}

export interface Article extends Omit<DocumentSummary, 'events'> {
  text: string;
  knowledge: string;
  is_complete: boolean;
  events: Event[];
  rules: Rules;
}

export interface Hit {
  doc: string;
  published: string | null;
  outlet: string | null;
  records: number;
  start: number;
  end: number;
  snippet: string;
}

export interface Toll {
  low: number;
  best: number;
  high: number;
}

export interface IncidentParty {
  name: string | null;
  country: string | null;
  sector: string | null;
  code: string | null;
  reports: number;
}

export interface Report {
  id: string;
  doc: string;
  outlet: string | null;
  published: string | null;
  status: string;
  copy_of: string | null;
  deaths: Count | null;
  injured: Count | null;
  detained: Count | null;
  revises: number;
}

export interface Incident {
  id: string;
  event: string;
  mode: string | null;
  cameo: string | null;
  status: string;
  from: string | null;
  to: string | null;
  place: Omit<Place, 'start' | 'end' | 'text' | 'reason'> | null;
  actor: IncidentParty[];
  recipient: IncidentParty[];
  deaths: Toll | null;
  injured: Toll | null;
  detained: Toll | null;
  crowd: Toll | null;
  sources: number;
  texts: number;
  report_count: number;
  denials: number;
  revisions: number;
  first_published: string | null;
  last_published: string | null;
  reports: Report[];
}

export interface IncidentPage extends Page<Incident> {
  is_linked: boolean;
}

export interface ActorNode {
  id: number;
  name: string;
  country: string | null;
  sector: string | null;
  code: string | null;
  as_actor: number;
  as_recipient: number;
  quads: number[];
}

export interface ActorEdge {
  source: number;
  target: number;
  events: number;
  quads: number[];
  sign: number;
  goldstein: number;
}

export interface Network {
  total: number;
  nodes: ActorNode[];
  edges: ActorEdge[];
}

export interface PlacePoint {
  name: string;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: string | null;
  events: number;
  quads: number[];
  deaths: number;
}

export interface PlaceList {
  total: number;
  events: number;
  unplaced: number;
  items: PlacePoint[];
}

export interface Follow {
  id: string;
  doc: string;
  event: string;
  mode: string | null;
  status: string;
  quad: number;
  from: string | null;
  to: string | null;
  days: number;
  kind: 'violence' | 'breach' | 'talks' | 'other';
  by: string | null;
}

export interface Agreement {
  event: Event;
  parties: string[];
  held_days: number | null;
  followed: Follow[];
  followed_total: number;
}

export interface Stats {
  by: string;
  split: string;
  series: string[];
  buckets: { start: string; total: number; counts: number[] }[];
  undated: number;
  total: number;
}

export interface Facet {
  code: string;
  count: number;
}

export interface Facets {
  total: number;
  event: Facet[];
  mode: Facet[];
  status: Facet[];
  quad: Facet[];
  country: Facet[];
  review: Facet[];
  first_day: string | null;
  last_day: string | null;
}

export interface Coded {
  text: string;
  events: Record[];
  rules: Rules;
  explanation: string | null;
}

export type Verdict = 'accept' | 'correct' | 'reject' | 'add' | 'complete';

export interface Decision {
  number: number;
  event: string | null;
  document: string;
  verdict: Verdict | 'undo';
  fields: Partial<Fields> | null;
  note: string | null;
  author: string;
  decided: string;
  undoes: number | null;
  undone_by: number | null;
}

export interface Evaluation {
  documents: number;
  complete_documents: number;
  judged: number;
  right: number;
  precision: number | null;
  gold: number;
  found: number;
  recall: number | null;
  types: {
    event: string;
    judged: number;
    right: number;
    precision: number | null;
    recall: number | null;
  }[];
  fields: { field: string; judged: number; changed: number }[];
  rules: {
    rule: string;
    judged: number;
    wrong: number;
    file: string | null;
    line: number | null;
  }[];
}

export interface Label {
  code: string;
  en: string;
  ar: string;
}

export interface Meta {
  rasid: string;
  api: string;
  knowledge: { version: string };
  database: {
    name: string;
    documents: number;
    events: number;
    incidents: number | null;
    decisions: number;
    first_day: string | null;
    last_day: string | null;
    is_demo: boolean;
    is_loading: boolean;
  };
  types: (Label & { quad: number; modes: Label[] })[];
  quads: Label[];
  statuses: Label[];
  sectors: Label[];
  stances: Label[];
  precisions: Label[];
  contexts: Label[];
  countries: (Label & { events: number })[];
  formats: { as: string; media_type: string; extension: string }[];
  limits: { page: number; text_bytes: number };
}
