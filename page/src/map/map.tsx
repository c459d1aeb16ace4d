// The map: a canvas for the ground, SVG marks above it that can be reached by key and read aloud.
import { select } from 'd3-selection';
import { arc, pie } from 'd3-shape';
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity } from 'd3-zoom';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isRtl, t } from '../i18n';
import type { Basemap } from './basemaps';
import { type Cluster, cluster, type Point, radiusOf } from './clusters';
import { drawingOf, paintMap, projectionFor, shapeAt, type View } from './paint';

export interface Spot {
  key: string;
  label: string;
  lat: number;
  lon: number;
  count: number;
  quads: number[];
  // A province or a whole country: the mark stands for an area.
  isArea: boolean;
}

type Placed = Point & { spot: Spot };

interface Props {
  basemap: Basemap | null;
  spots: Spot[];
  chosen: string;
  isChosenShape: (name: string) => boolean;
  theme: string;
  onSpot: (spot: Spot) => void;
  onShape?: (name: string) => void;
  onBox?: (box: [number, number, number, number]) => void;
  onPoint?: ((lat: number, lon: number) => void) | undefined;
}

const REACH = 26;
const CLOSEST = 90;
const slices = pie<number>().sort(null);
const ring = arc<{ startAngle: number; endAngle: number }>();

function useSize() {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { box, ...size };
}

export function WorldMap(props: Props) {
  const { basemap, spots, onSpot } = props;
  const { box, width, height } = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const marks = useRef<SVGSVGElement>(null);
  const zoomer = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  const [view, setView] = useState<View>({ x: 0, y: 0, k: 1 });

  const projection = useMemo(
    () => (width > 0 && height > 0 ? projectionFor(width, height) : null),
    [width, height],
  );
  const drawing = useMemo(
    () => (basemap && projection ? drawingOf(basemap, projection) : null),
    [basemap, projection],
  );
  const placed = useMemo(() => {
    const result: Placed[] = [];
    for (const spot of spots) {
      const at = projection?.([spot.lon, spot.lat]);
      if (at) result.push({ x: at[0], y: at[1], weight: spot.count, spot });
    }
    return result;
  }, [spots, projection]);
  // Zoom in steps of a quarter octave, so that a wheel's turn does not cluster anew each time.
  const step = 2 ** (Math.round(Math.log2(view.k) * 4) / 4);
  const clusters = useMemo(() => cluster(placed, step, REACH), [placed, step]);

  useEffect(() => {
    const svg = marks.current;
    if (!svg || width === 0) return;
    const behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, CLOSEST])
      .translateExtent([
        [0, 0],
        [width, height],
      ])
      .extent([
        [0, 0],
        [width, height],
      ])
      .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
        const { x, y, k } = event.transform;
        setView({ x, y, k });
      });
    select(svg).call(behaviour).on('dblclick.zoom', null);
    zoomer.current = behaviour;
    return () => {
      select(svg).on('.zoom', null);
    };
  }, [width, height]);

  const bring = (points: Point[], margin = 70, closest = 24) => {
    const svg = marks.current;
    if (!svg || !zoomer.current) return;
    const target = transformFor(points, width, height, margin, closest);
    select(svg).call(zoomer.current.transform, target);
  };

  // What is asked for is brought into sight when it comes, not when it merely changes a little.
  const extent = placed.length === 0 ? '' : `${width}x${height} ${placed.length}`;
  useEffect(() => {
    bring(placed.length > 0 ? core(placed) : homePoints(projection));
  }, [extent, width, height]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !drawing) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
  }, [drawing, width, height]);

  useLayoutEffect(() => {
    if (canvas.current && drawing) paintMap(canvas.current, drawing, view, props.isChosenShape);
  }, [drawing, view, width, height, props.isChosenShape, props.theme]);

  const scaleBy = (factor: number) => {
    if (marks.current && zoomer.current) {
      select(marks.current).call(zoomer.current.scaleBy, factor);
    }
  };
  const moveBy = (x: number, y: number) => {
    if (marks.current && zoomer.current) {
      select(marks.current).call(zoomer.current.translateBy, x / view.k, y / view.k);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => moveBy(60, 0),
      ArrowRight: () => moveBy(-60, 0),
      ArrowUp: () => moveBy(0, 60),
      ArrowDown: () => moveBy(0, -60),
      '+': () => scaleBy(1.5),
      '=': () => scaleBy(1.5),
      '-': () => scaleBy(1 / 1.5),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const openCluster = (found: Cluster<Placed>) => {
    const first = found.points[0] as Placed;
    const apart = Math.max(
      ...found.points.map((point) => Math.hypot(point.x - first.x, point.y - first.y)),
    );
    // Some lie at one spot (a town and its province): no zoom would part them.
    if (apart * CLOSEST < REACH || view.k >= CLOSEST * 0.9) onSpot(first.spot);
    else bring(found.points, 90, CLOSEST);
  };
  const visibleBox = () => {
    if (!projection?.invert || !props.onBox) return;
    const corners = [
      [0, 0],
      [width, 0],
      [0, height],
      [width, height],
      [width / 2, 0],
      [width / 2, height],
      [0, height / 2],
      [width, height / 2],
    ].map(([x, y]) =>
      projection.invert?.([((x as number) - view.x) / view.k, ((y as number) - view.y) / view.k]),
    );
    const known = corners.filter((c): c is [number, number] => c != null && Number.isFinite(c[0]));
    if (known.length < corners.length) return;
    const lon = known.map((c) => c[0]);
    const lat = known.map((c) => c[1]);
    props.onBox([Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)]);
  };
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || !canvas.current || !drawing || !box.current) return;
    const edge = box.current.getBoundingClientRect();
    const x = event.clientX - edge.left;
    const y = event.clientY - edge.top;
    if (props.onPoint) {
      const at = projection?.invert?.([(x - view.x) / view.k, (y - view.y) / view.k]);
      if (at) props.onPoint(at[1], at[0]);
      return;
    }
    const name = shapeAt(canvas.current, drawing, view, x, y);
    if (name) props.onShape?.(name);
  };

  const most = Math.max(1, ...clusters.map((c) => c.weight));
  const labels = labelled(clusters, view, most, width);
  return (
    <div class="map" ref={box}>
      <canvas ref={canvas} />
      <svg
        ref={marks}
        width={width}
        height={height}
        role="application"
        aria-label={t('map.label')}
        tabindex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {clusters.toReversed().map((found) => (
          <Mark
            key={(found.points[0] as Placed).spot.key}
            found={found}
            view={view}
            most={most}
            chosen={props.chosen}
            onOpen={() => openCluster(found)}
          />
        ))}
        <g aria-hidden="true">
          {clusters.map((found) => (
            <Words
              key={(found.points[0] as Placed).spot.key}
              found={found}
              view={view}
              most={most}
              label={labels.get(found) ?? null}
            />
          ))}
        </g>
      </svg>
      <div class="map-tools">
        <button
          type="button"
          class="button"
          aria-label={t('map.closer')}
          onClick={() => scaleBy(1.6)}
        >
          +
        </button>
        <button
          type="button"
          class="button"
          aria-label={t('map.farther')}
          onClick={() => scaleBy(1 / 1.6)}
        >
          −
        </button>
        <button
          type="button"
          class="button"
          aria-label={t('map.all')}
          title={t('map.all')}
          onClick={() => bring(placed.length > 0 ? placed : homePoints(projection))}
        >
          ⤢
        </button>
        {props.onBox && (
          <button
            type="button"
            class="button"
            aria-label={t('map.box')}
            title={t('map.box')}
            onClick={visibleBox}
          >
            ▣
          </button>
        )}
      </div>
    </div>
  );
}

