import { describe, expect, it } from 'vitest';
import type { Network, Stats } from '../../src/api/types';
import { bucketAt, bulk, chartOf, lastDay, roundUp, stepFor } from '../../src/ui/bars';
import { dominant, layOut } from '../../src/ui/network';

const stats: Stats = {
  by: 'month',
  split: 'quad',
  series: ['4', '1'],
  buckets: [
    { start: '2024-01-01', total: 3, counts: [2, 1] },
    { start: '2024-02-01', total: 0, counts: [0, 0] },
    { start: '2024-03-01', total: 8, counts: [8, 0] },
  ],
  undated: 0,
  total: 11,
};

describe('bars', () => {
  it('stack to the height of their total and fit the chart', () => {
    const chart = chartOf(stats, 300, 100, false);
    expect(chart.top).toBe(10);
    expect(chart.bars).toHaveLength(3);
    const first = chart.bars.filter((bar) => bar.index === 0);
    expect(first.reduce((sum, bar) => sum + bar.height, 0)).toBeCloseTo(30);
    expect(Math.min(...chart.bars.map((bar) => bar.y))).toBeCloseTo(20);
  });

  it('run with the script', () => {
    const left = chartOf(stats, 300, 100, false).bars[0]?.x ?? 0;
    const right = chartOf(stats, 300, 100, true).bars[0]?.x ?? 0;
    expect(left).toBeLessThan(100);
    expect(right).toBeGreaterThan(200);
    expect(bucketAt(10, 300, 3, false)).toBe(0);
    expect(bucketAt(10, 300, 3, true)).toBe(2);
    expect(bucketAt(-50, 300, 3, false)).toBe(0);
  });

  it('cut off no label at an edge', () => {
    const days = Array.from({ length: 50 }, (_, i) => ({
      start: `${i}`,
      total: 1,
      counts: [1, 0],
    }));
    for (const isRtl of [false, true]) {
      const { labels } = chartOf({ ...stats, buckets: days }, 460, 100, isRtl);
      const ends = labels.map(({ x, anchor }) => ({
        left: x - { start: 0, middle: 34, end: 68 }[anchor],
        right: x + { start: 68, middle: 34, end: 0 }[anchor],
      }));
      expect(ends.length).toBeGreaterThan(3);
      expect(Math.min(...ends.map(({ left }) => left))).toBeGreaterThanOrEqual(0);
      expect(Math.max(...ends.map(({ right }) => right))).toBeLessThanOrEqual(460);
    }
  });

  it('know the last day of a bucket, leap years too', () => {
    expect(lastDay('2024-02-01', 'month')).toBe('2024-02-29');
    expect(lastDay('2023-12-25', 'week')).toBe('2023-12-31');
    expect(lastDay('2023-01-01', 'year')).toBe('2023-12-31');
    expect(lastDay('2024-03-05', 'day')).toBe('2024-03-05');
  });

  it('round up to 1, 2, 5', () => {
    expect([1, 3, 7, 11, 120, 501].map(roundUp)).toEqual([1, 5, 10, 20, 200, 1000]);
  });

  it('choose a step that gives some hundred bars', () => {
    expect(stepFor('2024-01-01', '2024-03-01')).toBe('day');
    expect(stepFor('2023-01-01', '2024-03-01')).toBe('week');
    expect(stepFor('2012-01-01', '2024-03-01')).toBe('month');
    expect(stepFor('1948-01-01', '2024-03-01')).toBe('year');
  });

  it('leave the far past out of the first sight', () => {
    const years = [622, 1948, 2015, 2016].map((year, index) => ({
      start: `${String(year).padStart(4, '0')}-01-01`,
      total: [1, 1, 100, 100][index] as number,
      counts: [],
    }));
    const core = bulk({ ...stats, by: 'year', buckets: years });
    expect(core).toEqual({ from: '2015-01-01', to: '2016-12-31' });
  });
});

describe('the network', () => {
  const node = (id: number, count: number) => ({
    id,
    name: `n${id}`,
    country: null,
    sector: null,
    code: null,
    as_actor: count,
    as_recipient: 0,
    quads: [0, 0, 0, count],
  });
  const edge = (source: number, target: number, events: number) => ({
    source,
    target,
    events,
    quads: [0, 0, 0, events],
    sign: -1,
    goldstein: -9,
  });
  const network: Network = {
    total: 4,
    nodes: [node(0, 20), node(1, 8), node(2, 3), node(3, 1)],
    edges: [edge(0, 1, 9), edge(1, 2, 2), edge(3, 3, 1)],
  };

  it('lies the same way each time, bigger nodes bigger, none upon another', () => {
    const [a, b] = [layOut(network, 1.6), layOut(network, 1.6)];
    expect(a.nodes.map((n) => [n.x, n.y])).toEqual(b.nodes.map((n) => [n.x, n.y]));
    expect(a.nodes[0]?.radius).toBeGreaterThan(a.nodes[1]?.radius ?? 0);
    for (const one of a.nodes) {
      for (const other of a.nodes) {
        if (one === other) continue;
        const far = Math.hypot(one.x - other.x, one.y - other.y);
        expect(far).toBeGreaterThan(one.radius + other.radius);
      }
    }
  });

  it('leaves out who acts on nobody else', () => {
    expect(layOut(network, 1.6).nodes.map((n) => n.node.id)).toEqual([0, 1, 2]);
  });

  it('takes the colour of the class with most counts', () => {
    expect(dominant([1, 0, 3, 2])).toBe(3);
  });
});
