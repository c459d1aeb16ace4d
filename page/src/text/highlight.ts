// Marks words of an article with the CSS Custom Highlight API: ranges over one unbroken text, no
// elements between the letters, so that Arabic letters keep joining across the edges of a mark
// (the conjunction of `والجيش` stays joined to the marked word).
import type { Offsets } from './offsets';

export const MARKS = ['source', 'date', 'place', 'recipient', 'actor', 'trigger'] as const;
export type Mark = (typeof MARKS)[number];

export interface Span {
  start: number;
  end: number;
  mark: Mark;
}

export const canHighlight = typeof CSS !== 'undefined' && 'highlights' in CSS;

// A paragraph of the article: its text node, and where in the whole text (UTF-16) it begins.
export interface Block {
  node: Text;
  unit: number;
}

function placeAt(blocks: Block[], unit: number, isEnd: boolean): [Text, number] | null {
  const found = blocks.findLast((b) => (isEnd ? b.unit < unit : b.unit <= unit));
  return found ? [found.node, Math.min(unit - found.unit, found.node.length)] : null;
}

export function rangeOf(blocks: Block[], offsets: Offsets, start: number, end: number) {
  const from = placeAt(blocks, offsets.toUnit(start), false);
  const to = placeAt(blocks, offsets.toUnit(end), true);
  if (!from || !to) return null;
  const range = new Range();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

// Later marks lie above earlier ones; those of the record that is looked at above all.
export function paint(blocks: Block[], offsets: Offsets, spans: Span[], chosen: Span[]) {
  if (!canHighlight) return;
  const highlight = (among: Span[], mark: Mark, priority: number) => {
    const ranges = among
      .filter((span) => span.mark === mark)
      .map((span) => rangeOf(blocks, offsets, span.start, span.end))
      .filter((range) => range !== null);
    const made = new Highlight(...ranges);
    made.priority = priority;
    return made;
  };
  MARKS.forEach((mark, index) => {
    CSS.highlights.set(`rasid-${mark}`, highlight(spans, mark, index));
    CSS.highlights.set(`rasid-chosen-${mark}`, highlight(chosen, mark, MARKS.length + index));
  });
}

// The words that a reader has selected, which stay marked while a form has the focus.
export function paintPicked(range: Range | null) {
  if (!canHighlight) return;
  if (!range) {
    CSS.highlights.delete('rasid-picked');
    return;
  }
  const made = new Highlight(range);
  made.priority = 2 * MARKS.length;
  CSS.highlights.set('rasid-picked', made);
}

export function unpaint() {
  if (!canHighlight) return;
  CSS.highlights.delete('rasid-picked');
  for (const mark of MARKS) {
    CSS.highlights.delete(`rasid-${mark}`);
    CSS.highlights.delete(`rasid-chosen-${mark}`);
  }
}

interface CaretDocument {
  caretPositionFromPoint?(x: number, y: number): { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?(x: number, y: number): Range | null;
}

// The place in the article (in UTF-16 units) below a point of the window, or null.
export function unitAt(blocks: Block[], x: number, y: number): number | null {
  const page = document as unknown as CaretDocument;
  const caret = page.caretPositionFromPoint?.(x, y);
  const range = caret ? null : page.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? range?.startContainer;
  const block = blocks.find((b) => b.node === node);
  return block ? block.unit + (caret?.offset ?? range?.startOffset ?? 0) : null;
}

// What a reader has selected of the article, as UTF-16 units, without blanks at its edges.
export function selectedUnits(blocks: Block[]): [number, number] | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const first = blocks.find((b) => b.node === range.startContainer);
  const last = blocks.find((b) => b.node === range.endContainer);
  if (!first || !last) return null;
  return [first.unit + range.startOffset, last.unit + range.endOffset];
}
