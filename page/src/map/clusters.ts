// Places that would lie upon each other on the screen are shown as one mark. Greedy: the biggest
// place takes those near it, then the biggest of the rest. It depends on the zoom alone, not on
// where the map was moved to, so that marks do not jump while it is dragged.

export interface Point {
  x: number;
  y: number;
  weight: number;
}

export interface Cluster<P extends Point> {
  x: number;
  y: number;
  weight: number;
  points: P[];
}

export function cluster<P extends Point>(points: P[], zoom: number, radius: number): Cluster<P>[] {
  const reach = radius / zoom;
  const cells = new Map<string, number[]>();
  const order = points.map((_, index) => index);
  order.sort((a, b) => (points[b] as P).weight - (points[a] as P).weight || a - b);
  const cellOf = (value: number) => Math.floor(value / reach);
  order.forEach((index) => {
    const point = points[index] as P;
    const key = `${cellOf(point.x)},${cellOf(point.y)}`;
    const cell = cells.get(key);
    if (cell) cell.push(index);
    else cells.set(key, [index]);
  });
  const taken = new Set<number>();
  const result: Cluster<P>[] = [];
  for (const index of order) {
    if (taken.has(index)) continue;
    const centre = points[index] as P;
    const members: P[] = [];
    for (let column = -1; column <= 1; column += 1) {
      for (let row = -1; row <= 1; row += 1) {
        const key = `${cellOf(centre.x) + column},${cellOf(centre.y) + row}`;
        for (const other of cells.get(key) ?? []) {
          const point = points[other] as P;
          if (taken.has(other)) continue;
          if (Math.hypot(point.x - centre.x, point.y - centre.y) > reach) continue;
          taken.add(other);
          members.push(point);
        }
      }
    }
    members.sort((a, b) => b.weight - a.weight);
    const weight = members.reduce((sum, point) => sum + point.weight, 0);
    result.push({ x: centre.x, y: centre.y, weight, points: members });
  }
  return result;
}

// Marks grow with the root of what they count, so that their areas compare.
export function radiusOf(weight: number, most: number): number {
  return 7 + 17 * Math.sqrt(weight / Math.max(most, 1));
}
