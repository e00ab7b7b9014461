import type { ModelManifest, ModelRole } from './models/manifest';
import type { NodeContext } from './node-context';
import type { Params, ParamValues } from './node-params';
import type { PortType } from './ports/port-type';
import type { ModelValue, Value } from './values';

/**
 * What a node is. One file in `nodes/<category>/` calls `defineNode` as its default export; the
 * canvas, the validator, the planner, the engine and the command line all read the same object.
 */

export interface InputPort {
  readonly label: string;
  /** What it accepts; several where more than one kind will do (text or tokens). */
  readonly type: PortType | readonly PortType[];
  readonly doc: string;
  /** May stay unwired. */
  readonly optional?: boolean;
  /** Takes several wires; their order is the order of the graph's edges. */
  readonly multiple?: boolean;
}

export interface OutputPort {
  readonly label: string;
  /** Declared type; `infer` refines it. */
  readonly type: PortType;
  readonly doc: string;
  /** Costs time or memory: made only when somebody reads it (`ctx.wants`). */
  readonly onDemand?: boolean;
}

export type Inputs = Readonly<Record<string, InputPort>>;
export type Outputs = Readonly<Record<string, OutputPort>>;

export interface PortProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly port?: string;
  /** Which of several wires on the port, by position. */
  readonly index?: number;
}

type Accepted<P extends InputPort> = P['type'] extends readonly PortType[]
  ? P['type'][number]
  : P['type'];
/** The full port type of the accepted kinds, with every fact that may be known. */
type FactsOf<T> = T extends { kind: 'any' }
  ? PortType
  : T extends { kind: infer K }
    ? Extract<PortType, { kind: K }>
    : never;

export type InferInputs<I extends Inputs = Inputs> = {
  /** Types on the wires, in wire order; empty when nothing is wired. */
  readonly [K in keyof I]: readonly FactsOf<Accepted<I[K]>>[];
};

export interface InferArgs<I extends Inputs = Inputs, P extends Params = Params> {
  readonly inputs: InferInputs<I>;
  readonly params: ParamValues<P>;
  readonly models: readonly ModelManifest[];
}

export interface InferResult<O extends Outputs = Outputs> {
  readonly outputs: { readonly [K in keyof O]?: PortType };
  readonly problems?: readonly PortProblem[];
  /** A line shown beside an input port: `cross-attention, 16 tokens`. */
  readonly notes?: Readonly<Record<string, string>>;
}

type ValueOfType<T> = T extends { kind: 'any' }
  ? Value
  : T extends { kind: 'model'; role: infer R extends ModelRole }
    ? ModelValue<R>
    : T extends { kind: infer K }
      ? Extract<Value, { kind: K }>
      : never;

export type InputValues<I extends Inputs = Inputs> = {
  readonly [K in keyof I]: I[K] extends { multiple: true }
    ? readonly ValueOfType<Accepted<I[K]>>[]
    : I[K] extends { optional: true }
      ? ValueOfType<Accepted<I[K]>> | undefined
      : ValueOfType<Accepted<I[K]>>;
};

export type OutputValues<O extends Outputs = Outputs> = {
  readonly [K in keyof O]?: ValueOfType<O[K]['type']>;
};

export interface FuseMember<I extends Inputs = Inputs, P extends Params = Params> {
  readonly inputs: InputValues<I>;
  readonly params: ParamValues<P>;
}

