import { err, ok, type Result } from '../errors';
import type { AddingEdit } from './add-node';
import type { Endpoint, GraphDocument, GraphNode, Point } from './document';
import type { Edit } from './edit';
import { freshId, freshWireId, freshZoneId } from './fresh-id';
import { orderNodes } from './order';
import { own } from './own';
import { topologyOf, type Wire } from './topology';
import { zoneBodies } from './zone-bodies';

/** Canvas units from one column of nodes to the next: a node's width and a gap. */
const column = 340;
/** Canvas units between the two U-Net steps. */
const row = 300;
/** The version of each node kind whose ports and params are written below. */
const version = 1;

type Part = 'begin' | 'conditional' | 'unconditional' | 'guidance' | 'step' | 'blend' | 'end';
const types: Readonly<Record<Part, string>> = {
  begin: 'denoise-begin',
  conditional: 'unet-step',
  unconditional: 'unet-step',
  guidance: 'guidance',
  step: 'sampler-step',
  blend: 'mask-blend',
  end: 'denoise-end',
};

/**
 * Turns a closed Denoise node into the zone it stands for, which gives the same bytes: with guidance
 * where its null conditioning is wired, with a mask blend where its mask is. Its wires are kept; what lies to the right
 * moves to make room. Fails with `not-a-denoise-node` or `zone-in-zone`.
 */
export function unfoldDenoise(doc: GraphDocument, nodeId: string): Result<AddingEdit> {
  const node = own(doc.nodes, nodeId);
  if (node?.type !== 'denoise') {
    return err({
      code: 'not-a-denoise-node',
      message: 'Only a Denoise node can be unfolded into a loop.',
      node: nodeId,
    });
  }
  const zones = zoneBodies(doc, orderNodes(doc).order);
  if (Object.values(zones).some(({ body }) => body.includes(nodeId))) {
    return err({
      code: 'zone-in-zone',
      message: 'This Denoise node lies inside a loop, and loops cannot be nested.',
      hint: 'It works there as it is.',
      node: nodeId,
    });
  }
  const topology = topologyOf(doc);
  const wired = (port: string) => topology.into(nodeId).some((wire) => wire.to.port === port);
  const ids = newIds(doc, { guided: wired('nullConditioning'), masked: wired('mask') });
  const edits: Edit[] = [
    ...[...topology.into(nodeId), ...topology.outOf(nodeId)].map(
      ({ id }): Edit => ({ kind: 'disconnect', id }),
    ),
    { kind: 'removeNode', id: nodeId },
    ...makeRoom(doc, node.position, ids),
    ...newNodes(node, ids),
    { kind: 'addZone', id: freshZoneId(doc), zone: { begin: ids.begin, end: ids.end } },
    ...newWires(doc, nodeId, ids),
  ];
  return ok({
    label: 'unfold Denoise into a loop',
    edit: { kind: 'batch', edits },
    ids: Object.values(ids),
  });
}

type OptionalPart = 'unconditional' | 'guidance' | 'blend';
type PartIds = Readonly<Record<Exclude<Part, OptionalPart>, string>> &
  Readonly<Partial<Record<OptionalPart, string>>>;

function newIds(
  doc: GraphDocument,
  { guided, masked }: { readonly guided: boolean; readonly masked: boolean },
): PartIds {
  const conditional = freshId(doc, types.conditional);
  const unguided = {
    begin: freshId(doc, types.begin),
    conditional,
    step: freshId(doc, types.step),
    ...(masked && { blend: freshId(doc, types.blend) }),
    end: freshId(doc, types.end),
  };
  if (!guided) return unguided;
  // The conditional side comes first in the batch, as in the closed node: it has the lower number.
  const unconditional = freshId(doc, types.unconditional, [conditional]);
  return { ...unguided, unconditional, guidance: freshId(doc, types.guidance) };
}

/** Everything to the right of the node moves by the columns that the loop is wider. */
function makeRoom(doc: GraphDocument, position: Point, ids: PartIds): Edit[] {
  const right = Object.entries(doc.nodes).filter(([, node]) => node.position.x > position.x);
  if (right.length === 0) return [];
  const width = lastColumn(ids) * column;
  const positions = Object.fromEntries(
    right.map(([id, node]) => [id, { ...node.position, x: node.position.x + width }]),
  );
  return [{ kind: 'moveNodes', positions }];
}

/** Columns from begin to end. */
const lastColumn = (ids: PartIds): number => (ids.blend === undefined ? 4 : 5);

