import type { Endpoint, GraphDocument } from '../document';

/** A graph without subgraphs: what is inside them lies beside all else. It is what runs. */
export interface FlatGraph {
  /** The document itself where it has no subgraphs. */
  readonly doc: GraphDocument;
  /** Ids from the top: of each subgraph around a node of `doc`, then its own. Others: themselves. */
  pathOf(node: string): readonly string[];
  /** The wire into a top-level subgraph that a wire of `doc` comes through. */
  readonly outerWires: ReadonlyMap<string, OuterWire>;
  /** Inputs whose wire leads to a border and no further, by `portKey`. */
  readonly unwired: ReadonlyMap<string, Unwired>;
  /** Of each top-level subgraph, by port: what is wired into it. */
  readonly arriving: ReadonlyMap<string, Readonly<Record<string, Endpoint>>>;
  /** Of each top-level subgraph, by port: what makes the output inside. */
  readonly giving: ReadonlyMap<string, Readonly<Record<string, Endpoint>>>;
  readonly faults: readonly FlatFault[];
}

export interface OuterWire {
  readonly edge: string;
  readonly to: Endpoint;
}

/** A port of a node anywhere in the graph. */
export interface FlatPlace {
  readonly path: readonly string[];
  readonly port: string;
}

export interface Unwired extends FlatPlace {
  /** `unwired`: nothing is wired to the subgraph's input. `empty`: nothing inside leads to its output. */
  readonly why: 'unwired' | 'empty';
  /** Of the wire into the input; its id in the graph that holds it. */
  readonly edge: string;
  /** The subgraph and its port. */
  readonly border: FlatPlace;
}

/** A wire to a subgraph, or to a Graph output in one, that has no effect. */
export interface FlatFault extends FlatPlace {
  readonly code: 'unknown-port' | 'too-many-wires';
  readonly edge: string;
}

/**
 * The id in the flat graph: its own first, so that nodes that go into a subgraph keep their order
 * among the others, and with it the order of batches. Ids hold no spaces, so none is given twice.
 */
export const flatId = (path: readonly string[]): string => path.toReversed().join(' ');

export const portKey = (node: string, port: string): string => `${node}\n${port}`;
