// A record on one card: what, who to whom, where, when, the toll, who says so, and by which rules.
import type { ComponentChildren } from 'preact';
import { type Event, type Party, type Place, type Record, type Rules, TOLLS } from '../api/types';
import { day, days, range } from '../format';
import { isRtl, type Message, t } from '../i18n';
import { nameOf } from '../meta';
import { href, open } from '../state';
import { oneLine } from '../text/clean';
import { held } from './held';

export function Quad({ quad }: { quad: number }) {
  return <span class={`swatch quad-${quad}`} aria-hidden="true" />;
}

export function TypeName({ event, mode }: { event: string; mode: string | null }) {
  return (
    <span class="type-name">
      <strong>{nameOf('types', event)}</strong>
      {mode && <span class="mode">{nameOf('modes', mode)}</span>}
    </span>
  );
}

export function Status({ status }: { status: string }) {
  if (status === 'occurred') return null;
  return <span class={`status status-${status}`}>{nameOf('statuses', status)}</span>;
}

function PartyName({ party }: { party: Party }) {
  const whose = [nameOf('countries', party.country), nameOf('sectors', party.sector)];
  const about = whose.filter(Boolean).join(isRtl.value ? '، ' : ', ');
  return (
    <span class="party">
      <bdi class="naskh" lang="ar">
        {oneLine(party.text ?? party.name)}
      </bdi>
      {about && <span class="note">{about}</span>}
    </span>
  );
}

function Parties({ list, none }: { list: Party[]; none: Message }) {
  if (list.length === 0) return <span class="note">{t(none)}</span>;
  return (
    <span class="parties">
      {list.map((party) => (
        <PartyName key={`${party.start}-${party.code}-${party.name}`} party={party} />
      ))}
    </span>
  );
}

export function placeWords(
  place: Pick<Place, 'name' | 'admin1' | 'country' | 'precision'>,
): string {
  const country = nameOf('countries', place.country);
  if (place.precision === 'country' && country) return country;
  const parts = [place.name, place.admin1 === place.name ? null : place.admin1, country];
  return parts.filter(Boolean).join(isRtl.value ? '، ' : ', ');
}

function Facts({ record }: { record: Record }) {
  const tolls = TOLLS.map((name) => [name, range(record[name])] as const).filter(([, n]) => n);
  const { place, date, source } = record;
  return (
    <dl class="facts">
      {place && (
        <div>
          <dt>{t('field.place')}</dt>
          <dd>
            {place.text && (
              <bdi class="naskh" lang="ar">
                {oneLine(place.text)}
              </bdi>
            )}{' '}
            <span class="note">{placeWords(place)}</span>
          </dd>
        </div>
      )}
      {date && (date.from || date.text) && (
        <div>
          <dt>{t('field.date')}</dt>
          <dd>
            {days(date.from, date.to)}{' '}
            {date.text && (
              <bdi class="naskh note" lang="ar">
                {oneLine(date.text)}
              </bdi>
            )}
          </dd>
        </div>
      )}
      {tolls.map(([name, words]) => (
        <div key={name}>
          <dt>{t(`field.${name}`)}</dt>
          <dd class="number">{words}</dd>
        </div>
      ))}
      {source && (
        <div>
          <dt>{t('field.source')}</dt>
          <dd>
            <bdi class="naskh" lang="ar">
              {oneLine(source.text)}
            </bdi>{' '}
            <span class="note">{nameOf('stances', source.stance)}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

export function RuleList({ ids, rules }: { ids: string[]; rules: Rules }) {
  return (
    <ul class="rules">
      {ids.map((id) => {
        const rule = rules[id];
        return (
          <li key={id}>
            <code dir="ltr">{id}</code>{' '}
            {rule && (
              <span class="note" dir="ltr">
                {rule.file}:{rule.line}
              </span>
            )}
            {rule?.text && (
              <pre class="rule-line" dir="ltr">
                {rule.text.replaceAll('\t', '  |  ')}
              </pre>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface Props {
  event: Event | Record;
  rules?: Rules;
  isChosen?: boolean;
  onChoose?: () => void;
  withDocument?: boolean;
  children?: ComponentChildren;
}

export function RecordCard({ event, rules, isChosen, onChoose, withDocument, children }: Props) {
  const record = held(event);
  const review = 'review' in event ? event.review : null;
  return (
    <article
      class={`record quad-${record.quad}${isChosen ? ' is-chosen' : ''}`}
      data-record={record.id}
    >
      <header>
        <Quad quad={record.quad} />
        {onChoose ? (
          <button type="button" class="record-title" aria-pressed={isChosen} onClick={onChoose}>
            <TypeName event={record.event} mode={record.mode} />
          </button>
        ) : (
          <TypeName event={record.event} mode={record.mode} />
        )}
        <Status status={record.status} />
        {review && review.state !== 'open' && (
          <span class={`status review-${review.state}`}>{t(`review.${review.state}`)}</span>
        )}
        <span class="score" title={t('field.score')}>
          {record.cameo && <span dir="ltr">{record.cameo}</span>}
          <span class="unseen">{t('field.score')}</span> {record.score.toFixed(2)}
        </span>
      </header>
      {record.actor.length + record.recipient.length > 0 && (
        <p class="deed">
          <Parties list={record.actor} none="nobody" />
          <span class="arrow" aria-label={t('actsOn')} role="img">
            {isRtl.value ? '←' : '→'}
          </span>
          <Parties list={record.recipient} none="nobody" />
        </p>
      )}
      <Facts record={record} />
      <p class="triggers">
        {record.mentions.map((m) => (
          <bdi key={`${m.start}`} class="naskh" lang="ar">
            {oneLine(m.text)}
          </bdi>
        ))}
      </p>
      {withDocument && (
        <p class="note parted">
          <a
            href={href('documents', { document: record.doc, record: record.id })}
            onClick={(click) => {
              click.preventDefault();
              open('documents', { document: record.doc, record: record.id });
            }}
          >
            {t('toArticle')}
          </a>
          {record.outlet && (
            <span>
              <bdi>{oneLine(record.outlet)}</bdi>
            </span>
          )}
          {record.published && <span>{day(record.published)}</span>}
        </p>
      )}
      {rules && record.rules.length > 0 && (
        <details>
          <summary>{t('rules', { n: record.rules.length })}</summary>
          <RuleList ids={record.rules} rules={rules} />
        </details>
      )}
      {children}
    </article>
  );
}
