// What the program knows, asked once: names of types, statuses, countries in both languages.
import { computed, signal } from '@preact/signals';
import { meta as ask } from './api/calls';
import { ApiError } from './api/client';
import type { Label, Meta } from './api/types';
import { language, type Message, t } from './i18n';

export const meta = signal<Meta | null>(null);
export const metaError = signal<ApiError | null>(null);

export async function loadMeta() {
  metaError.value = null;
  try {
    meta.value = await ask();
  } catch (error) {
    metaError.value = ApiError.of(error);
  }
}

const index = (labels: Label[] | undefined) => new Map((labels ?? []).map((l) => [l.code, l]));
const tables = computed(() => ({
  types: index(meta.value?.types),
  quads: index(meta.value?.quads),
  statuses: index(meta.value?.statuses),
  sectors: index(meta.value?.sectors),
  stances: index(meta.value?.stances),
  precisions: index(meta.value?.precisions),
  contexts: index(meta.value?.contexts),
  countries: index(meta.value?.countries),
  modes: index(meta.value?.types.flatMap((type) => type.modes)),
}));
type Table = keyof typeof tables.value;

// Where a party belongs that is of no country.
export const BODIES = ['IGO', 'IMG', 'NGO'];

// The name of a code in the interface's language; a code without one stands for itself.
export function nameOf(table: Table, code: string | null | undefined): string {
  if (!code) return '';
  if (table === 'countries' && BODIES.includes(code)) return t(`country.${code}` as Message);
  return tables.value[table].get(code)?.[language.value] ?? code;
}

const quads = computed(() => new Map(meta.value?.types.map((type) => [type.code, type.quad])));
export const quadOf = (event: string): number => quads.value.get(event) ?? 0;

const shapes = computed(() => new Map(meta.value?.countries.map((c) => [c.en, c.code])));
export const codeOfCountry = (english: string): string | null => shapes.value.get(english) ?? null;
