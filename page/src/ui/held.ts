// A record as it holds: what was coded, with what an analyst has corrected laid over it.
import type { Event, Record } from '../api/types';
import { quadOf } from '../meta';
import type { Span } from '../text/highlight';

export function held(event: Event | Record): Record {
  const fields = 'review' in event ? event.review.fields : null;
  if (!fields) return event;
  const merged = { ...event, ...fields };
  return { ...merged, quad: quadOf(merged.event) || event.quad };
}

// The words of an article that a record stands on.
export function spansOf(record: Record): Span[] {
  const spans: Span[] = [];
  const add = (mark: Span['mark'], start: number | null, end: number | null) => {
    if (start !== null && end !== null && end > start) spans.push({ start, end, mark });
  };
  for (const m of record.mentions) add('trigger', m.start, m.end);
  for (const a of record.actor) add('actor', a.start, a.end);
  for (const r of record.recipient) add('recipient', r.start, r.end);
  if (record.place) add('place', record.place.start, record.place.end);
  if (record.date) add('date', record.date.start, record.date.end);
  if (record.source) add('source', record.source.start, record.source.end);
  return spans;
}
