import type { z } from 'zod';
import { type AppError, err, ok, type Result } from '../errors';
import {
  type GraphDocument,
  graphDocumentSchema,
  graphFormat,
  graphFormatVersion,
} from './document';
import { inspectJson, maxDepth } from './json-limits';
import { findJsonSyntaxError } from './json-syntax';
import { own } from './own';

/** Characters; a graph with its images outside stays below one megabyte. */
const maxLength = 100 * 1024 * 1024;
/** Issues named in one message; the rest is counted. */
const shownIssues = 5;

export interface ParsedDocument {
  /** The parsed object itself: nothing filled in, nothing dropped, unknown fields kept. */
  readonly doc: GraphDocument;
  readonly warnings: AppError[];
}

/**
 * Reads a graph file. Fails with `graph-too-large`, `not-json`, `not-a-graph`,
 * `newer-format-version`, `graph-too-deep` or `invalid-graph`.
 */
export function parseDocument(text: string): Result<ParsedDocument> {
  if (text.length > maxLength) {
    const size = Math.ceil(text.length / 1024 / 1024);
    return fail(
      'graph-too-large',
      `A graph may have 100 MB; this file has ${size} MB.`,
      'Check that it is a graph and not an image or a model.',
    );
  }
  const json = readJson(text);
  if (!json.ok) return json;
  const header = checkHeader(json.value);
  if (header) return err(header);
  const findings = inspectJson(json.value);
  if (findings.tooDeep) {
    return fail(
      'graph-too-deep',
      `Values in a graph may be nested ${maxDepth} deep; this file goes deeper.`,
      'The file is damaged or was not written by this app.',
    );
  }
  if (findings.infinite !== undefined) {
    return fail(
      'invalid-graph',
      `${findings.infinite}: the number is too large to be read.`,
      'Correct the number in the file.',
    );
  }
  const doc = json.value;
  const issues: z.core.$ZodIssue[] = [];
  if (!isGraph(doc, issues)) return err(invalidGraph(issues));
  const reserved = reservedId(doc);
  if (reserved) {
    return fail(
      'invalid-graph',
      `${reserved}.__proto__: this name is reserved and cannot be an id.`,
      'Give it another id.',
    );
  }
  return ok({ doc, warnings: [...imprecise(findings.imprecise), ...danglingParts(doc)] });
}

function fail(code: string, message: string, hint: string): Result<never> {
  return err({ code, message, hint });
}

function readJson(text: string): Result<unknown> {
  // A byte order mark is what some editors on Windows put in front.
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return ok(JSON.parse(body));
  } catch (cause) {
    const at = findJsonSyntaxError(body);
    const place = at
      ? `line ${at.line}, column ${at.column}: expected ${at.expected}, found ${at.found}`
      : String(cause);
    const message = body.trim() === '' ? 'The file is empty.' : `The file is not JSON: ${place}.`;
    return fail('not-json', message, 'Open a graph saved by this app, or mend the file there.');
  }
}

/** What kind of file it is, before its details are judged. */
function checkHeader(value: unknown): AppError | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const format = isObject && 'format' in value ? value.format : undefined;
  if (!isObject || format !== graphFormat) {
    const found = !isObject
      ? `the file holds ${article(value)}`
      : format === undefined
        ? 'it has no "format"'
        : `its "format" is ${shorten(JSON.stringify(format))}`;
    return {
      code: 'not-a-graph',
      message: `This is not a graph of this app: expected "format": "${graphFormat}", but ${found}.`,
      hint: 'Workflows of other programs cannot be opened.',
    };
  }
  const version = 'formatVersion' in value ? value.formatVersion : undefined;
  if (typeof version === 'number' && version > graphFormatVersion) {
    return {
      code: 'newer-format-version',
      message: `This graph has format version ${version}; this version of the app reads up to ${graphFormatVersion}.`,
      hint: 'Update the app. The file was not changed.',
    };
  }
  return null;
}

/** Checks the very object and drops zod's copy, which reorders keys and loses `__proto__`. */
function isGraph(value: unknown, issues: z.core.$ZodIssue[]): value is GraphDocument {
  const checked = graphDocumentSchema.safeParse(value);
  if (!checked.success) issues.push(...checked.error.issues);
  return checked.success;
}

function article(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function invalidGraph(issues: readonly z.core.$ZodIssue[]): AppError {
  const shown = issues.slice(0, shownIssues).map((issue) => {
    const path = issue.path.map(String).join('.');
    return `${path === '' ? 'the file' : shorten(path)}: ${shorten(issue.message)}`;
  });
  const more = issues.length > shownIssues ? `; and ${issues.length - shownIssues} more` : '';
  return {
    code: 'invalid-graph',
    message: `The graph has parts that cannot be read. ${shown.join('; ')}${more}.`,
    hint: 'Correct these places in the file, or open an earlier copy of it.',
  };
}

/** zod's records skip `__proto__`, so under that name an unchecked value could come in. */
function reservedId(doc: GraphDocument): string | null {
  const records = { nodes: doc.nodes, edges: doc.edges, zones: doc.zones ?? {} };
  return (
    Object.entries(records).find(([, record]) => Object.hasOwn(record, '__proto__'))?.[0] ?? null
  );
}

function imprecise(paths: readonly string[]): AppError[] {
  return paths.map((path) => ({
    code: 'imprecise-number',
    message: `${path}: whole numbers above 9007199254740991 cannot be kept exactly; this one was rounded.`,
    hint: 'Use a smaller number.',
  }));
}

function danglingParts(doc: GraphDocument): AppError[] {
  const missing = (id: string): boolean => own(doc.nodes, id) === undefined;
  const warnings: AppError[] = [];
  for (const [id, edge] of Object.entries(doc.edges)) {
    const lost = [edge.from.node, edge.to.node].filter(missing);
    if (lost.length === 0) continue;
    warnings.push({
      code: 'dangling-wire',
      message: `Wire "${id}" leads to a node that is not in the file: ${lost.join(', ')}.`,
      hint: 'It is kept in the file and has no effect.',
    });
  }
  return warnings;
}
