import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOwn } from '../../src/map/basemaps';
import { type Atlas, borders, DISPUTED, split } from '../../src/map/borders';
import { cluster } from '../../src/map/clusters';

const atlas = JSON.parse(
  readFileSync('node_modules/world-atlas/countries-50m.json', 'utf8'),
) as Atlas;

describe('clusters', () => {
  const points = [
    { x: 0, y: 0, weight: 5 },
    { x: 3, y: 4, weight: 2 },
    { x: 100, y: 0, weight: 1 },
  ];

  it('join what is near and keep all weight', () => {
    const found = cluster(points, 1, 10);
    expect(found.map((c) => c.weight)).toEqual([7, 1]);
    expect(found[0]?.points).toHaveLength(2);
  });

  it('come apart when the map comes closer', () => {
    expect(cluster(points, 4, 10)).toHaveLength(3);
  });

  it('hold many points fast', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      x: (i * 37) % 1000,
      y: (i * 91) % 500,
      weight: i % 7,
    }));
    const before = performance.now();
    const found = cluster(many, 1, 26);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(found.reduce((sum, c) => sum + c.points.length, 0)).toBe(many.length);
  });
});

describe('borders', () => {
  const names = new Set(
    atlas.objects.countries.geometries.map((g) => (g.properties as { name: string }).name),
  );

  it('are named as the atlas names them', () => {
    for (const [first, second] of DISPUTED) {
      expect(names, first).toContain(first);
      expect(names, second).toContain(second);
    }
  });

  it('are parted into settled and disputed, none lost', () => {
    const { settled, disputed } = borders(atlas);
    expect(disputed.coordinates.length).toBeGreaterThan(30);
    expect(settled.coordinates.length).toBeGreaterThan(disputed.coordinates.length);
  });

  it('are cut where they enter a box', () => {
    const line = [
      [0, 0],
      [1, 0],
      [5, 0],
      [6, 0],
      [10, 0],
    ];
    const { within, rest } = split([line], [4, -1, 7, 1]);
    expect(within).toEqual([
      [
        [1, 0],
        [5, 0],
        [6, 0],
        [10, 0],
      ],
    ]);
    expect(rest).toEqual([
      [
        [0, 0],
        [1, 0],
      ],
    ]);
  });
});

describe("a map of the user's own", () => {
  it('may be GeoJSON', () => {
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const feature = { type: 'Feature', properties: { name: 'إقليم' }, geometry: polygon };
    const collection = { type: 'FeatureCollection', features: [feature] };
    expect(readOwn(JSON.stringify(collection)).shapes).toEqual([
      { name: 'إقليم', geometry: polygon },
    ]);
    expect(readOwn(JSON.stringify(polygon)).shapes).toHaveLength(1);
  });

  it('may be TopoJSON', () => {
    expect(readOwn(JSON.stringify(atlas)).shapes.length).toBeGreaterThan(200);
  });

  it('is refused when it is neither', () => {
    expect(() => readOwn('{"type": "Table"}')).toThrow();
    expect(() => readOwn('not JSON')).toThrow();
  });
});