interface MarkProps {
  found: Cluster<Placed>;
  view: View;
  most: number;
  chosen: string;
  onOpen: () => void;
}

// Counts and names lie above all marks; the marks themselves are named for who cannot see them.
function Words(props: { found: Cluster<Placed>; view: View; most: number; label: string | null }) {
  const { found, view, most, label } = props;
  const radius = radiusOf(found.weight, most);
  const x = found.x * view.k + view.x;
  const y = found.y * view.k + view.y;
  return (
    <g transform={`translate(${x.toFixed(1)},${y.toFixed(1)})`}>
      {radius > 12 && (
        <text class="mark-count" dy="0.36em">
          {short(found.weight)}
        </text>
      )}
      {label && (
        <text
          class="mark-label"
          x={isRtl.value ? -radius - 5 : radius + 5}
          dy="0.35em"
          text-anchor={isRtl.value ? 'end' : 'start'}
        >
          {label}
        </text>
      )}
    </g>
  );
}

function Mark({ found, view, most, chosen, onOpen }: MarkProps) {
  const first = (found.points[0] as Placed).spot;
  const isOne = found.points.length === 1;
  const quads = [1, 2, 3, 4].map((quad) =>
    found.points.reduce((sum, point) => sum + (point.spot.quads[quad - 1] ?? 0), 0),
  );
  const radius = radiusOf(found.weight, most);
  const isChosen = found.points.some((point) => point.spot.key === chosen);
  const says = isOne
    ? t('map.place', { place: first.label, n: found.weight })
    : t('map.cluster', { place: first.label, more: found.points.length - 1, n: found.weight });
  const x = found.x * view.k + view.x;
  const y = found.y * view.k + view.y;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG mark cannot be a button element
    <g
      class={`mark${isChosen ? ' is-chosen' : ''}${isOne && first.isArea ? ' is-area' : ''}`}
      transform={`translate(${x.toFixed(1)},${y.toFixed(1)})`}
      role="button"
      tabindex={0}
      aria-label={says}
      data-place={first.key}
      data-places={found.points.length}
      onClick={(event) => {
        event.preventDefault();
        onOpen();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        onOpen();
      }}
    >
      <title>{says}</title>
      <circle class="mark-ground" r={radius} />
      {slices(quads).map((slice, index) =>
        slice.value > 0 ? (
          <path
            key={`quad-${index + 1}`}
            class={`slice quad-${index + 1}`}
            d={
              ring.innerRadius(radius * 0.62).outerRadius(radius)({
                startAngle: slice.startAngle,
                endAngle: slice.endAngle,
              }) ?? ''
            }
          />
        ) : null,
      )}
    </g>
  );
}

