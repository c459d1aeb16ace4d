// What lies below the marks: the countries of the atlas that comes with the page, its coasts alone,
// or a map of the user's own (GeoJSON or TopoJSON), which stays in this browser.
import type { FeatureCollection, GeometryObject } from 'geojson';
import { feature, merge } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import atlasAddress from 'world-atlas/countries-50m.json?url';
import { type Atlas, borders } from './borders';

export interface Shape {
  name: string;
  geometry: GeometryObject;
}

export interface Basemap {
  shapes: Shape[];
  settled: GeometryObject | null;
  disputed: GeometryObject | null;
}

export type BasemapName = 'countries' | 'coasts' | 'own';

let atlas: Promise<Atlas> | null = null;

function loadAtlas(): Promise<Atlas> {
  atlas ??= fetch(atlasAddress).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json() as Promise<Atlas>;
  });
  atlas.catch(() => {
    atlas = null;
  });
  return atlas;
}

async function countriesMap(): Promise<Basemap> {
  const world = await loadAtlas();
  const collection = feature(world, world.objects.countries) as FeatureCollection<
    GeometryObject,
    { name: string }
  >;
  const shapes = collection.features
    .filter((f) => f.properties.name !== 'Antarctica')
    .map((f) => ({ name: f.properties.name, geometry: f.geometry }));
  return { shapes, ...borders(world) };
}

async function coastsMap(): Promise<Basemap> {
  const world = await loadAtlas();
  const lands = world.objects.countries.geometries.filter(
    (g) => (g.properties as { name: string }).name !== 'Antarctica',
  );
  const geometry = merge(world, lands as Parameters<typeof merge>[1]);
  return { shapes: [{ name: '', geometry }], settled: null, disputed: null };
}

// Reads a user's map. Anything that is neither GeoJSON nor TopoJSON is refused.
export function readOwn(text: string): Basemap {
  const data = JSON.parse(text) as { type?: string };
  const shapes: Shape[] = [];
  const add = (geometry: GeometryObject | null, name: unknown) => {
    if (geometry) shapes.push({ name: typeof name === 'string' ? name : '', geometry });
  };
  const addCollection = (collection: FeatureCollection) => {
    for (const f of collection.features) add(f.geometry, f.properties?.name);
  };
  if (data.type === 'Topology') {
    const topology = data as unknown as Topology;
    for (const object of Object.values(topology.objects)) {
      const made = feature(topology, object);
      if (made.type === 'FeatureCollection') addCollection(made);
      else add(made.geometry, made.properties?.name);
    }
  } else if (data.type === 'FeatureCollection') addCollection(data as FeatureCollection);
  else if (data.type === 'Feature') {
    addCollection({ type: 'FeatureCollection', features: [data] } as FeatureCollection);
  } else if (/Polygon|LineString|GeometryCollection/.test(data.type ?? '')) {
    add(data as GeometryObject, '');
  }
  if (shapes.length === 0) throw new Error('no shapes');
  return { shapes, settled: null, disputed: null };
}

const STORE = 'own';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('rasid-basemaps', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function keepOwn(text: string): Promise<void> {
  const opened = await database();
  await ask(opened.transaction(STORE, 'readwrite').objectStore(STORE).put(text, 'text'));
  opened.close();
}

async function ownMap(): Promise<Basemap> {
  const opened = await database();
  const text = await ask(opened.transaction(STORE).objectStore(STORE).get('text'));
  opened.close();
  if (typeof text !== 'string') throw new Error('no map kept');
  return readOwn(text);
}

export function loadBasemap(name: BasemapName): Promise<Basemap> {
  if (name === 'own') return ownMap();
  return name === 'coasts' ? coastsMap() : countriesMap();
}
