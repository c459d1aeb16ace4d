import { useState } from 'preact/hooks';
import * as api from '../api/calls';
import type { Incident, IncidentPage, IncidentParty, Report, Toll } from '../api/types';
import { day, days, number, range } from '../format';
import { isRtl, type Message, t } from '../i18n';
import { nameOf, quadOf } from '../meta';
import { address, filters, href, open, setFocus } from '../state';
import { oneLine } from '../text/clean';
import { filterKey } from '../ui/filters';
import { Choices, Head } from '../ui/head';
import { Pages } from '../ui/more';
import { placeWords, Quad, Status, TypeName } from '../ui/record';

const SORTS = ['-sources', '-date', '-deaths'];
const TOLLS = ['deaths', 'injured', 'detained', 'crowd'] as const;

function Names({ list }: { list: IncidentParty[] }) {
  if (list.length === 0) return <span class="note">{t('nobody')}</span>;
  return (
    <span class="parties">
      {list.map((party) => (
        <span key={`${party.name}${party.code}`}>
          <bdi class="naskh">{oneLine(party.name)}</bdi>
        </span>
      ))}
    </span>
  );
}

// Lowest, best and highest figure on one line; the length is a root, so that small tolls are seen.
function TollBar({ toll }: { toll: Toll }) {
  const scale = (value: number) => Math.min(100, 10 * Math.sqrt(value));
  const [low, best, high] = [scale(toll.low), scale(toll.best), scale(toll.high)];
  return (
    <svg class="toll-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="toll-all" x="0" y="3" width={Math.max(high, 1)} height="4" />
      <rect class="toll-range" x={low} y="3" width={Math.max(high - low, 0.6)} height="4" />
      <rect class="toll-best" x={Math.max(best - 0.7, 0)} y="0" width="1.4" height="10" />
    </svg>
  );
}

function Tolls({ incident }: { incident: Incident }) {
  const told = TOLLS.flatMap((name) => (incident[name] ? [[name, incident[name]] as const] : []));
  if (told.length === 0) return null;
  return (
    <dl class="tolls">
      {told.map(([name, toll]) => (
        <div key={name}>
          <dt>{t(`field.${name}`)}</dt>
          <dd>
            <strong>{number(toll.best)}</strong>
            {toll.low !== toll.high && (
              <span class="note">
                {t('toll.range', { low: number(toll.low), high: number(toll.high) })}
              </span>
            )}
            {name !== 'crowd' && toll.low !== toll.high && <TollBar toll={toll} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ReportRow({ report }: { report: Report }) {
  const target = { document: report.doc, record: report.id };
  return (
    <tr>
      <td>{day(report.published)}</td>
      <td>
        <a
          href={href('documents', target)}
          onClick={(click) => {
            click.preventDefault();
            open('documents', target);
          }}
        >
          <bdi>{oneLine(report.outlet ?? report.doc)}</bdi>
        </a>
      </td>
      <td>{range(report.deaths)}</td>
      <td>{range(report.injured)}</td>
      <td>
        {report.status !== 'occurred' && nameOf('statuses', report.status)}{' '}
        {report.revises === 1 && <span class="status">{t('report.revised')}</span>}{' '}
        {report.copy_of && <span class="note">{t('report.copy')}</span>}
      </td>
    </tr>
  );
}

function IncidentCard({ incident }: { incident: Incident }) {
  const isOpen = address.value.focus.incident === incident.id;
  return (
    <article class={`record quad-${quadOf(incident.event)}`} data-incident={incident.id}>
      <header>
        <Quad quad={quadOf(incident.event)} />
        <TypeName event={incident.event} mode={incident.mode} />
        <Status status={incident.status} />
        {incident.denials > 0 && (
          <span class="status status-denied">{t('incident.denials', { n: incident.denials })}</span>
        )}
        <span class="score">{t('incident.sources', { n: incident.sources })}</span>
      </header>
      {incident.actor.length + incident.recipient.length > 0 && (
        <p class="deed">
          <Names list={incident.actor} />
          <span class="arrow" aria-label={t('actsOn')} role="img">
            {isRtl.value ? '←' : '→'}
          </span>
          <Names list={incident.recipient} />
        </p>
      )}
      <p class="where">
        {incident.place && <span>{placeWords(incident.place)}</span>}
        {(incident.from || incident.to) && <span>{days(incident.from, incident.to)}</span>}
      </p>
      <Tolls incident={incident} />
      <button
        type="button"
        class="button plain small"
        aria-expanded={isOpen}
        onClick={() => setFocus({ incident: isOpen ? '' : incident.id }, true)}
      >
        {t('incident.reports', { n: incident.report_count })}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        <section class="table-box" tabIndex={0} aria-label={t('incident.reports.table')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('published')}</th>
                <th scope="col">{t('outlet')}</th>
                <th scope="col">{t('field.deaths')}</th>
                <th scope="col">{t('field.injured')}</th>
                <th scope="col">{t('remarks')}</th>
              </tr>
            </thead>
            <tbody>
              {incident.reports.map((report) => (
                <ReportRow key={report.id} report={report} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </article>
  );
}

export function Ignored({ view }: { view: 'documents' | 'incidents' }) {
  const names = [...new Set(api.ignoredBy(view, filters.value))];
  if (names.length === 0) return null;
  const list = names.map((name) => t(`filter.${name}` as Message)).join(isRtl.value ? '، ' : ', ');
  return <p class="note">{t('filters.ignored', { list })}</p>;
}

export function IncidentsView() {
  const [sort, setSort] = useState('-sources');
  const [least, setLeast] = useState(1);
  return (
    <>
      <Head title="view.incidents">
        <span class="grow" />
        <label class="row">
          <span class="note">{t('incident.least')}</span>
          <select
            class="select-small"
            value={String(least)}
            onChange={(event) => setLeast(Number(event.currentTarget.value))}
          >
            {[1, 2, 3, 5].map((n) => (
              <option key={n} value={String(n)}>
                {number(n)}
              </option>
            ))}
          </select>
        </label>
        <Choices
          label="sort"
          value={sort}
          choices={SORTS.map((value) => ({ value, label: t(`sort.${value}` as Message) }))}
          onChoose={setSort}
        />
      </Head>
      <Ignored view="incidents" />
      <Pages<Incident, IncidentPage>
        query={`${filterKey()} ${sort} ${least}`}
        load={(cursor, signal) =>
          api.incidents(filters.value, { sort, min_sources: least, limit: 30, cursor }, signal)
        }
        empty="empty.incidents"
        hint="empty.incidents.hint"
        head={(page) => (
          <p class="note">
            {page.is_linked ? t('incidents.total', { n: page.total }) : t('incidents.unlinked')}
          </p>
        )}
      >
        {(incident) => <IncidentCard key={incident.id} incident={incident} />}
      </Pages>
    </>
  );
}
