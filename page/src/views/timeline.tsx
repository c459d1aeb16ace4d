import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import * as api from '../api/calls';
import type { Stats } from '../api/types';
import { day, number } from '../format';
import { isRtl, locale, type Message, t } from '../i18n';
import { meta, nameOf, quadOf } from '../meta';
import { address, filters, setFilters, setFocus } from '../state';
import { bucketAt, bulk, chartOf, lastDay, stepFor } from '../ui/bars';
import { EventList } from '../ui/events';
import { filterKey } from '../ui/filters';
import { Choices, Head } from '../ui/head';
import { useResource } from '../ui/resource';
import { Show } from '../ui/states';

const SPLITS = ['quad', 'event', 'status'];
const STEPS = ['day', 'week', 'month', 'year'];
const HEIGHT = 300;

function seriesName(split: string, code: string): string {
  if (split === 'quad') return nameOf('quads', code);
  return nameOf(split === 'event' ? 'types' : 'statuses', code);
}

// Types take the colour of their quad class, in shades; statuses run from sure to denied.
function seriesClass(stats: Stats, index: number): string {
  const code = stats.series[index] as string;
  if (stats.split === 'quad') return `quad-${code}`;
  if (stats.split === 'status') return `status-fill-${code}`;
  const quad = quadOf(code);
  const shade = stats.series.slice(0, index).filter((other) => quadOf(other) === quad).length;
  return `quad-${quad} shade-${shade % 4}`;
}

// Series of one class lie together, whatever their sizes.
function ordered(stats: Stats): Stats {
  const rank = (code: string) => {
    if (stats.split === 'quad') return Number(code);
    if (stats.split === 'event') return quadOf(code);
    return meta.value?.statuses.findIndex((status) => status.code === code) ?? 0;
  };
  const order = stats.series.map((_, index) => index);
  order.sort((a, b) => rank(stats.series[a] as string) - rank(stats.series[b] as string) || a - b);
  return {
    ...stats,
    series: order.map((index) => stats.series[index] as string),
    buckets: stats.buckets.map((bucket) => ({
      ...bucket,
      counts: order.map((index) => bucket.counts[index] ?? 0),
    })),
  };
}

function bucketLabel(start: string, by: string): string {
  const date = new Date(`${start}T00:00:00Z`);
  const style: Intl.DateTimeFormatOptions =
    by === 'year'
      ? { year: 'numeric' }
      : by === 'month'
        ? { month: 'short', year: 'numeric' }
        : { day: 'numeric', month: 'short', year: '2-digit' };
  return date.toLocaleDateString(locale.value, { ...style, timeZone: 'UTC' });
}

// The chart is drawn from the left; within it `6 يناير 25` still runs with the script.
function isolated(label: string): string {
  return isRtl.value ? `\u2067${label}\u2069` : label;
}

function Bars({ stats }: { stats: Stats }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const [over, setOver] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const margin = 44;
  const inner = Math.max(0, width - margin);
  const chart = chartOf(stats, inner, HEIGHT, isRtl.value);
  const shift = isRtl.value ? 0 : margin;
  const count = stats.buckets.length;
  const at = (event: PointerEvent) => {
    const left = (event.currentTarget as Element).getBoundingClientRect().left + shift;
    return bucketAt(event.clientX - left, inner, count, isRtl.value);
  };
  const finish = () => {
    if (!drag) return;
    const [first, last] = [Math.min(...drag), Math.max(...drag)];
    setDrag(null);
    const from = stats.buckets[first]?.start;
    const end = stats.buckets[last]?.start;
    if (from && end) setFilters({ from, to: lastDay(end, stats.by) });
  };
  const slotX = (index: number) =>
    isRtl.value ? inner - (index + 1) * chart.slot : index * chart.slot;
  const shown = over === null ? null : stats.buckets[over];
  const band = drag
    ? {
        x: Math.min(slotX(drag[0]), slotX(drag[1])),
        width: (Math.abs(drag[0] - drag[1]) + 1) * chart.slot,
      }
    : over !== null
      ? { x: slotX(over), width: chart.slot }
      : null;
  return (
    <figure class="bars">
      <div ref={box}>
        <svg
          width={width}
          height={HEIGHT + 34}
          role="img"
          aria-label={t('timeline.label', { n: stats.total })}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDrag([at(event), at(event)]);
          }}
          onPointerMove={(event) => {
            const index = at(event);
            setOver(index);
            setDrag((old) => (old ? [old[0], index] : null));
          }}
          onPointerLeave={() => setOver(null)}
          onPointerUp={finish}
          onPointerCancel={() => setDrag(null)}
        >
          <g transform={`translate(${shift},8)`}>
            {chart.ticks.map((tick) => (
              <g key={tick.value} transform={`translate(0,${tick.y})`}>
                <path class="grid" d={`M0 0H${inner}`} />
                <text
                  class="axis"
                  x={isRtl.value ? inner + 8 : -8}
                  dy="0.32em"
                  text-anchor={isRtl.value ? 'start' : 'end'}
                >
                  {number(tick.value)}
                </text>
              </g>
            ))}
            {band && <rect class="band" x={band.x} width={band.width} height={HEIGHT} />}
            {chart.bars.map((bar) => (
              <rect
                key={`${bar.index} ${bar.series}`}
                class={`slice ${seriesClass(stats, bar.series)}`}
                x={bar.x}
                y={bar.y}
                width={bar.width}
                height={bar.height}
              />
            ))}
            {chart.labels.map(({ index, x, anchor }) => (
              <text key={index} class="axis" x={x} y={HEIGHT + 20} text-anchor={anchor}>
                {isolated(bucketLabel(stats.buckets[index]?.start ?? '', stats.by))}
              </text>
            ))}
          </g>
        </svg>
      </div>
      <figcaption>
        <ul class="legend-row">
          {stats.series.map((code, index) => (
            <li key={code}>
              <span class={`swatch square ${seriesClass(stats, index)}`} aria-hidden="true" />
              {seriesName(stats.split, code)}
              {shown && <span class="number">{number(shown.counts[index] ?? 0)}</span>}
            </li>
          ))}
        </ul>
        <p class="note" aria-hidden="true">
          {shown
            ? `${bucketLabel(shown.start, stats.by)}: ${t('records', { n: shown.total })}`
            : t('timeline.hint')}
        </p>
      </figcaption>
    </figure>
  );
}

