import { useMemo, useState } from 'preact/hooks';
import * as api from '../api/calls';
import type { ActorNode, Network } from '../api/types';
import { number } from '../format';
import { isRtl, t } from '../i18n';
import { meta, nameOf } from '../meta';
import { filters, setFilters } from '../state';
import { oneLine } from '../text/clean';
import { EventList } from '../ui/events';
import { filterKey } from '../ui/filters';
import { Head } from '../ui/head';
import { bow, dominant, layOut } from '../ui/network';
import { Quad } from '../ui/record';
import { useResource } from '../ui/resource';
import { Show } from '../ui/states';
import { QuadBar } from './map';

const SHOWN = 60;

function title(node: ActorNode): string {
  const about = [nameOf('countries', node.country), nameOf('sectors', node.sector)];
  const words = about.filter(Boolean).join(isRtl.value ? '، ' : ', ');
  return words ? `${oneLine(node.name)} (${words})` : oneLine(node.name);
}

function choose(node: ActorNode) {
  setFilters({ party: filters.value.party === node.name ? '' : node.name });
}

function Graph({ network }: { network: Network }) {
  const [near, setNear] = useState<number | null>(null);
  const laid = useMemo(() => layOut(network, 1.6), [network]);
  const chosen = network.nodes.find((node) => node.name === filters.value.party)?.id ?? null;
  const centre = near ?? chosen;
  const around = new Set<number>();
  for (const { edge } of laid.edges) {
    if (edge.source === centre) around.add(edge.target);
    if (edge.target === centre) around.add(edge.source);
  }
  const isFaint = (id: number) => centre !== null && id !== centre && !around.has(id);
  const { box } = laid;
  return (
    <figure class="network">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        role="group"
        aria-label={t('actors.label', { n: laid.nodes.length })}
      >
        <defs>
          {[1, 2, 3, 4].map((quad) => (
            <marker
              key={quad}
              id={`head-${quad}`}
              viewBox="0 0 8 8"
              refX="5"
              refY="4"
              markerWidth="9"
              markerHeight="9"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path class={`slice quad-${quad}`} d="M0 0L8 4L0 8z" />
            </marker>
          ))}
        </defs>
        {laid.edges.map((drawn) => {
          const { edge } = drawn;
          const quad = dominant(edge.quads);
          const touches = edge.source === centre || edge.target === centre;
          return (
            <path
              key={`${edge.source} ${edge.target}`}
              class={`edge quad-${quad}${edge.sign < 0 ? ' is-conflict' : ''}${
                centre !== null && !touches ? ' is-faint' : ''
              }`}
              d={bow(drawn)}
              stroke-width={Math.min(7, 0.9 + 1.1 * Math.log2(1 + edge.events))}
              marker-end={`url(#head-${quad})`}
            />
          );
        })}
        {laid.nodes.map(({ node, x, y, radius }) => (
          // biome-ignore lint/a11y/useSemanticElements: an SVG mark cannot be a button element
          <g
            key={node.id}
            class={`node quad-${dominant(node.quads)}${isFaint(node.id) ? ' is-faint' : ''}${
              node.id === chosen ? ' is-chosen' : ''
            }`}
            transform={`translate(${x.toFixed(1)},${y.toFixed(1)})`}
            role="button"
            tabindex={0}
            aria-pressed={node.id === chosen}
            aria-label={t('actors.node', {
              name: title(node),
              acts: node.as_actor,
              suffers: node.as_recipient,
            })}
            data-actor={node.name}
            onClick={() => choose(node)}
            onPointerEnter={() => setNear(node.id)}
            onPointerLeave={() => setNear(null)}
            onFocus={() => setNear(node.id)}
            onBlur={() => setNear(null)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              choose(node);
            }}
          >
            <circle r={radius} />
          </g>
        ))}
        <g class="names" aria-hidden="true">
          {laid.nodes.map(
            ({ node, label, isNamed, x, y, radius }) =>
              (isNamed || node.id === centre || around.has(node.id)) && (
                <text
                  key={node.id}
                  class={isFaint(node.id) ? 'is-faint' : ''}
                  x={x}
                  y={y + radius + 15}
                  text-anchor="middle"
                >
                  {label}
                </text>
              ),
          )}
        </g>
      </svg>
      <figcaption>
        <ul class="legend-row">
          {meta.value?.quads.map((quad) => (
            <li key={quad.code}>
              <Quad quad={Number(quad.code)} />
              {nameOf('quads', quad.code)}
            </li>
          ))}
        </ul>
        <p class="note">{t('actors.hint')}</p>
      </figcaption>
    </figure>
  );
}

function Pairs({ network }: { network: Network }) {
  const byId = new Map(network.nodes.map((node) => [node.id, node]));
  const top = network.edges.toSorted((a, b) => b.events - a.events).slice(0, 30);
  const most = top[0]?.events ?? 1;
  return (
    <ol class="ranking pairs">
      {top.map((edge) => {
        const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
        if (!from || !to) return null;
        return (
          <li key={`${edge.source} ${edge.target}`}>
            <button
              type="button"
              onClick={() => setFilters({ actor: from.name, recipient: to.name, party: '' })}
            >
              <span>
                <bdi>{oneLine(from.name)}</bdi>{' '}
                <span class="arrow" aria-label={t('actsOn')} role="img">
                  {isRtl.value ? '←' : '→'}
                </span>{' '}
                <bdi>{oneLine(to.name)}</bdi>
              </span>
              <QuadBar quads={edge.quads} most={most} />
              <span class="number">{number(edge.events)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

export function ActorsView() {
  const network = useResource(filterKey(), (signal) =>
    api.network(filters.value, { limit: SHOWN }, signal),
  );
  return (
    <>
      <Head title="view.actors">
        {network.data && (
          <span class="note">
            {t('actors.summary', {
              n: Math.min(SHOWN, network.data.nodes.length),
              all: network.data.total,
            })}
          </span>
        )}
      </Head>
      <Show of={network} isEmpty={(data) => data.edges.length === 0} empty="empty.actors">
        {(data) => (
          <>
            <Graph network={data} />
            <div class="under-map">
              <section aria-labelledby="pairs-head">
                <h2 id="pairs-head">{t('actors.pairs')}</h2>
                <Pairs network={data} />
              </section>
              <section aria-labelledby="actor-records">
                <h2 id="actor-records">{t('map.records')}</h2>
                <EventList />
              </section>
            </div>
          </>
        )}
      </Show>
    </>
  );
}
