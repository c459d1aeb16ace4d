// Where the nodes of a network lie. Who deals much with whom lies near; the same network lies the
// same way each time, since the forces begin from a spiral and use no chance.
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import type { ActorEdge, ActorNode, Network } from '../api/types';
import { oneLine } from '../text/clean';

export interface LaidNode extends SimulationNodeDatum {
  node: ActorNode;
  label: string;
  // Others, which would lie upon a bigger neighbour's name, are named when looked at.
  isNamed: boolean;
  radius: number;
  x: number;
  y: number;
}

export interface LaidEdge {
  edge: ActorEdge;
  source: LaidNode;
  target: LaidNode;
}

export interface Laid {
  nodes: LaidNode[];
  edges: LaidEdge[];
  box: { x: number; y: number; width: number; height: number };
}

const ROUNDS = 320;
const total = (node: ActorNode) => node.as_actor + node.as_recipient;

export function layOut(network: Network, aspect: number): Laid {
  const most = Math.max(1, ...network.nodes.map(total));
  const between = network.edges.filter((edge) => edge.source !== edge.target);
  const linked = new Set(between.flatMap((edge) => [edge.source, edge.target]));
  const names = new Map<string, number>();
  for (const node of network.nodes) names.set(node.name, (names.get(node.name) ?? 0) + 1);
  const nodes: LaidNode[] = network.nodes
    .filter((node) => linked.has(node.id))
    .map((node) => ({
      node,
      label: labelOf(node, (names.get(node.name) ?? 0) > 1),
      isNamed: false,
      radius: 5 + 17 * Math.sqrt(total(node) / most),
      x: 0,
      y: 0,
    }));
  nodes.forEach((laid, index) => {
    const angle = index * 2.399963;
    const far = 14 * Math.sqrt(index + 0.5);
    laid.x = far * Math.cos(angle);
    laid.y = far * Math.sin(angle);
  });
  const byId = new Map(nodes.map((laid) => [laid.node.id, laid]));
  const edges = between.flatMap((edge) => {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    return source && target ? [{ edge, source, target }] : [];
  });
  forceSimulation(nodes)
    .force(
      'link',
      forceLink<LaidNode, { source: LaidNode; target: LaidNode; edge: ActorEdge }>(
        edges.map((e) => ({ ...e })),
      )
        .distance((link) => 70 + link.source.radius + link.target.radius)
        .strength((link) => Math.min(0.7, 0.12 + 0.09 * Math.log2(1 + link.edge.events))),
    )
    .force('charge', forceManyBody().strength(-420))
    .force(
      'collide',
      forceCollide<LaidNode>((laid) => laid.radius + 22),
    )
    .force('x', forceX(0).strength(0.05 / aspect))
    .force('y', forceY(0).strength(0.07 * aspect))
    .stop()
    .tick(ROUNDS);
  nameThem(nodes);
  return { nodes, edges, box: boxOf(nodes) };
}

// One name may stand for a state's government and for its army: then the code tells them apart.
function labelOf(node: ActorNode, isShared: boolean): string {
  const clean = oneLine(node.name);
  const short = clean.length > 26 ? `${clean.slice(0, 25)}…` : clean;
  return isShared && node.code ? `${short} · ${node.code}` : short;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LETTER = 6.6;
const meets = (a: Box, b: Box) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

function nameThem(nodes: LaidNode[]) {
  const discs = nodes.map(({ x, y, radius: r }) => ({
    left: x - r,
    right: x + r,
    top: y - r,
    bottom: y + r,
  }));
  const taken: Box[] = [];
  for (const laid of [...nodes].sort((a, b) => b.radius - a.radius)) {
    const half = (laid.label.length * LETTER) / 2;
    const top = laid.y + laid.radius + 3;
    const box = { left: laid.x - half, right: laid.x + half, top, bottom: top + 15 };
    laid.isNamed = ![...taken, ...discs].some((other) => meets(box, other));
    if (laid.isNamed) taken.push(box);
  }
}

function boxOf(nodes: LaidNode[]) {
  if (nodes.length === 0) return { x: -100, y: -100, width: 200, height: 200 };
  const margin = 70;
  const left = Math.min(...nodes.map((n) => n.x - n.radius)) - margin;
  const right = Math.max(...nodes.map((n) => n.x + n.radius)) + margin;
  const top = Math.min(...nodes.map((n) => n.y - n.radius)) - margin / 2;
  const bottom = Math.max(...nodes.map((n) => n.y + n.radius)) + margin / 2;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

// The quad class that most of the counts fall into.
export function dominant(quads: number[]): number {
  let best = 0;
  quads.forEach((count, index) => {
    if (count > (quads[best] ?? 0)) best = index;
  });
  return best + 1;
}

// A bow from rim to rim, bent to one side so that both directions can be seen.
export function bow(edge: LaidEdge): string {
  const { source, target } = edge;
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const x1 = source.x + ux * source.radius;
  const y1 = source.y + uy * source.radius;
  const x2 = target.x - ux * (target.radius + 5);
  const y2 = target.y - uy * (target.radius + 5);
  const bend = 0.14 * length;
  const mx = (x1 + x2) / 2 - uy * bend;
  const my = (y1 + y2) / 2 + ux * bend;
  const n = (value: number) => value.toFixed(1);
  return `M${n(x1)} ${n(y1)}Q${n(mx)} ${n(my)} ${n(x2)} ${n(y2)}`;
}
