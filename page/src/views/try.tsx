import { useState } from 'preact/hooks';
import * as api from '../api/calls';
import { ApiError } from '../api/client';
import type { Coded } from '../api/types';
import { t } from '../i18n';
import { meta } from '../meta';
import { ArticleText } from '../ui/article';
import { Head } from '../ui/head';
import { RecordCard } from '../ui/record';
import { Failed, Loading } from '../ui/states';

const today = () => new Date().toISOString().slice(0, 10);

function Result({ coded }: { coded: Coded }) {
  const [chosen, setChosen] = useState(coded.events[0]?.id ?? '');
  return (
    <>
      <div class="reader">
        <section class="reader-text" aria-label={t('article')}>
          <ArticleText
            text={coded.text}
            events={coded.events}
            chosen={chosen}
            onChoose={setChosen}
          />
        </section>
        <section class="reader-records" aria-label={t('article.records')}>
          <h2>{t('records', { n: coded.events.length })}</h2>
          {coded.events.length === 0 && <p class="note">{t('try.none')}</p>}
          {coded.events.map((event) => (
            <RecordCard
              key={event.id}
              event={event}
              rules={coded.rules}
              isChosen={event.id === chosen}
              onChoose={() => setChosen(event.id)}
            />
          ))}
        </section>
      </div>
      {coded.explanation && (
        <details class="explanation">
          <summary>{t('try.explain')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <pre dir="ltr" tabIndex={0}>
            {coded.explanation}
          </pre>
        </details>
      )}
    </>
  );
}

export function TryView() {
  const [text, setText] = useState('');
  const [date, setDate] = useState(today());
  const [coded, setCoded] = useState<Coded | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const limit = meta.value?.limits.text_bytes ?? 1 << 20;

  const run = async () => {
    if (text.trim() === '') return;
    setIsBusy(true);
    setError(null);
    try {
      setCoded(await api.code(text, date, ''));
    } catch (reason) {
      setError(ApiError.of(reason));
    }
    setIsBusy(false);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > limit) setError(new ApiError('size', file.name));
    else setText(await file.text());
  };

  return (
    <>
      <Head title="view.try">
        <span class="note">{t('try.hint')}</span>
      </Head>
      <form
        class="try"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <label class="field">
          <span>{t('try.text')}</span>
          <textarea
            class="naskh"
            lang="ar"
            dir="auto"
            rows={7}
            value={text}
            placeholder={t('try.placeholder')}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
            }}
          />
        </label>
        <div class="row">
          <label class="field">
            <span>{t('try.date')}</span>
            <input
              type="date"
              value={date}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
          </label>
          <label class="field">
            <span>{t('try.file')}</span>
            <input
              type="file"
              accept=".txt,text/plain"
              onChange={(event) => take(event.currentTarget.files?.[0])}
            />
          </label>
          <span class="grow" />
          <button type="button" class="button" onClick={() => setText(t('try.example'))}>
            {t('try.use')}
          </button>
          <button type="submit" class="button main" disabled={isBusy || text.trim() === ''}>
            {t('try.go')}
          </button>
        </div>
      </form>
      {error && <Failed error={error} again={run} />}
      {isBusy && !coded && <Loading />}
      {coded && !error && (
        <Result key={coded.text + coded.events.map((e) => e.id).join()} coded={coded} />
      )}
    </>
  );
}
