import { describe, expect, it } from 'vitest';
import { emptyFilters, filterPairs, readAddress, writeAddress } from '../../src/state';

describe('the address', () => {
  it('gives back what was written', () => {
    const filters = emptyFilters();
    filters.event = ['ASSAULT', 'COERCE'];
    filters.country = ['SYR'];
    filters.from = '2024-03-01';
    filters.q = '"وزارة الخارجية" القاهرة & 50%';
    filters.bbox = '-10.50,12.00,40.25,37.00';
    const focus = { document: 'a/b c#1', record: 'f00', incident: '', split: '', by: '' };
    const written = writeAddress({ view: 'timeline', filters, focus });
    expect(readAddress(written)).toEqual({ view: 'timeline', filters, focus });
  });

  it('leaves out what cannot be a value', () => {
    const read = readAddress(
      '?view=nowhere&from=yesterday&event=A%20B,ASSAULT,ASSAULT&min_score=7',
    );
    expect(read.view).toBe('map');
    expect(read.filters.from).toBe('');
    expect(read.filters.min_score).toBe('');
    expect(read.filters.event).toEqual(['ASSAULT']);
  });

  it('names only the filters that are set', () => {
    const filters = emptyFilters();
    expect(filterPairs(filters)).toEqual([]);
    filters.status = ['planned', 'possible'];
    expect(filterPairs(filters)).toEqual([['status', 'planned,possible']]);
  });
});
