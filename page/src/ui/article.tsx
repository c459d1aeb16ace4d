// An article in its own letters, with the words of its records marked, and told what a reader
// clicks on or selects.
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Event, Record } from '../api/types';
import { t } from '../i18n';
import { visible } from '../text/clean';
import {
  type Block,
  canHighlight,
  MARKS,
  paint,
  paintPicked,
  rangeOf,
  selectedUnits,
  unitAt,
  unpaint,
} from '../text/highlight';
import { offsetsOf } from '../text/offsets';
import { held, spansOf } from './held';

// The words last selected in an article; they stay picked while a form is filled in.
export interface Picked {
  start: number;
  end: number;
  text: string;
}
export const picked = signal<Picked | null>(null);

interface Props {
  text: string;
  events: (Event | Record)[];
  chosen: string;
  onChoose: (id: string) => void;
}

interface Paragraph {
  unit: number;
  text: string;
}

function paragraphsOf(text: string): Paragraph[] {
  const result: Paragraph[] = [];
  let unit = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') result.push({ unit, text: line });
    unit += line.length + 1;
  }
  return result;
}

export function ArticleText({ text, events, chosen, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [blocks, setBlocks] = useState<Block[]>([]);
  const offsets = useMemo(() => offsetsOf(text), [text]);
  const paragraphs = useMemo(() => paragraphsOf(text), [text]);
  const records = useMemo(() => events.map(held), [events]);

  useLayoutEffect(() => {
    const elements = [...(box.current?.querySelectorAll('[data-unit]') ?? [])];
    setBlocks(
      elements.map((element) => ({
        node: element.firstChild as Text,
        unit: Number((element as HTMLElement).dataset.unit),
      })),
    );
    picked.value = null;
    return unpaint;
  }, [text]);

  useEffect(() => {
    const own = records.find((record) => record.id === chosen);
    paint(blocks, offsets, records.flatMap(spansOf), own ? spansOf(own) : []);
  }, [blocks, offsets, records, chosen]);

  const { value: words } = picked;
  useEffect(() => {
    paintPicked(words ? rangeOf(blocks, offsets, words.start, words.end) : null);
  }, [blocks, offsets, words]);

  useEffect(() => {
    const first = records.find((record) => record.id === chosen)?.mentions[0];
    const range = first && rangeOf(blocks, offsets, first.start, first.end);
    const spot = range?.getBoundingClientRect?.();
    if (!range || !spot) return;
    if (spot.top >= 0 && spot.bottom <= window.innerHeight) return;
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }, [blocks, offsets, records, chosen]);

  useEffect(() => {
    const onSelection = () => {
      const units = selectedUnits(blocks);
      if (!units) return;
      const found = trimmed(text, ...units);
      if (!found) return;
      picked.value = {
        start: offsets.toCodePoint(found[0]),
        end: offsets.toCodePoint(found[1]),
        text: text.slice(...found),
      };
    };
    document.addEventListener('selectionchange', onSelection);
    return () => document.removeEventListener('selectionchange', onSelection);
  }, [blocks, offsets, text]);

  // A click on marked words goes round among the records that stand on them.
  const onClick = (event: MouseEvent) => {
    if (!document.getSelection()?.isCollapsed) return;
    const unit = unitAt(blocks, event.clientX, event.clientY);
    if (unit === null) return;
    const at = offsets.toCodePoint(unit);
    const stands = (record: Record, isTrigger: boolean) =>
      spansOf(record).some(
        (span) => span.start <= at && at < span.end && (!isTrigger || span.mark === 'trigger'),
      );
    const own = records.filter((record) => stands(record, true));
    const here = own.length > 0 ? own : records.filter((record) => stands(record, false));
    if (here.length === 0) return;
    const now = here.findIndex((record) => record.id === chosen);
    const next = here[(now + 1) % here.length];
    if (next) onChoose(next.id);
  };

  return (
    <div class="article">
      <ul class="marks" aria-label={t('marks')}>
        {MARKS.toReversed().map((mark) => (
          <li key={mark} class={`mark-sample mark-${mark}`}>
            {t(`mark.${mark}`)}
          </li>
        ))}
      </ul>
      {!canHighlight && <p class="note">{t('highlight.missing')}</p>}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the cards beside it do the same by key */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div ref={box} class="article-text" lang="ar" dir="auto" onClick={onClick}>
        {paragraphs.map((paragraph, index) =>
          index === 0 && paragraph.text.length < 200 && paragraphs.length > 1 ? (
            <h2 key={paragraph.unit} data-unit={paragraph.unit}>
              {visible(paragraph.text)}
            </h2>
          ) : (
            <p key={paragraph.unit} data-unit={paragraph.unit}>
              {visible(paragraph.text)}
            </p>
          ),
        )}
      </div>
    </div>
  );
}

function trimmed(text: string, from: number, to: number): [number, number] | null {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start] as string)) start += 1;
  while (end > start && /\s/.test(text[end - 1] as string)) end -= 1;
  return end > start ? [start, end] : null;
}
