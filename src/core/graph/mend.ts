import type { AppError } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { Catalog } from '../node-definition';
import { analyse } from './analyse';
import { applyEdit } from './apply-edit';
import type { GraphDocument } from './document';
import type { NamedEdit } from './edit';
import { modelMend, wirePartMend } from './mend-model';
import { paramMend, removeParamMend, removeWireMend } from './mend-param';
import { providerMend } from './mend-provider';
import { insertNodeMend } from './mend-wire';

export interface Mend {
  /** Of the button: `Insert Decode`, `Set to 64`. */
  readonly label: string;
  readonly edit: NamedEdit;
}

/** A problem of the graph, or what a run failed with. */
export type Fault = AppError & { readonly edge?: string };

export interface MendArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly models: readonly ModelManifest[];
  readonly problem: Fault;
}

type MakeMend = (args: MendArgs) => Mend | null;

/** By the code of the problem; the first that helps is taken. */
const mends: Readonly<Record<string, readonly MakeMend[]>> = {
  'param-range': [paramMend],
  'param-kind': [paramMend],
  'param-option': [paramMend],
  'unknown-param': [removeParamMend],
  'unknown-port': [removeWireMend],
  'dangling-wire': [removeWireMend],
  'too-many-wires': [removeWireMend],
  'kind-mismatch': [insertNodeMend],
  'missing-input': [wirePartMend],
  'model-missing': [modelMend],
  'model-not-chosen': [modelMend],
  'model-substituted': [modelMend],
  'provider-unavailable': [providerMend],
};

/**
 * What would mend a problem in one step of undo, where that is certain: each is tried on a copy and
 * offered only if the problem is gone there and no other error came. Null where only the user can say.
 */
export function mendFor(args: MendArgs): Mend | null {
  for (const make of mends[args.problem.code] ?? []) {
    const mend = make(args);
    if (mend && helps(args, mend)) return mend;
  }
  return null;
}

function helps({ doc, catalog, models, problem }: MendArgs, { edit }: Mend): boolean {
  const errorsOf = (graph: GraphDocument) =>
    analyse(graph, catalog, models).problems.filter(({ severity }) => severity === 'error');
  const before = analyse(doc, catalog, models).problems;
  const mended = applyEdit(doc, edit.edit).doc;
  const after = analyse(mended, catalog, models).problems;
  const same = ({ code, node, message, edge }: Fault) =>
    code === problem.code &&
    node === problem.node &&
    message === problem.message &&
    edge === problem.edge;
  const known = new Set(before.map(({ message }) => message));
  return !after.some(same) && errorsOf(mended).every(({ message }) => known.has(message));
}
