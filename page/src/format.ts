// Days, numbers and ranges as the interface's language writes them.
import { locale, t } from './i18n';
import { nameOf } from './meta';

export const countryName = (code: string | null | undefined) => nameOf('countries', code);

export function number(value: number): string {
  return value.toLocaleString(locale.value);
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

export function day(text: string | null | undefined): string {
  if (!text) return '';
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return date.toLocaleDateString(locale.value, { ...DAY, timeZone: 'UTC' });
}

export function moment(text: string | null | undefined): string {
  if (!text) return '';
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return date.toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' });
}

export function days(from: string | null | undefined, to: string | null | undefined): string {
  if (!from && !to) return '';
  if (!to || from === to) return day(from);
  if (!from) return t('until', { day: day(to) });
  return `${day(from)} – ${day(to)}`;
}

export interface Range {
  min?: number | null;
  max?: number | null;
}

// `5`, `3–9`, `100 or more`, `up to 300`; nothing when nothing is told.
export function range(value: Range | null | undefined): string {
  const low = value?.min ?? null;
  const high = value?.max ?? null;
  if (low === null && high === null) return '';
  if (low === null) return t('atMost', { n: high as number });
  if (high === null) return t('atLeast', { n: low });
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
