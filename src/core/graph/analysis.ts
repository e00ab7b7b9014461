import type { Problem } from '../errors';
import type { ParamValues } from '../node-params';
import type { PortType } from '../ports/port-type';

/** What is known of a graph without running it: `analyse` (analyse.ts) makes it, pure. */
export interface NodeAnalysis {
  /** False for a placeholder: a type this version does not know. Its ports are those its wires name. */
  readonly known: boolean;
  /** Types that arrive on each input, in wire order; empty when nothing is wired. Wired parameters have theirs too. */
  readonly inputs: Readonly<Record<string, readonly PortType[]>>;
  readonly outputs: Readonly<Record<string, PortType>>;
  /** A line beside an input port: `cross-attention, 16 tokens of 192`. */
  readonly notes: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** Defaults filled in, and what is wired into parameters where it is known. */
  readonly params: ParamValues;
  /** Wired parameters whose value only the run tells. */
  readonly open: readonly string[];
}

export interface ZoneAnalysis {
  readonly begin: string;
  readonly end: string;
  /** Nodes on paths from begin to end, without the two, in topological order. */
  readonly body: readonly string[];
}

export interface Analysis {
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  readonly zones: Readonly<Record<string, ZoneAnalysis>>;
  /** Topological order; nodes on a cycle are left out and named in `problems`. */
  readonly order: readonly string[];
  /** Every problem of the graph, those of nodes included, in document order. */
  readonly problems: readonly Problem[];
}