function newNodes(denoise: GraphNode, ids: PartIds): Edit[] {
  const { x, y } = denoise.position;
  /** A param of the closed node under its name in the open one; absent stays the default. */
  const moved = (names: Readonly<Record<string, string>>): GraphNode['params'] =>
    Object.fromEntries(
      Object.entries(names).flatMap(([to, from]) => {
        const value = own(denoise.params, from);
        return value === undefined ? [] : [[to, value]];
      }),
    );
  const at: Readonly<
    Record<Part, { readonly place: Point; readonly params: GraphNode['params'] }>
  > = {
    begin: { place: { x, y }, params: {} },
    conditional: { place: { x: x + column, y }, params: {} },
    unconditional: { place: { x: x + column, y: y + row }, params: {} },
    guidance: {
      place: { x: x + 2 * column, y },
      params: moved({ scale: 'guidanceScale', rescale: 'rescale' }),
    },
    step: { place: { x: x + 3 * column, y }, params: {} },
    blend: { place: { x: x + 4 * column, y }, params: {} },
    end: {
      place: { x: x + lastColumn(ids) * column, y },
      params: moved({ previewEvery: 'previewEvery' }),
    },
  };
  return parts.flatMap((part): Edit[] => {
    const id = ids[part];
    if (id === undefined) return [];
    const { place, params } = at[part];
    return [{ kind: 'addNode', id, node: { type: types[part], version, params, position: place } }];
  });
}

const parts: readonly Part[] = [
  'begin',
  'conditional',
  'unconditional',
  'guidance',
  'step',
  'blend',
  'end',
];

function newWires(doc: GraphDocument, nodeId: string, ids: PartIds): Edit[] {
  const { into, outOf } = topologyOf(doc);
  const edits: Edit[] = [];
  const taken: string[] = [];
  const connect = (from: Endpoint, to: Endpoint, reuse?: string): void => {
    const id = reuse ?? freshWireId(doc, taken);
    taken.push(id);
    edits.push({ kind: 'connect', id, edge: { from, to } });
  };
  for (const wire of into(nodeId)) {
    const [first, ...others] = newEnds(wire, ids);
    // The old wire's id keeps its place among several on one port.
    if (first) connect(wire.from, first, wire.id);
    for (const end of others) connect(wire.from, end);
  }
  const { begin, conditional, unconditional, guidance, step, blend, end } = ids;
  const unets = unconditional === undefined ? [conditional] : [conditional, unconditional];
  for (const node of [...unets, step]) {
    connect({ node: begin, port: 'latent' }, { node, port: 'latent' });
    connect({ node: begin, port: 'timestep' }, { node, port: 'timestep' });
  }
  const prediction = (node: string): Endpoint => ({ node, port: 'prediction' });
  if (guidance !== undefined && unconditional !== undefined) {
    connect(prediction(conditional), { node: guidance, port: 'conditional' });
    connect(prediction(unconditional), { node: guidance, port: 'unconditional' });
  }
  connect(prediction(guidance ?? conditional), { node: step, port: 'prediction' });
  if (blend !== undefined) {
    connect({ node: step, port: 'latent' }, { node: blend, port: 'latent' });
    connect({ node: begin, port: 'timestep' }, { node: blend, port: 'timestep' });
  }
  connect({ node: blend ?? step, port: 'latent' }, { node: end, port: 'latent' });
  if (blend !== undefined) {
    connect({ node: step, port: 'predictedClean' }, { node: blend, port: 'predictedClean' });
  }
  connect({ node: blend ?? step, port: 'predictedClean' }, { node: end, port: 'predictedClean' });
  if (outOf(nodeId).some((wire) => wire.from.port === 'trajectory')) {
    connect({ node: conditional, port: 'attention' }, { node: end, port: 'attention' });
  }
  for (const wire of outOf(nodeId)) {
    connect({ ...wire.from, node: end }, wire.to, wire.id);
  }
  return edits;
}

/** Where a wire into the closed node goes in the loop. */
function newEnds(wire: Wire, ids: PartIds): Endpoint[] {
  const { begin, conditional, unconditional, blend, guidance, end } = ids;
  switch (wire.to.port) {
    case 'unet':
      return [conditional, unconditional].flatMap((node) =>
        node === undefined ? [] : [{ node, port: 'unet' }],
      );
    case 'latent':
    case 'schedule':
      return [{ node: begin, port: wire.to.port }];
    case 'conditioning':
      return [{ node: conditional, port: 'conditioning' }];
    case 'nullConditioning':
      return unconditional === undefined ? [] : [{ node: unconditional, port: 'conditioning' }];
    case 'mask':
    case 'original':
    case 'noise':
      return blend === undefined ? [] : [{ node: blend, port: wire.to.port }];
    // Wires into parameters, under the parameters' names in the open form.
    case 'guidanceScale':
      return guidance === undefined ? [] : [{ node: guidance, port: 'scale' }];
    case 'rescale':
      return guidance === undefined ? [] : [{ node: guidance, port: 'rescale' }];
    case 'previewEvery':
      return [{ node: end, port: 'previewEvery' }];
    default:
      // A port that Denoise does not have: such a wire was already reported and had no effect.
      return [];
  }
}
