import type { ModelRole } from '../../models/manifest';
import { modelRoleTitle } from '../../ports/model-role-title';
import { portKindTitle } from '../../ports/port-kind-title';
import type { PortKind, PortType } from '../../ports/port-type';
import { capital } from '../../text/capital';
import { naturalOrder } from '../natural-order';
import { own } from '../own';
import { graphInputType, graphOutputType, type InnerGraph } from './inner-graph';

/** What a Graph input or output may carry: a kind of port, or `model:<role>`. */
const kinds = [
  'any',
  'image',
  'mask',
  'latent',
  'moments',
  'conditioning',
  'prediction',
  'schedule',
  'timestep',
  'schedule-defaults',
  'attention',
  'semantic-map',
  'codes',
  'trajectory',
  'layout',
  'tensor',
  'text',
  'tokens',
  'seed',
  'number',
] as const satisfies readonly PortKind[];

const roles: readonly ModelRole[] = [
  'unet',
  'autoencoder',
  'text-encoder',
  'class-embedder',
  'image-encoder',
  'layout-encoder',
];

const types = new Map<string, PortType>([
  ...kinds.map((kind): [string, PortType] => [kind, { kind }]),
  ...roles.map((role): [string, PortType] => [`model:${role}`, { kind: 'model', role }]),
]);

export const boundaryKinds = [...types].map(([value, type]) => ({
  value,
  label: capital(type.kind === 'model' ? modelRoleTitle(type.role) : portKindTitle(type.kind)),
}));

export const anyBoundary = 'any';

/** The option that stands for a type, facts left aside. */
export const boundaryKindOf = (type: PortType): string =>
  type.kind === 'model' ? `model:${type.role}` : type.kind;

export const boundaryType = (kind: unknown): PortType =>
  (typeof kind === 'string' ? types.get(kind) : undefined) ?? { kind: 'any' };

/** A port of a subgraph, as the Graph input or output inside says it. */
export interface Boundary {
  /** Of the node inside: the port's name, which renaming it does not change. */
  readonly id: string;
  readonly label: string;
  readonly type: PortType;
}

export interface Boundaries {
  readonly inputs: readonly Boundary[];
  readonly outputs: readonly Boundary[];
}

const none: Boundaries = { inputs: [], outputs: [] };
const known = new WeakMap<InnerGraph, Boundaries>();

/** The ports of a subgraph that holds `graph`, from top to bottom as they lie inside. */
export function boundariesOf(graph: InnerGraph | null): Boundaries {
  if (!graph) return none;
  let found = known.get(graph);
  if (!found) {
    found = { inputs: ofType(graph, graphInputType), outputs: ofType(graph, graphOutputType) };
    known.set(graph, found);
  }
  return found;
}

const ofType = ({ nodes }: InnerGraph, type: string): readonly Boundary[] =>
  Object.entries(nodes)
    .filter(([, node]) => node.type === type)
    .sort(([a, one], [b, two]) => one.position.y - two.position.y || naturalOrder(a, b))
    .map(([id, { params }]) => {
      const name = own<unknown>(params, 'name');
      const label = typeof name === 'string' ? name.trim() : '';
      return { id, label: label || id, type: boundaryType(own<unknown>(params, 'kind')) };
    });
