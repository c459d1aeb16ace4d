import { describe, expect, it } from 'vitest';
import { translate } from '../../src/i18n';
import ar from '../../src/i18n/ar.json';
import en from '../../src/i18n/en.json';

const slots = (message: unknown): string[] =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();

describe('messages', () => {
  it('stand in both languages', () => {
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
  });

  it('take the same values in both', () => {
    for (const [key, message] of Object.entries(en)) {
      expect(slots(ar[key as keyof typeof ar]), key).toEqual(slots(message));
    }
  });

  it('have the plural forms of Arabic', () => {
    const forms = [0, 1, 2, 5, 11, 100].map((n) => translate('ar', 'records', { n }));
    expect(new Set(forms).size).toBe(6);
    expect(translate('ar', 'records', { n: 2 })).toBe('سجلان');
    expect(translate('ar', 'records', { n: 1234 })).toContain('1,234');
  });

  it('are Arabic in Arabic', () => {
    for (const [key, message] of Object.entries(ar)) {
      expect(JSON.stringify(message), key).toMatch(/[\u0621-\u064a]/);
    }
  });
});
