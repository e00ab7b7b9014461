import { type AppError, err, ok, type Problem, type Result } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { Catalog } from '../node-definition';
import { analyse } from './analyse';
import { applyEdit } from './apply-edit';
import { accept, asSentence } from './arriving-types';
import type { ParamFault } from './check-param';
import type { Endpoint, GraphDocument } from './document';
import type { Edit, NamedEdit } from './edit';
import { freshWireId } from './fresh-id';
import { nodeTitle } from './node-title';
import { own } from './own';
import { inputPortAt, outputPortAt } from './ports-of';
import { descendants, wiresInto } from './topology';

export interface ConnectionRequest {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly models: readonly ModelManifest[];
  /** An output. */
  readonly from: Endpoint;
  /** An input. */
  readonly to: Endpoint;
  /** `replace`: wires already there give way (the swap). `add`: beside them, where several may be. */
  readonly mode: 'replace' | 'add';
}

export interface Connection {
  readonly edit: NamedEdit;
  /** Ids of the wires that give way. */
  readonly replaces: readonly string[];
  /** New problems at the target and downstream that do not speak against the wire: params to set. */
  readonly warnings: readonly Problem[];
}

/**
 * Whether a wire may be drawn, and the edit that draws it; otherwise why not and what would mend
 * it. Judged by its consequences: a wire that brings an error to a port downstream is refused with
 * that error, so a text encoder of another width is refused at the pointer.
 */
export function checkConnection(request: ConnectionRequest): Result<Connection> {
  const { doc, catalog, models, from, to, mode } = request;
  const refused = checkEnds(request);
  if (refused) return err({ ...refused, node: to.node, port: to.port });

  const present = wiresInto(doc, to.node, to.port);
  const same = present.find((wire) => wire.from.node === from.node && wire.from.port === from.port);
  const replaces = (mode === 'replace' || !inputOf(request)?.multiple ? present : [])
    .filter((wire) => wire !== same)
    .map((wire) => wire.id);
  if (same && replaces.length === 0) {
    return err({
      code: 'already-connected',
      message: 'This wire is already there.',
      node: to.node,
      port: to.port,
    });
  }
  const edits: Edit[] = replaces.map((id) => ({ kind: 'disconnect', id }));
  if (!same) edits.push({ kind: 'connect', id: freshWireId(doc), edge: { from, to } });
  const label = `connect ${nodeTitle(doc, catalog, from.node)} to ${nodeTitle(doc, catalog, to.node)}`;
  const edit: NamedEdit = { label, edit: { kind: 'batch', edits } };

  const after = applyEdit(doc, edit.edit).doc;
  const affected = descendants(after, [to.node]);
  const news = newProblems(
    analyse(doc, catalog, models).problems,
    analyse(after, catalog, models).problems,
  ).filter((problem) => problem.node !== undefined && affected.has(problem.node));
  const error = news.find((p) => p.severity === 'error' && isTheWiresFault(p));
  if (error) return err(withoutSeverity(error));
  return ok({ edit, replaces, warnings: news.filter((p) => !toleratedCodes.has(p.code)) });
}

/** What is still unfinished is no reason against a wire: the next wire will mend it. */
const toleratedCodes: ReadonlySet<string> = new Set(['missing-input', 'unknown-node']);

const paramFaults: ReadonlySet<string> = new Set<ParamFault['code']>([
  'param-kind',
  'param-range',
  'param-option',
  'param-length',
]);

/**
 * A problem that names no port is about params: a class label's name, which can only be chosen from
 * the model's own once the wire is there. Nesting loops is the exception.
 */
function isTheWiresFault({ code, port, edge, inside }: Problem): boolean {
  if (toleratedCodes.has(code)) return false;
  // A value out of range is set right at its source, which the wire is no hindrance to.
  if (paramFaults.has(code)) return false;
  const place = port ?? edge ?? inside?.port;
  return place !== undefined || code === 'zone-in-zone';
}

function withoutSeverity({ code, message, hint, node, port }: Problem): AppError {
  return { code, message, hint, node, port };
}

const definitionOf = ({ doc, catalog }: ConnectionRequest, node: string) =>
  catalog.get(own(doc.nodes, node)?.type ?? '');

const inputOf = ({ doc, catalog, to }: ConnectionRequest) => inputPortAt(doc, catalog, to);
const outputOf = ({ doc, catalog, from }: ConnectionRequest) => outputPortAt(doc, catalog, from);

/** What speaks against the two ends, before types are looked at. */
function checkEnds(request: ConnectionRequest): AppError | null {
  const { doc, catalog, from, to } = request;
  const [source, target] = [nodeTitle(doc, catalog, from.node), nodeTitle(doc, catalog, to.node)];
  for (const end of [from, to]) {
    if (own(doc.nodes, end.node)) continue;
    return { code: 'unknown-node', message: `There is no node "${end.node}".` };
  }
  // Ports of a placeholder are not known: only wires that it came with can be right.
  const placeholder = [from, to].find((end) => !definitionOf(request, end.node));
  if (placeholder) {
    return {
      code: 'unknown-node',
      message: `This version of the app does not know what ${nodeTitle(doc, catalog, placeholder.node)} takes or gives.`,
      hint: 'Its wires are kept. Update the app to change them.',
    };
  }
  const [output, input] = [outputOf(request), inputOf(request)];
  if (!output) {
    return { code: 'unknown-port', message: `${source} has no output "${from.port}".` };
  }
  if (!input) {
    return { code: 'unknown-port', message: `${target} has no input "${to.port}".` };
  }
  if (from.node === to.node) {
    return {
      code: 'same-node',
      message: `${source} cannot be wired to itself.`,
      hint: 'A loop is made with Denoise begin and Denoise end.',
    };
  }
  // Before the circle: that an image is no latent is the nearer reason, and tells what to put between.
  const fits = accept(output.type, input);
  if ('code' in fits) return { ...fits, message: asSentence(target, fits.message) };
  if (descendants(doc, [to.node]).has(from.node)) {
    return {
      code: 'cycle',
      message: `${source} already needs what ${target} makes: this wire would close a circle.`,
      hint: 'A loop is made with Denoise begin and Denoise end.',
    };
  }
  return null;
}

/** Problems of `after` beyond those of the same kind at the same place in `before`. */
function newProblems(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const place = (p: Problem): string =>
    [p.severity, p.code, p.node, p.port, ...(p.inside?.path ?? []), p.inside?.port].join(' ');
  const known = new Map<string, number>();
  for (const problem of before) known.set(place(problem), (known.get(place(problem)) ?? 0) + 1);
  return after.filter((problem) => {
    const left = known.get(place(problem)) ?? 0;
    known.set(place(problem), left - 1);
    return left <= 0;
  });
}