function AsTable({ stats }: { stats: Stats }) {
  return (
    <details>
      <summary>{t('asTable')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section class="table-box" tabIndex={0} aria-label={t('asTable')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('field.date')}</th>
              {stats.series.map((code) => (
                <th key={code} scope="col">
                  {seriesName(stats.split, code)}
                </th>
              ))}
              <th scope="col">{t('total')}</th>
            </tr>
          </thead>
          <tbody>
            {stats.buckets
              .filter((bucket) => bucket.total > 0)
              .map((bucket) => (
                <tr key={bucket.start}>
                  <th scope="row">
                    <button
                      type="button"
                      class="button plain small"
                      onClick={() =>
                        setFilters({ from: bucket.start, to: lastDay(bucket.start, stats.by) })
                      }
                    >
                      {bucketLabel(bucket.start, stats.by)}
                    </button>
                  </th>
                  {bucket.counts.map((value, index) => (
                    <td key={stats.series[index]}>{value > 0 ? number(value) : ''}</td>
                  ))}
                  <td>{number(bucket.total)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

export function TimelineView() {
  const { split, by } = address.value.focus;
  const shownSplit = SPLITS.includes(split) ? split : 'quad';
  const years = useResource(filterKey(), (signal) =>
    api.stats(filters.value, { by: 'year', split: 'none' }, signal),
  );
  const core = years.data ? bulk(years.data) : null;
  const from = filters.value.from || (core?.from ?? '');
  const to = filters.value.to || (core?.to ?? '');
  const fitting = stepFor(from || null, to || null);
  const shownBy = STEPS.includes(by) ? by : fitting;
  const stats = useResource(
    years.data ? `${filterKey()} ${from} ${to} ${shownBy} ${shownSplit}` : null,
    (signal) =>
      api.stats({ ...filters.value, from, to }, { by: shownBy, split: shownSplit }, signal),
  );
  const outside =
    years.data && stats.data
      ? Math.max(0, years.data.total - years.data.undated - stats.data.total)
      : 0;
  const shownStats = years.error || !years.data ? years : stats;
  return (
    <>
      <Head title="view.timeline">
        {years.data && years.data.undated > 0 && (
          <span class="note">{t('timeline.undated', { n: years.data.undated })}</span>
        )}
        {outside > 0 && <span class="note">{t('timeline.outside', { n: outside })}</span>}
        <span class="grow" />
        <Choices
          label="timeline.split"
          value={shownSplit}
          choices={SPLITS.map((value) => ({
            value,
            label: t(`timeline.split.${value}` as Message),
          }))}
          onChoose={(value) => setFocus({ split: value }, true)}
        />
        <Choices
          label="timeline.by"
          value={shownBy}
          choices={STEPS.map((value) => ({ value, label: t(`timeline.by.${value}` as Message) }))}
          onChoose={(value) => setFocus({ by: value === fitting ? '' : value }, true)}
        />
      </Head>
      <Show of={shownStats} isEmpty={(data) => data.buckets.length === 0} empty="empty.events">
        {(data) => (
          <>
            <Bars stats={ordered(data)} />
            <AsTable stats={ordered(data)} />
          </>
        )}
      </Show>
      <section class="list" aria-labelledby="timeline-records">
        <h2 id="timeline-records">
          {filters.value.from
            ? t('timeline.between', { from: day(filters.value.from), to: day(filters.value.to) })
            : t('map.records')}
        </h2>
        <EventList />
      </section>
    </>
  );
}
