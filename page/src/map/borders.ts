// Lines that states dispute, or that run where control changed without a recognised border, are
// drawn dashed. The atlas does not say which these are. Each row names the two neighbours by the
// atlas's names and, where only a part of their line is disputed, the box that holds it
// (west, south, east, north, in degrees).
import type { MultiLineString, Position } from 'geojson';
import { mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

export type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Box = [number, number, number, number];

export const DISPUTED: [string, string, Box?][] = [
  ['Morocco', 'W. Sahara'],
  ['Algeria', 'W. Sahara', [-9, 27, -8, 28]],
  ['Israel', 'Palestine'],
  ['Israel', 'Syria'],
  ['Israel', 'Lebanon'],
  ['Lebanon', 'Syria', [35.5, 33.2, 35.9, 33.4]],
  ['Egypt', 'Sudan', [33, 21.5, 37.5, 23.5]],
  ['Sudan', 'S. Sudan'],
  ['Kenya', 'S. Sudan'],
  ['Ethiopia', 'Sudan', [35.5, 13.3, 37, 14.6]],
  ['Ethiopia', 'Eritrea'],
  ['Djibouti', 'Eritrea'],
  ['Somalia', 'Somaliland'],
  ['Ethiopia', 'Somalia', [41, 3.5, 48.5, 8.5]],
  ['Cyprus', 'N. Cyprus'],
  ['Serbia', 'Kosovo'],
  ['Russia', 'Ukraine'],
  ['Russia', 'Georgia'],
  ['Armenia', 'Azerbaijan'],
  ['India', 'Pakistan', [73, 32.2, 80, 37.5]],
  ['India', 'China'],
  ['China', 'Bhutan'],
  ['India', 'Siachen Glacier'],
  ['Pakistan', 'Siachen Glacier'],
  ['China', 'Siachen Glacier'],
  ['Pakistan', 'China'],
  ['Pakistan', 'Afghanistan'],
  ['North Korea', 'South Korea'],
  ['Guyana', 'Venezuela'],
  ['Guyana', 'Suriname', [-58.5, 1.5, -56, 4]],
];

const pairKey = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`);
const rows = new Map(DISPUTED.map(([a, b, box]) => [pairKey(a, b), box ?? null]));

const inside = (box: Box, at: Position) =>
  (at[0] as number) >= box[0] &&
  (at[0] as number) <= box[2] &&
  (at[1] as number) >= box[1] &&
  (at[1] as number) <= box[3];

// Cuts lines where they enter or leave the box; neighbouring pieces share the point of the cut.
export function split(lines: Position[][], box: Box): { within: Position[][]; rest: Position[][] } {
  const parts = { within: [] as Position[][], rest: [] as Position[][] };
  for (const line of lines) {
    let current: Position[] = [];
    let side: boolean | null = null;
    line.slice(1).forEach((to, index) => {
      const from = line[index] as Position;
      const now = inside(box, from) || inside(box, to);
      if (now !== side) {
        current = [from];
        (now ? parts.within : parts.rest).push(current);
        side = now;
      }
      current.push(to);
    });
  }
  return parts;
}

export function borders(atlas: Atlas): { settled: MultiLineString; disputed: MultiLineString } {
  const countries = atlas.objects.countries;
  const nameOf = (o: unknown) => (o as { properties?: { name: string } }).properties?.name ?? '';
  const rowOf = (a: unknown, b: unknown) => rows.get(pairKey(nameOf(a), nameOf(b)));
  const settled = mesh(atlas, countries, (a, b) => a !== b && rowOf(a, b) === undefined);
  const disputed = mesh(atlas, countries, (a, b) => a !== b && rowOf(a, b) === null);
  for (const [first, second, box] of DISPUTED) {
    if (!box) continue;
    const key = pairKey(first, second);
    const line = mesh(atlas, countries, (a, b) => a !== b && pairKey(nameOf(a), nameOf(b)) === key);
    const { within, rest } = split(line.coordinates, box);
    disputed.coordinates.push(...within);
    settled.coordinates.push(...rest);
  }
  return { settled, disputed };
}
