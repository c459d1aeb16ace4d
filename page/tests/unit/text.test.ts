import { describe, expect, it } from 'vitest';
import { changedFields, emptyFields, fieldsOf, findWords } from '../../src/review/changed';
import { oneLine, visible } from '../../src/text/clean';
import { offsetsOf } from '../../src/text/offsets';

describe('offsets', () => {
  const text = 'قال 😀 والجيش 🇸🇾 انسحب';
  const offsets = offsetsOf(text);
  const letters = [...text];

  it('agree with the iterator of strings at every place', () => {
    expect(offsets.length).toBe(letters.length);
    let unit = 0;
    letters.forEach((letter, index) => {
      expect(offsets.toUnit(index)).toBe(unit);
      expect(offsets.toCodePoint(unit)).toBe(index);
      unit += letter.length;
    });
    expect(offsets.toUnit(letters.length)).toBe(text.length);
  });

  it('stay inside the text', () => {
    expect(offsets.toUnit(-3)).toBe(0);
    expect(offsets.toUnit(10_000)).toBe(text.length);
    expect(offsets.toCodePoint(10_000)).toBe(letters.length);
  });
});

describe('text of sources', () => {
  const hostile = 'بيان\u202eexe.txt\u2066 \u0007نهاية';

  it('loses controls in one line', () => {
    expect(oneLine(hostile)).toBe('بيانexe.txt نهاية');
    expect(oneLine(null)).toBe('');
  });

  it('keeps its length where offsets count', () => {
    expect(visible(hostile)).toHaveLength(hostile.length);
    for (const control of ['\u202e', '\u2066', '\u0007']) {
      expect(visible(hostile)).not.toContain(control);
    }
  });
});

describe('corrections', () => {
  const record = {
    ...emptyFields(),
    event: 'ASSAULT',
    deaths: { min: 3, max: 3 },
    mentions: [{ start: 0, end: 4, text: 'مقتل' }],
  };

  it('say nothing when nothing was changed', () => {
    expect(changedFields(record, fieldsOf(record))).toEqual({});
  });

  it('name only the fields that differ', () => {
    const after = fieldsOf(record);
    after.status = 'denied';
    after.deaths = null;
    expect(changedFields(record, after)).toEqual({ status: 'denied', deaths: null });
  });

  it('do not change the record that a form began with', () => {
    const after = fieldsOf(record);
    if (after.deaths) after.deaths.max = 9;
    expect(record.deaths.max).toBe(3);
    expect(changedFields(record, after)).toEqual({ deaths: { min: 3, max: 9 } });
  });

  it('find typed words nearest to the trigger, counted in code points', () => {
    const text = '😀 الجيش ثم الجيش';
    const { toCodePoint } = offsetsOf(text);
    expect(findWords(text, 'الجيش', 0, toCodePoint)).toEqual({ start: 2, end: 7 });
    expect(findWords(text, 'الجيش', 12, toCodePoint)).toEqual({ start: 11, end: 16 });
    expect(findWords(text, 'الشرطة', 0, toCodePoint)).toBeNull();
  });
});
