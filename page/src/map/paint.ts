// Draws the base map into a canvas. Shapes are projected once for a size of the window; moving and
// zooming only change the canvas' transform, so that a drag stays smooth.
import { type GeoProjection, geoEqualEarth, geoGraticule10, geoPath } from 'd3-geo';
import type { Basemap } from './basemaps';

export interface View {
  x: number;
  y: number;
  k: number;
}

export interface Drawing {
  sphere: Path2D;
  grid: Path2D;
  shapes: { name: string; path: Path2D }[];
  settled: Path2D | null;
  disputed: Path2D | null;
}

// Equal areas, turned so that the Arab world is in the middle and upright.
export function projectionFor(width: number, height: number): GeoProjection {
  const projection = geoEqualEarth().rotate([-30, 0]);
  return projection.fitSize([width, height], { type: 'Sphere' });
}

export function drawingOf(basemap: Basemap, projection: GeoProjection): Drawing {
  const path = geoPath(projection);
  const made = (geometry: Parameters<typeof path>[0] | null) =>
    geometry ? new Path2D(path(geometry) ?? '') : null;
  return {
    sphere: made({ type: 'Sphere' }) as Path2D,
    grid: made(geoGraticule10()) as Path2D,
    shapes: basemap.shapes.map((s) => ({ name: s.name, path: made(s.geometry) as Path2D })),
    settled: made(basemap.settled),
    disputed: made(basemap.disputed),
  };
}

function colours(element: Element) {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    sea: colour('sea'),
    land: colour('land'),
    chosen: colour('land-2'),
    coast: colour('coast'),
    border: colour('border'),
    rule: colour('rule'),
    disputed: colour('edge'),
  };
}

export function paintMap(
  canvas: HTMLCanvasElement,
  drawing: Drawing,
  view: View,
  isChosen: (name: string) => boolean,
) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio || 1;
  const colour = colours(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * view.x, ratio * view.y);
  const line = (path: Path2D, stroke: string, width: number, dashes: number[] = []) => {
    context.lineWidth = width / view.k;
    context.setLineDash(dashes.map((dash) => dash / view.k));
    context.strokeStyle = stroke;
    context.stroke(path);
  };
  context.fillStyle = colour.sea;
  context.fill(drawing.sphere);
  line(drawing.grid, colour.rule, 0.5);
  for (const shape of drawing.shapes) {
    context.fillStyle = shape.name && isChosen(shape.name) ? colour.chosen : colour.land;
    context.fill(shape.path);
    line(shape.path, drawing.settled ? colour.coast : colour.border, 0.6);
  }
  // The shapes' own outlines ran along the borders: cover the disputed ones before dashing them.
  if (drawing.settled) line(drawing.settled, colour.border, 0.9);
  if (drawing.disputed) {
    line(drawing.disputed, colour.land, 1.6);
    line(drawing.disputed, colour.disputed, 1.1, [4, 3]);
  }
}

export function shapeAt(
  canvas: HTMLCanvasElement,
  drawing: Drawing,
  view: View,
  x: number,
  y: number,
): string | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.setTransform(1, 0, 0, 1, 0, 0);
  const at: [number, number] = [(x - view.x) / view.k, (y - view.y) / view.k];
  const hit = drawing.shapes.find((s) => s.name !== '' && context.isPointInPath(s.path, ...at));
  return hit?.name ?? null;
}
