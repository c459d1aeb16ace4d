import { useState } from 'preact/hooks';
import * as api from '../api/calls';
import type { Agreement, Follow, Page } from '../api/types';
import { day } from '../format';
import { isRtl, type Message, t } from '../i18n';
import { nameOf } from '../meta';
import { filters, href, open } from '../state';
import { filterKey } from '../ui/filters';
import { Choices, Head } from '../ui/head';
import { Pages } from '../ui/more';
import { RecordCard } from '../ui/record';

const PERIODS = [30, 90, 180, 365];

function go(follow: Follow) {
  return {
    href: href('documents', { document: follow.doc, record: follow.id }),
    onClick: (click: MouseEvent) => {
      click.preventDefault();
      open('documents', { document: follow.doc, record: follow.id });
    },
  };
}

// The days after an agreement as a line, with a mark for each deed of its parties.
function After({ agreement, period }: { agreement: Agreement; period: number }) {
  const at = (days: number) => {
    const share = (100 * Math.min(days, period)) / period;
    return isRtl.value ? 100 - share : share;
  };
  const held = agreement.held_days;
  return (
    <div class="after">
      <p>
        {held === null ? t('agreement.quiet', { n: period }) : t('agreement.held', { n: held })} ·{' '}
        <span class="note">{t('agreement.followed', { n: agreement.followed_total })}</span>
      </p>
      <svg class="after-line" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <path class="grid" d="M0 6H100" />
        {held !== null && <path class="held" d={`M${at(0)} 6H${at(held)}`} />}
        {agreement.followed.map((f) => (
          <rect
            key={f.id}
            class={`slice quad-${f.quad}`}
            x={at(f.days) - 0.35}
            width="0.7"
            y={f.kind === 'other' ? 3.5 : 0.5}
            height={f.kind === 'other' ? 5 : 11}
          />
        ))}
      </svg>
      {agreement.followed.length > 0 && (
        <details>
          <summary>{t('agreement.list')}</summary>
          <ol class="follows">
            {agreement.followed.map((f) => (
              <li key={f.id} class={`quad-${f.quad}`}>
                <span class="number">{t('agreement.day', { n: f.days })}</span>
                <span class={`swatch quad-${f.quad}`} aria-hidden="true" />
                <a {...go(f)}>
                  {nameOf('types', f.event)}
                  {f.mode && ` · ${nameOf('modes', f.mode)}`}
                </a>
                {f.kind !== 'other' && (
                  <span class={`status kind-${f.kind}`}>{t(`kind.${f.kind}` as Message)}</span>
                )}
                <bdi class="naskh">{f.by}</bdi>
                <span class="note">{day(f.from)}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

export function AgreementsView() {
  const [period, setPeriod] = useState(180);
  return (
    <>
      <Head title="view.agreements">
        <span class="grow" />
        <Choices
          label="agreement.period"
          value={String(period)}
          choices={PERIODS.map((n) => ({
            value: String(n),
            label: t('agreement.days', { n }),
          }))}
          onChoose={(value) => setPeriod(Number(value))}
        />
      </Head>
      <Pages<Agreement, Page<Agreement>>
        query={`${filterKey()} ${period}`}
        load={(cursor, signal) =>
          api.agreements(filters.value, { days: period, limit: 20, cursor }, signal)
        }
        empty="empty.agreements"
        head={(page) => <p class="note">{t('agreements.total', { n: page.total })}</p>}
      >
        {(agreement) => (
          <RecordCard key={agreement.event.id} event={agreement.event} withDocument>
            <After agreement={agreement} period={period} />
          </RecordCard>
        )}
      </Pages>
    </>
  );
}
