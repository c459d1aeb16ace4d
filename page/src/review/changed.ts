// Which fields of a record a form has changed: only these are sent, so that a decision says no
// more than the analyst did.
import type { Fields } from '../api/types';

export const FIELDS = [
  'event',
  'mode',
  'status',
  'actor',
  'recipient',
  'place',
  'date',
  'deaths',
  'injured',
  'detained',
  'crowd',
  'source',
  'mentions',
] as const satisfies (keyof Fields)[];

// Equal whatever the order of keys; a key that is missing is one that is null.
function isEqual(a: unknown, b: unknown): boolean {
  const [left, right] = [a ?? null, b ?? null];
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') {
    return left === right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, i) => isEqual(value, right[i]));
  }
  const [one, two] = [left as { [k: string]: unknown }, right as { [k: string]: unknown }];
  return [...new Set([...Object.keys(one), ...Object.keys(two)])].every((key) =>
    isEqual(one[key], two[key]),
  );
}

export function changedFields(before: Fields, after: Fields): Partial<Fields> {
  const result: Partial<Fields> = {};
  for (const name of FIELDS) {
    if (!isEqual(before[name], after[name])) Object.assign(result, { [name]: after[name] });
  }
  return result;
}

export function emptyFields(): Fields {
  return {
    event: '',
    mode: null,
    status: 'occurred',
    actor: [],
    recipient: [],
    place: null,
    date: null,
    deaths: null,
    injured: null,
    detained: null,
    crowd: null,
    source: null,
    mentions: [],
  };
}

export function fieldsOf(record: Fields): Fields {
  const result = emptyFields();
  for (const name of FIELDS) Object.assign(result, { [name]: record[name] });
  return structuredClone(result);
}

// Where `words` stand in the text (code points), as near as can be to `near`; null when nowhere.
export function findWords(
  text: string,
  words: string,
  near: number,
  toCodePoint: (unit: number) => number,
): { start: number; end: number } | null {
  if (words === '') return null;
  let best: { start: number; end: number } | null = null;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const start = toCodePoint(at);
    if (!best || Math.abs(start - near) < Math.abs(best.start - near)) {
      best = { start, end: toCodePoint(at + words.length) };
    }
  }
  return best;
}