function short(count: number): string {
  if (count < 1000) return String(count);
  return count < 10000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;
}

// Names of marks, the heaviest first, where they lie upon no other mark or name.
function labelled(clusters: Cluster<Placed>[], view: View, most: number, width: number) {
  const side = isRtl.value ? -1 : 1;
  const boxes = clusters.map((c) => {
    const radius = radiusOf(c.weight, most);
    const x = c.x * view.k + view.x;
    const y = c.y * view.k + view.y;
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
  });
  const result = new Map<Cluster<Placed>, string>();
  const taken = [...boxes];
  clusters
    .map((c, index) => ({ c, own: boxes[index] as (typeof boxes)[number] }))
    .sort((a, b) => b.c.weight - a.c.weight)
    .forEach(({ c, own }) => {
      const name = (c.points[0] as Placed).spot.label;
      const length = name.length * 7.2 + 6;
      const from = side > 0 ? own.right + 3 : own.left - 3 - length;
      const middle = (own.top + own.bottom) / 2;
      const box = { left: from, right: from + length, top: middle - 8, bottom: middle + 8 };
      if (box.left < 0 || box.right > width) return;
      const meets = taken.some(
        (o) =>
          o !== own &&
          o.left < box.right &&
          o.right > box.left &&
          o.top < box.bottom &&
          o.bottom > box.top,
      );
      if (meets) return;
      taken.push(box);
      result.set(c, name);
    });
  return result;
}

function transformFor(
  points: Point[],
  width: number,
  height: number,
  margin: number,
  closest: number,
) {
  if (points.length === 0 || width === 0) return zoomIdentity;
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const k = Math.max(
    1,
    Math.min(
      closest,
      (width - 2 * margin) / Math.max(right - left, 1e-6),
      (height - 2 * margin) / Math.max(bottom - top, 1e-6),
    ),
  );
  const x = width / 2 - (k * (left + right)) / 2;
  const y = height / 2 - (k * (top + bottom)) / 2;
  const inX = Math.min(0, Math.max(width * (1 - k), x));
  const inY = Math.min(0, Math.max(height * (1 - k), y));
  return zoomIdentity.translate(inX, inY).scale(k);
}

// The places in the middle that hold nine tenths of the weight both ways, so that a few far ones do
// not make all others small.
function core(points: Placed[]): Point[] {
  const sum = points.reduce((total, point) => total + point.weight, 0);
  const within = (of: (point: Point) => number): [number, number] => {
    const order = points.toSorted((a, b) => of(a) - of(b));
    let below = 0;
    let low = of(order[0] as Point);
    for (const point of order) {
      if (below <= 0.05 * sum) low = of(point);
      if (below >= 0.95 * sum) return [low, of(point)];
      below += point.weight;
    }
    return [low, of(order.at(-1) as Point)];
  };
  const [left, right] = within((point) => point.x);
  const [top, bottom] = within((point) => point.y);
  return [
    { x: left, y: top, weight: 1 },
    { x: right, y: bottom, weight: 1 },
  ];
}

// Where there is nothing to show, the Arab world is.
function homePoints(projection: ReturnType<typeof projectionFor> | null): Point[] {
  const corners: [number, number][] = [
    [-14, 8],
    [58, 40],
  ];
  return corners.flatMap((corner) => {
    const at = projection?.(corner);
    return at ? [{ x: at[0], y: at[1], weight: 1 }] : [];
  });
}
