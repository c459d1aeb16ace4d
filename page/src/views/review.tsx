import * as api from '../api/calls';
import type { Decision, Evaluation, Event, Page } from '../api/types';
import { moment, number } from '../format';
import { locale, type Message, t } from '../i18n';
import { nameOf } from '../meta';
import { asksAuthor, author, changes, undo } from '../review/decide';
import { filters, href, open } from '../state';
import { oneLine } from '../text/clean';
import { filterKey } from '../ui/filters';
import { Head } from '../ui/head';
import { Pages } from '../ui/more';
import { RecordCard } from '../ui/record';
import { useResource } from '../ui/resource';
import { Show } from '../ui/states';

const percent = (value: number | null) =>
  value === null ? '–' : value.toLocaleString(locale.value, { style: 'percent' });

function Figures({ evaluation }: { evaluation: Evaluation }) {
  const { judged, complete_documents: complete } = evaluation;
  return (
    <>
      <dl class="figures">
        <div>
          <dt>{t('eval.judged')}</dt>
          <dd>{number(judged)}</dd>
        </div>
        <div>
          <dt>{t('eval.precision')}</dt>
          <dd>{percent(evaluation.precision)}</dd>
        </div>
        <div>
          <dt>{t('eval.recall')}</dt>
          <dd>{percent(evaluation.recall)}</dd>
        </div>
        <div>
          <dt>{t('eval.complete')}</dt>
          <dd>{number(complete)}</dd>
        </div>
      </dl>
      {complete === 0 && <p class="note">{t('eval.recall.hint')}</p>}
      {evaluation.rules.length > 0 && (
        <details>
          <summary>{t('eval.rules')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <section class="table-box" tabIndex={0} aria-label={t('eval.rules')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('eval.rule')}</th>
                  <th scope="col">{t('eval.wrong')}</th>
                  <th scope="col">{t('eval.judged')}</th>
                </tr>
              </thead>
              <tbody>
                {evaluation.rules.slice(0, 20).map((rule) => (
                  <tr key={rule.rule}>
                    <td>
                      <code dir="ltr">{rule.rule}</code>{' '}
                      {rule.file && (
                        <span class="note" dir="ltr">
                          {rule.file}:{rule.line}
                        </span>
                      )}
                    </td>
                    <td>{number(rule.wrong)}</td>
                    <td>{number(rule.judged)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </details>
      )}
    </>
  );
}

function DecisionRow({ decision }: { decision: Decision }) {
  const target = { document: decision.document, record: decision.event ?? '' };
  return (
    <li class={decision.undone_by === null ? '' : 'is-undone'}>
      <strong>{t(`verdict.${decision.verdict}` as Message)}</strong>{' '}
      {decision.fields?.event && nameOf('types', decision.fields.event)}{' '}
      <bdi>{oneLine(decision.author)}</bdi> <span class="note">{moment(decision.decided)}</span>{' '}
      <a
        href={href('documents', target)}
        onClick={(click) => {
          click.preventDefault();
          open('documents', target);
        }}
      >
        {t('toArticle')}
      </a>
      {decision.note && <bdi class="note">{oneLine(decision.note)}</bdi>}
      {decision.undone_by === null && decision.verdict !== 'undo' && (
        <button type="button" class="button plain small" onClick={() => undo(decision.number)}>
          {t('undo')}
        </button>
      )}
    </li>
  );
}

export function ReviewView() {
  const evaluation = useResource(`evaluation ${changes.value}`, api.evaluation);
  const queue = { ...filters.value, review: ['open'] };
  return (
    <>
      <Head title="view.review">
        <span class="note">{t('review.hint')}</span>
        <span class="grow" />
        <button
          type="button"
          class="button small"
          onClick={() => {
            asksAuthor.value = true;
          }}
        >
          {author.value ? t('review.author', { name: author.value }) : t('review.author.ask')}
        </button>
      </Head>
      <section aria-label={t('eval')}>
        <Show of={evaluation}>{(data) => <Figures evaluation={data} />}</Show>
      </section>
      <div class="under-map">
        <section aria-labelledby="queue-head">
          <h2 id="queue-head">{t('review.queue')}</h2>
          <p class="note">{t('review.queue.hint')}</p>
          <Pages<Event, Page<Event>>
            query={`queue ${filterKey()} ${changes.value}`}
            load={(cursor, signal) =>
              api.events(queue, { sort: 'score', limit: 20, cursor }, signal)
            }
            empty="empty.queue"
          >
            {(event) => <RecordCard key={event.id} event={event} withDocument />}
          </Pages>
        </section>
        <section aria-labelledby="history-head">
          <h2 id="history-head">{t('review.all')}</h2>
          <Pages<Decision, Page<Decision>>
            query={`history ${changes.value}`}
            load={(cursor, signal) => api.decisions({ limit: 40, cursor }, signal)}
            empty="empty.history"
            hint="empty.history.hint"
            head={(page) => <p class="note">{t('review.total', { n: page.total })}</p>}
          >
            {(decision) => <DecisionRow key={decision.number} decision={decision} />}
          </Pages>
        </section>
      </div>
    </>
  );
}
