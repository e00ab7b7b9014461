import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import { applyEdit } from '@core/graph/apply-edit';
import { checkParam } from '@core/graph/check-param';
import type { GraphDocument, GraphNode, Json } from '@core/graph/document';
import { own } from '@core/graph/own';
import { setParamAt } from '@core/graph/subgraph/every-node';
import { innerGraphOf } from '@core/graph/subgraph/inner-graph';
import { pngDataUrlPrefix } from '@core/images/png-data-url';
import type { Catalog } from '@core/node-definition';
import type { ParamSpec } from '@core/node-params';
import { z } from 'zod';
import { findAssetsFolder } from '../assets-folder';
import { locateOnnx } from '../files/locate-onnx';
import { readOnnx } from '../models/read-onnx';
import { didYouMean } from './did-you-mean';

/**
 * Applies `node.param=value` arguments in order; `subgraph.node.param=value` reaches inside. All errors are
 * found, not only the first.
 */
export function applySets(
  doc: GraphDocument,
  sets: readonly string[],
  { catalog, cwd }: { readonly catalog: Catalog; readonly cwd: string },
): Result<GraphDocument, readonly AppError[]> {
  const errors: AppError[] = [];
  let current = doc;
  for (const text of sets) {
    const set = parseSet(text, doc, catalog, cwd);
    if (!set.ok) errors.push(set.error);
    else {
      const { path, param, value } = set.value;
      current = applyEdit(current, setParamAt(path, param, value)).doc;
    }
  }
  return errors.length > 0 ? err(errors) : ok(current);
}

interface SetParam {
  /** Ids from the top. */
  readonly path: readonly string[];
  readonly param: string;
  readonly value: Json;
}

function parseSet(
  text: string,
  doc: GraphDocument,
  catalog: Catalog,
  cwd: string,
): Result<SetParam> {
  // Ids hold neither dots nor equals signs; values may hold both.
  const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text);
  if (!match) return fail(`--set ${text}: node.param=value is expected.`, 'e.g. noise-1.seed=7');
  const [, first = '', behind = '', raw = ''] = match;
  const place = findNode(text, doc, first, behind);
  if (!place.ok) return place;
  const { path, node, param } = place.value;
  const id = path.join('.');
  const definition = catalog.get(node.type);
  if (!definition) {
    const message = `--set ${text}: ${id} is of the type "${node.type}", which this version does not know.`;
    return fail(message, 'Its parameters cannot be set here.', id);
  }
  const params = Object.keys(definition.params);
  const spec = Object.hasOwn(definition.params, param) ? definition.params[param] : undefined;
  if (!spec) {
    const all = params.length > 0 ? `Its parameters are: ${params.join(', ')}.` : 'It has none.';
    const message = `--set ${text}: ${definition.title} has no parameter "${param}".`;
    return fail(message, `${didYouMean(param, params)}${all}`, id);
  }
  const value = typedValue(spec, raw, cwd);
  const fault = checkParam(spec, value);
  if (!fault) return ok({ path, param, value });
  const options = spec.kind === 'select' ? spec.options.map((option) => option.value) : [];
  const hint = `${didYouMean(raw, options)}${fault.hint ?? ''}`;
  return fail(`--set ${text}: ${spec.label} ${fault.message}.`, hint, id);
}

interface Place {
  readonly path: readonly string[];
  readonly node: GraphNode;
  readonly param: string;
}

/** `first.behind`: a node and its parameter, or subgraphs on the way to them. */
function findNode(text: string, doc: GraphDocument, first: string, behind: string): Result<Place> {
  let nodes = doc.nodes;
  let id = first;
  let rest = behind;
  const path: string[] = [];
  for (;;) {
    const node = own(nodes, id);
    if (!node) {
      const ids = Object.keys(nodes);
      const where = path.length === 0 ? 'the graph' : `the subgraph ${path.join('.')}`;
      const hint = `${didYouMean(id, ids)}Its nodes are: ${ids.join(', ')}.`;
      return fail(`--set ${text}: ${where} has no node "${id}".`, hint);
    }
    path.push(id);
    const dot = rest.indexOf('.');
    const inner = dot > 0 ? innerGraphOf(node) : null;
    if (!inner) return ok({ path, node, param: rest });
    nodes = inner.nodes;
    id = rest.slice(0, dot);
    rest = rest.slice(dot + 1);
  }
}

/** The text as the parameter's kind means it; text that does not fit stays text, and is refused then. */
export function typedValue(spec: ParamSpec, raw: string, cwd: string): Json {
  switch (spec.kind) {
    case 'number':
    case 'seed': {
      const value = Number(raw);
      return raw.trim() === '' || !Number.isFinite(value) ? raw : value;
    }
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : raw;
    case 'model':
      return { name: raw };
    case 'file':
      // Typed here, so relative to here; in a file, relative paths start at the file.
      return raw.startsWith('bundled:') ? raw : resolve(cwd, raw);
    case 'onnx':
      return onnxFile(raw, cwd);
    case 'boxes':
    case 'graph':
      return parsedJson(raw);
    case 'paint':
      return raw === '' || raw.startsWith('data:') ? raw : fileAsDataUrl(resolve(cwd, raw));
    case 'select':
    case 'picker':
    case 'text':
      return raw;
  }
}

/** A file that cannot be read stays a path, and is refused then. */
function fileAsDataUrl(path: string): string {
  try {
    return `${pngDataUrlPrefix}${readFileSync(path).toString('base64')}`;
  } catch {
    return path;
  }
}

/** A file that cannot be read stays text, and is refused then. */
function onnxFile(raw: string, cwd: string): Json {
  const file = raw.startsWith('bundled:') ? raw : resolve(cwd, raw);
  const bundledImages = join(findAssetsFolder(), 'images');
  const path = locateOnnx(file, { bundledImages });
  const read = path.ok ? readOnnx(path.value) : path;
  return read.ok ? { file, ...read.value } : raw;
}

/** Text that is no JSON stays text, and is refused then. */
function parsedJson(raw: string): Json {
  try {
    return z.json().parse(JSON.parse(raw));
  } catch {
    return raw;
  }
}

const fail = (message: string, hint: string, node?: string): Result<never> =>
  err({ code: 'bad-set', message, hint, node });
