// Offsets of records count code points; strings of the browser count UTF-16 units. They differ
// behind every letter beyond the basic plane (an emoji in a tweet that an article quotes).

export interface Offsets {
  length: number;
  toUnit(codePoint: number): number;
  toCodePoint(unit: number): number;
}

// Remembers only the places of surrogate pairs, which are few, and finds among them by halving.
export function offsetsOf(text: string): Offsets {
  const pairs: number[] = [];
  for (let unit = 0; unit + 1 < text.length; unit += 1) {
    const lead = text.charCodeAt(unit);
    const trail = text.charCodeAt(unit + 1);
    if (lead >= 0xd800 && lead < 0xdc00 && trail >= 0xdc00 && trail < 0xe000) {
      pairs.push(unit);
      unit += 1;
    }
  }
  // How many of the first n pairs stand before a place, where pair i stands at `start(i)`.
  const before = (start: (index: number) => number, place: number): number => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start(middle) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const pairUnit = (index: number) => pairs[index] as number;
  const length = text.length - pairs.length;
  return {
    length,
    toUnit(codePoint) {
      const inside = Math.min(Math.max(codePoint, 0), length);
      return inside + before((i) => pairUnit(i) - i, inside);
    },
    toCodePoint(unit) {
      const inside = Math.min(Math.max(unit, 0), text.length);
      return inside - before((i) => pairUnit(i) + 1, inside);
    },
  };
}
