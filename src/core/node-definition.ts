import type { ModelManifest, ModelRef, ModelRole } from './models/manifest';
import type { PortType } from './ports/port-type';
import type { ImageValue, LatentValue, ModelValue, Tensor, TokenInfo, Value } from './values';

/**
 * What a node is. One file in `nodes/<category>/` calls `defineNode` as its default export; the
 * canvas, the validator, the planner, the engine and the command line all read the same object.
 */

// ---------------------------------------------------------------- ports

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
}

// ---------------------------------------------------------------- parameters

interface ParamBase {
  readonly label: string;
  readonly doc: string;
  /** Hidden where it has no meaning for the other parameters; its value is kept. */
  readonly visible?: (params: Readonly<Record<string, unknown>>) => boolean;
  /** Rarely touched: the node shows it behind "More". */
  readonly advanced?: boolean;
}

export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** What one tick of dragging or an arrow key changes it by; values need not be multiples. */
  readonly step?: number;
  readonly integer?: boolean;
  /** `px`, `ms`, `steps`: shown behind the value. */
  readonly unit?: string;
  readonly slider?: boolean;
}

export interface SelectOption<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly doc?: string;
}

export interface SelectParam<T extends string = string> extends ParamBase {
  readonly kind: 'select';
  readonly default: T;
  readonly options: readonly SelectOption<T>[];
}

/** A picker whose options depend on what is wired: class labels of the embedder. Value: the option's value. */
export interface PickerParam extends ParamBase {
  readonly kind: 'picker';
  readonly default: string;
  readonly options: (args: InferArgs) => readonly (SelectOption & { readonly group?: string })[];
  /** Shown instead of the options while nothing is wired. */
  readonly empty: string;
  /** Hidden once a model is known that offers nothing here but the default. */
  readonly hideWithoutOptions?: boolean;
}

export interface BooleanParam extends ParamBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface TextParam extends ParamBase {
  readonly kind: 'text';
  readonly default: string;
  readonly multiline?: boolean;
  readonly placeholder?: string;
  /** Characters. */
  readonly maxLength?: number;
}

/** An integer 0 .. 2^53 - 1 with a dice button. */
export interface SeedParam extends ParamBase {
  readonly kind: 'seed';
  readonly default: number;
}

export interface ModelParam extends ParamBase {
  readonly kind: 'model';
  readonly default: ModelRef | null;
}

/** A file on this machine, or `bundled:<name>` for one that ships in `assets/images`. */
export interface FileParam extends ParamBase {
  readonly kind: 'file';
  readonly default: string;
  readonly accept: 'image';
}

export type ParamSpec =
  | NumberParam
  | SelectParam
  | PickerParam
  | BooleanParam
  | TextParam
  | SeedParam
  | ModelParam
  | FileParam;

type ParamValueOf<S> = S extends { kind: 'number' | 'seed' }
  ? number
  : S extends { kind: 'boolean' }
    ? boolean
    : S extends { kind: 'model' }
      ? ModelRef | null
      : S extends { kind: 'select'; options: readonly SelectOption<infer T>[] }
        ? T
        : string;

export type Inputs = Readonly<Record<string, InputPort>>;
export type Outputs = Readonly<Record<string, OutputPort>>;
export type Params = Readonly<Record<string, ParamSpec>>;

export type ParamValues<P extends Params = Params> = {
  readonly [K in keyof P]: ParamValueOf<P[K]>;
};

// ---------------------------------------------------------------- inference

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
type FactsOf<T> = T extends { kind: infer K } ? Extract<PortType, { kind: K }> : never;

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

// ---------------------------------------------------------------- execution

type ValueOfType<T> = T extends { kind: 'model'; role: infer R extends ModelRole }
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

export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  /** Symbolic dimensions by name. */
  readonly dims: readonly (number | string)[];
}

/** An open ONNX session, owned by the engine's pool; a node never releases it. */
export interface ModelSession {
  /** `unet/model.onnx`: what messages call it. */
  readonly name: string;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** `execution provider` it really runs on. */
  readonly provider: string;
  /** Runs once. Checks for a cancel before and after; fails at the node on NaN or infinity. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

export interface TextTokenizer {
  /** Pads and cuts to the model's length. */
  encode(text: string): {
    readonly ids: readonly number[];
    readonly tokens: readonly TokenInfo[];
    readonly cut: readonly string[];
  };
}

export type PreviewContent =
  | {
      readonly kind: 'image';
      readonly png: Uint8Array;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'tokens';
      readonly tokens: readonly TokenInfo[];
      readonly cut: readonly string[];
    }
  | { readonly kind: 'text'; readonly text: string };

/** Position in a loop zone, and the state a body node carries from one iteration to the next. */
export interface LoopContext {
  readonly index: number;
  readonly iterations: number;
  readonly state: unknown;
  setState(next: unknown): void;
}

/** All that a node may touch while it runs. */
export interface NodeContext {
  readonly node: string;
  readonly loop?: LoopContext;
  /** Opens, or takes from the pool, the session of a model's file. */
  session(model: ModelValue, file?: string): Promise<ModelSession>;
  tokenizer(model: ModelValue<'text-encoder'>): Promise<TextTokenizer>;
  /** The library entry a Load pipeline node means, or a failure that says what is missing. */
  pipeline(ref: ModelRef | null): Promise<ModelManifest>;
  /** Reads PNG, JPEG, WebP, GIF or SVG; alpha is laid on white. */
  readImage(file: string): Promise<ImageValue>;
  encodeImage(
    image: ImageValue,
    options: {
      readonly format: 'png' | 'jpeg' | 'webp';
      readonly quality?: number;
      readonly embedGraph?: boolean;
    },
  ): Promise<readonly Uint8Array[]>;
  /** Writes below the output folder the user chose; returns the absolute path. Never overwrites: numbers instead. */
  writeOutput(name: string, extension: string, bytes: Uint8Array): Promise<string>;
  /** Throws `Cancelled` when the user asked to stop. */
  checkpoint(): Promise<void>;
  progress(iteration: number, of: number): void;
  /** True when somebody looks: encoding a preview for nobody costs time. */
  readonly wantsPreviews: boolean;
  preview(content: PreviewContent): void;
  /** Decodes a clean latent if its autoencoder is known and shows it on this node. */
  previewLatent(latent: LatentValue, iteration: number, of: number): Promise<void>;
  /** The result of an output node: shown in the results panel, kept in full. */
  result(image: ImageValue): Promise<void>;
  /** Ends this node with a reason a user can act on. */
  fail(error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly port?: string;
  }): never;
}

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
  /** `writes`: never served from the cache. */
  readonly effects: 'pure' | 'writes';
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