export interface NodeSpec<I extends Inputs, O extends Outputs, P extends Params> {
  /** Kebab-case, stable: what files say. */
  readonly type: string;
  /** Raised with a migration when params or ports change their meaning. */
  readonly version: number;
  readonly title: string;
  readonly category: NodeCategory;
  readonly doc: string;
  /** What users of other tools call it. */
  readonly synonyms?: readonly string[];
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** Ports that depend on the parameters (an ONNX file's own); added to `inputs` and `outputs`. Pure. */
  readonly ports?: (params: ParamValues<P>) => {
    readonly inputs: Inputs;
    readonly outputs: Outputs;
  };
  /**
   * Of the wires on `port` the node reads one: the one at the 0-based value of the parameter `index`.
   * What only the others need does not run where that value is known before. `execute` gets one wire.
   */
  readonly reads?: { readonly port: keyof I & string; readonly index: keyof P & string };
  /** `writes`: never served from the cache. */
  readonly effects: 'pure' | 'writes';
  /** The parameter that the graph offers by name to those who do not look into it. Pure. */
  readonly exposes?: (params: ParamValues<P>) => {
    readonly name: string;
    readonly help: string;
    readonly param: keyof P & string;
  };
  /** Has a meaning inside a subgraph only: offered nowhere else. */
  readonly onlyInside?: true;
  /** Runs whenever the graph runs; other nodes only when an output needs them. */
  readonly isOutput?: boolean;
  /** Port facts and problems from params, wires and manifests. Pure. */
  infer(args: InferArgs<I, P>): InferResult<O>;
  /** Notes and zone ends have none. */
  execute?(
    ctx: NodeContext,
    inputs: InputValues<I>,
    params: ParamValues<P>,
  ): Promise<OutputValues<O>>;
  /**
   * Nodes of this type whose ports in `on` have the same sources run as one, in this order of the
   * graph; results are given back in that order. Guidance's two U-Net steps become one batch.
   */
  readonly fuse?: {
    readonly on: readonly (keyof I & string)[];
    execute(
      ctx: NodeContext,
      members: readonly FuseMember<I, P>[],
    ): Promise<readonly OutputValues<O>[]>;
  };
  readonly zone?: ZoneBegin<I, O, P> | ZoneEnd<I, P>;
  /** From version k (the key) to k + 1. */
  readonly migrations?: Readonly<
    Record<number, (params: Record<string, unknown>) => Record<string, unknown>>
  >;
}

export interface ZoneBegin<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> {
  readonly role: 'begin';
  /** Type of the matching end. */
  readonly partner: string;
  start(
    ctx: NodeContext,
    inputs: InputValues<I>,
    params: ParamValues<P>,
  ): Promise<{ readonly carry: Value; readonly iterations: number }>;
  /** What the body sees at iteration `index` (0-based). Pure. */
  iterate(inputs: InputValues<I>, carry: Value, index: number): OutputValues<O>;
}

export interface ZoneEnd<I extends Inputs = Inputs, P extends Params = Params> {
  readonly role: 'end';
  readonly partner: string;
  /** Output port that gives the last carry outside. */
  readonly output: string;
  /** What the next iteration starts from; may show a preview. */
  iterate(ctx: NodeContext, inputs: InputValues<I>, params: ParamValues<P>): Promise<Value>;
  /** A second output made of all iterations; asked for only when somebody reads it. */
  readonly record?: {
    /** An output that is made on demand. */
    readonly output: string;
    /** Inputs that only the record reads: without it, what only they need does not run. */
    readonly inputs?: readonly (keyof I & string)[];
    /** What is kept of one iteration; `begin` is what the zone's begin gave in it. */
    take(inputs: InputValues<I>, begin: Readonly<Record<string, Value | undefined>>): unknown;
    /** `begin`: what was wired into the zone's begin. A loop of no iterations took nothing. */
    finish(taken: readonly unknown[], begin: InputValues): Value;
  };
}

export const nodeCategories = [
  'models',
  'first-stage',
  'conditioners',
  'conditioning',
  'diffusion',
  'images',
  'inspect',
  'utilities',
] as const;
export type NodeCategory = (typeof nodeCategories)[number];

export const categoryTitles: Readonly<Record<NodeCategory, string>> = {
  models: 'Models',
  'first-stage': 'First stage',
  conditioners: 'Conditioners',
  conditioning: 'Conditioning',
  diffusion: 'Diffusion',
  images: 'Images',
  inspect: 'Look inside',
  utilities: 'Utilities',
};

/** A definition with its port and parameter names erased: what everything but the node's own file sees. */
export type NodeDefinition = NodeSpec<Inputs, Outputs, Params>;
export type Catalog = ReadonlyMap<string, NodeDefinition>;

export function defineNode<const I extends Inputs, const O extends Outputs, const P extends Params>(
  spec: NodeSpec<I, O, P>,
): NodeDefinition {
  // Methods are compared bivariantly, the rest is covariant; the engine only ever passes inputs
  // and params that match `spec.inputs` and `spec.params`.
  return spec as unknown as NodeDefinition;
}
