import { useEffect, useMemo, useState } from 'preact/hooks';
import * as api from '../api/calls';
import type { Article, DocumentSummary, Event, Fields, Hit, Page } from '../api/types';
import { day, moment } from '../format';
import { type Message, t } from '../i18n';
import { changedFields, emptyFields, fieldsOf } from '../review/changed';
import { changes, decide, undo } from '../review/decide';
import { RecordForm } from '../review/form';
import { address, filters, href, open, setFocus } from '../state';
import { oneLine } from '../text/clean';
import { ArticleText, picked } from '../ui/article';
import { filterKey } from '../ui/filters';
import { Head } from '../ui/head';
import { held } from '../ui/held';
import { Pages } from '../ui/more';
import { RecordCard } from '../ui/record';
import { useResource } from '../ui/resource';
import { Show } from '../ui/states';
import { Ignored } from './incidents';

function link(document: string) {
  return {
    href: href('documents', { document }),
    onClick: (click: MouseEvent) => {
      click.preventDefault();
      open('documents', { document });
    },
  };
}

function About(props: { id: string; outlet: string | null; published: string | null; n: number }) {
  return (
    <p class="note parted">
      {props.outlet && (
        <span>
          <bdi>{oneLine(props.outlet)}</bdi>
        </span>
      )}
      {props.published && <span>{day(props.published)}</span>}
      <span>{t('records', { n: props.n })}</span>
    </p>
  );
}

function DocumentRow({ item }: { item: DocumentSummary }) {
  return (
    <article class="document-row">
      <h2 class="naskh" lang="ar" dir="auto">
        <a {...link(item.id)}>{oneLine(item.title) || item.id}</a>
      </h2>
      <About id={item.id} outlet={item.outlet} published={item.published} n={item.events} />
    </article>
  );
}

// A hit with its words between the parts before and behind them.
function HitRow({ hit }: { hit: Hit }) {
  return (
    <article class="document-row">
      <p class="naskh snippet" lang="ar" dir="auto">
        <a {...link(hit.doc)}>{oneLine(hit.snippet)}</a>
      </p>
      <About id={hit.doc} outlet={hit.outlet} published={hit.published} n={hit.records} />
    </article>
  );
}

