// The geometry of a stacked bar chart over time, apart from drawing it.
import type { Stats } from '../api/types';

export interface Bar {
  index: number;
  series: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Chart {
  bars: Bar[];
  ticks: { value: number; y: number }[];
  labels: { index: number; x: number; anchor: 'start' | 'middle' | 'end' }[];
  slot: number;
  top: number;
}

// A round number at or above `value`: 1, 2 or 5 times a power of ten.
export function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const step = [1, 2, 5, 10].find((n) => n * unit >= value) ?? 10;
  return step * unit;
}

const HALF_LABEL = 34;

// A label in the middle below its bar, but for one that would be cut off at an edge.
function labelAt(index: number, x: number, width: number): Chart['labels'][number] {
  if (x < HALF_LABEL) return { index, x: 0, anchor: 'start' };
  if (x > width - HALF_LABEL) return { index, x: width, anchor: 'end' };
  return { index, x, anchor: 'middle' };
}

// Time runs with the script: from the right in Arabic.
export function chartOf(stats: Stats, width: number, height: number, isRtl: boolean): Chart {
  const count = Math.max(stats.buckets.length, 1);
  const slot = width / count;
  const gap = slot > 4 ? Math.min(3, slot * 0.2) : 0;
  const top = roundUp(Math.max(1, ...stats.buckets.map((b) => b.total)));
  const left = (index: number) => (isRtl ? width - (index + 1) * slot : index * slot);
  const bars: Bar[] = [];
  stats.buckets.forEach((bucket, index) => {
    let sum = 0;
    bucket.counts.forEach((value, series) => {
      if (value === 0) return;
      const barHeight = (height * value) / top;
      sum += value;
      bars.push({
        index,
        series,
        x: left(index) + gap / 2,
        y: height - (height * sum) / top,
        width: slot - gap,
        height: barHeight,
      });
    });
  });
  const steps = Math.min(top, 4);
  const ticks = Array.from({ length: steps + 1 }, (_, i) => ({
    value: (top * i) / steps,
    y: height - (height * i) / steps,
  })).filter((tick) => Number.isInteger(tick.value));
  const every = Math.max(1, Math.ceil(92 / slot));
  const labels = stats.buckets
    .map((_, index) => labelAt(index, left(index) + slot / 2, width))
    .filter(({ index }) => index % every === 0);
  return { bars, ticks, labels, slot, top };
}

export function bucketAt(x: number, width: number, count: number, isRtl: boolean): number {
  const along = isRtl ? width - x : x;
  return Math.min(count - 1, Math.max(0, Math.floor((along / width) * count)));
}

// The last day of a bucket that begins on `start`.
export function lastDay(start: string, by: string): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (by === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (by === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + (by === 'week' ? 7 : 1));
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

// The years that hold nearly all records: but for a twentieth at the beginning, since news tells of
// 1948 and of 622 too, and a chart that began there would show nothing, and a two-hundredth at the
// end, where the news itself is.
export function bulk(years: Stats): { from: string; to: string } | null {
  const sum = years.buckets.reduce((total, bucket) => total + bucket.total, 0);
  if (sum === 0) return null;
  let below = 0;
  let from = '';
  for (const bucket of years.buckets) {
    below += bucket.total;
    if (from === '' && below > sum / 20) from = bucket.start;
    if (below >= sum - sum / 200) return { from, to: lastDay(bucket.start, 'year') };
  }
  return null;
}

const DAY_MS = 86_400_000;

// The width of buckets that gives a chart of some hundred bars.
export function stepFor(from: string | null, to: string | null): string {
  if (!from || !to) return 'month';
  const span = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (span <= 120) return 'day';
  if (span <= 800) return 'week';
  return span <= 366 * 15 ? 'month' : 'year';
}
