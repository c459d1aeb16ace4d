// The two languages of the interface. Messages stand in ar.json and en.json under the same keys;
// one that depends on a number holds its plural forms by the names of Unicode (Arabic has six).
import { computed, effect, signal } from '@preact/signals';
import ar from './ar.json';
import en from './en.json';

export type Language = 'ar' | 'en';
type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Message = keyof typeof en;

const messages: Record<Language, Record<string, string | Plural>> = { ar, en };
// Digits are those of most newspapers that print numbers in tables, in both languages.
const locales: Record<Language, string> = { ar: 'ar-u-nu-latn', en: 'en-GB' };

function preferred(): Language {
  const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang');
  const kept = read('rasid.language');
  if (asked === 'ar' || asked === 'en') return asked;
  if (kept === 'ar' || kept === 'en') return kept;
  return globalThis.navigator?.language?.startsWith('en') ? 'en' : 'ar';
}

// A browser may refuse storage; the page then forgets, and works.
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export const language = signal<Language>(preferred());
export const isRtl = computed(() => language.value === 'ar');
export const locale = computed(() => locales[language.value]);

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dir = isRtl.value ? 'rtl' : 'ltr';
  document.title = t('title');
});

export function setLanguage(next: Language) {
  keep('rasid.language', next);
  language.value = next;
}

export function translate(
  to: Language,
  key: Message,
  values: Record<string, string | number> = {},
): string {
  const message = messages[to][key] ?? key;
  let text: string;
  if (typeof message === 'string') text = message;
  else {
    const form = new Intl.PluralRules(locales[to]).select(Number(values.n ?? 0));
    text = message[form] ?? message.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number'
      ? value.toLocaleString(locales[to])
      : String(value ?? `{${name}}`);
  });
}

export function t(key: Message, values: Record<string, string | number> = {}): string {
  return translate(language.value, key, values);
}