function DocumentList() {
  const { q } = filters.value;
  return (
    <>
      <Head title="view.documents" />
      <Ignored view="documents" />
      {q ? (
        <Pages<Hit, Page<Hit>>
          query={`hits ${q}`}
          load={(cursor, signal) => api.search(q, { cursor }, signal)}
          empty="empty.documents"
          head={(page) => <p class="note">{t('documents.hits', { n: page.total, words: q })}</p>}
        >
          {(hit) => <HitRow key={hit.doc} hit={hit} />}
        </Pages>
      ) : (
        <Pages<DocumentSummary, Page<DocumentSummary>>
          query={filterKey()}
          load={(cursor, signal) => api.documents(filters.value, { cursor, limit: 40 }, signal)}
          empty="empty.documents"
          hint="empty.documents.hint"
          head={(page) => <p class="note">{t('documents.total', { n: page.total })}</p>}
        >
          {(item) => <DocumentRow key={item.id} item={item} />}
        </Pages>
      )}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea') !== null;
}

function History({ event }: { event: string }) {
  const history = useResource(`${event} ${changes.value}`, (signal) =>
    api.decisions({ event, limit: 50 }, signal),
  );
  if (!history.data || history.data.items.length === 0) return null;
  return (
    <details>
      <summary>{t('review.history', { n: history.data.total })}</summary>
      <ol class="history">
        {history.data.items.map((decision) => (
          <li key={decision.number}>
            <strong>{t(`verdict.${decision.verdict}` as Message)}</strong>{' '}
            <bdi>{oneLine(decision.author)}</bdi>{' '}
            <span class="note">{moment(decision.decided)}</span>
            {decision.fields && (
              <span class="note">
                {Object.keys(decision.fields)
                  .map((name) => t(`field.${name}` as Message))
                  .join(' · ')}
              </span>
            )}
            {decision.note && <bdi>{oneLine(decision.note)}</bdi>}
            {decision.undone_by === null && decision.verdict !== 'undo' && (
              <button
                type="button"
                class="button plain small"
                onClick={() => undo(decision.number)}
              >
                {t('undo')}
              </button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Actions({ event, onCorrect }: { event: Event; onCorrect: () => void }) {
  const { state } = event.review;
  return (
    <div class="row actions">
      {state !== 'added' && (
        <button
          type="button"
          class="button small"
          aria-pressed={state === 'accepted'}
          aria-keyshortcuts="a"
          onClick={() => decide({ verdict: 'accept', event: event.id })}
        >
          {t('verdict.accept')}
        </button>
      )}
      <button type="button" class="button small" aria-keyshortcuts="c" onClick={onCorrect}>
        {t('verdict.correct')}
      </button>
      <button
        type="button"
        class="button small"
        aria-pressed={state === 'rejected'}
        aria-keyshortcuts="r"
        onClick={() => decide({ verdict: 'reject', event: event.id })}
      >
        {t('verdict.reject')}
      </button>
    </div>
  );
}

function Reader({ article }: { article: Article }) {
  const chosen = address.value.focus.record;
  const [editing, setEditing] = useState<'' | 'new' | string>('');
  const events = useMemo(
    () =>
      article.events.toSorted(
        (a, b) => (held(a).mentions[0]?.start ?? 0) - (held(b).mentions[0]?.start ?? 0),
      ),
    [article],
  );
  const choose = (id: string) => {
    setEditing('');
    setFocus({ record: id }, true);
    document
      .querySelector(`[data-record="${CSS.escape(id)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: number) => {
    const now = events.findIndex((event) => event.id === chosen);
    const next = events[(now + by + events.length) % events.length];
    if (next) choose(next.id);
  };

  useEffect(() => {
    const onKey = (key: KeyboardEvent) => {
      if (isTyping(key.target) || key.ctrlKey || key.metaKey || key.altKey || editing) return;
      const event = events.find((one) => one.id === chosen);
      if (key.key === 'j') step(1);
      else if (key.key === 'k') step(-1);
      else if (key.key === 'n') setEditing('new');
      else if (event && key.key === 'a') decide({ verdict: 'accept', event: event.id });
      else if (event && key.key === 'r') decide({ verdict: 'reject', event: event.id });
      else if (event && key.key === 'c') setEditing(event.id);
      else return;
      key.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const correct = async (event: Event, fields: Fields, note: string) => {
    const changed = changedFields(fieldsOf(held(event)), fields);
    // What was corrected before stays corrected: a decision stands for all of the record.
    const all = { ...event.review.fields, ...changed };
    const taken = await decide({
      verdict: 'correct',
      event: event.id,
      fields: all,
      ...(note ? { note } : {}),
    });
    if (taken) setEditing('');
  };
  const add = async (fields: Fields, note: string) => {
    const told = changedFields(emptyFields(), fields);
    const taken = await decide({
      verdict: 'add',
      document: article.id,
      fields: { ...told, event: fields.event, status: fields.status, mentions: fields.mentions },
      ...(note ? { note } : {}),
    });
    if (taken) setEditing('');
  };
  const begun = emptyFields();
  if (picked.value) begun.mentions = [{ ...picked.value }];

  return (
    <div class="reader">
      <section class="reader-text" aria-label={t('article')}>
        <ArticleText text={article.text} events={events} chosen={chosen} onChoose={choose} />
      </section>
      <section class="reader-records" aria-label={t('article.records')}>
        <div class="row">
          <h2>{t('records', { n: events.length })}</h2>
          <span class="grow" />
          <button
            type="button"
            class="button small"
            aria-keyshortcuts="n"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setEditing('new')}
          >
            {t('verdict.add')}
          </button>
          <button
            type="button"
            class="button small"
            aria-pressed={article.is_complete}
            disabled={article.is_complete}
            onClick={() => decide({ verdict: 'complete', document: article.id })}
          >
            {t(article.is_complete ? 'article.complete' : 'verdict.complete')}
          </button>
        </div>
        <p class="note keys">{t('review.keys')}</p>
        {editing === 'new' && (
          <RecordForm
            fields={begun}
            text={article.text}
            title="form.new"
            save="verdict.add"
            onSave={add}
            onCancel={() => setEditing('')}
          />
        )}
        {events.length === 0 && <p class="state">{t('article.empty')}</p>}
        {events.map((event) => (
          <RecordCard
            key={event.id}
            event={event}
            rules={article.rules}
            isChosen={event.id === chosen}
            onChoose={() => choose(event.id)}
          >
            {editing === event.id ? (
              <RecordForm
                fields={fieldsOf(held(event))}
                text={article.text}
                title="form.correct"
                save="verdict.correct"
                onSave={(fields, note) => correct(event, fields, note)}
                onCancel={() => setEditing('')}
              />
            ) : (
              event.id === chosen && (
                <Actions
                  event={event}
                  onCorrect={() => {
                    choose(event.id);
                    setEditing(event.id);
                  }}
                />
              )
            )}
            {event.id === chosen && event.review.state !== 'open' && <History event={event.id} />}
          </RecordCard>
        ))}
      </section>
    </div>
  );
}

function DocumentView({ id }: { id: string }) {
  const article = useResource(`${id} ${changes.value}`, (signal) => api.article(id, signal));
  const { data } = article;
  return (
    <>
      <p class="row back">
        <a
          class="button plain small"
          href={href('documents')}
          onClick={(click) => {
            click.preventDefault();
            open('documents');
          }}
        >
          {t('view.documents')}
        </a>
        {data && (
          <span class="note parted">
            {data.outlet && (
              <span>
                <bdi>{oneLine(data.outlet)}</bdi>
              </span>
            )}
            {data.published && <span>{day(data.published)}</span>}
            <span>
              <bdi dir="ltr">{oneLine(data.id)}</bdi>
            </span>
          </span>
        )}
        {data?.url && /^https?:\/\//.test(data.url) && (
          <a href={data.url} rel="noreferrer noopener" target="_blank">
            {t('article.original')}
          </a>
        )}
      </p>
      <h1 class="unseen">{data ? oneLine(data.title) : t('view.documents')}</h1>
      <Show of={article}>{(shown) => <Reader key={shown.id} article={shown} />}</Show>
    </>
  );
}

export function DocumentsView() {
  const { document } = address.value.focus;
  return document ? <DocumentView key={document} id={document} /> : <DocumentList />;
}
