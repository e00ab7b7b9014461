import { basename, dirname, extname, resolve } from 'node:path';
import type { AppError } from '@core/errors';
import { err, ok, type Result } from '@core/errors';
import type { GraphDocument } from '@core/graph/document';
import { migrateDocument } from '@core/graph/migrate';
import { parseDocument } from '@core/graph/parse';
import type { Catalog } from '@core/node-definition';
import { readGraphFile } from '../files/read-graph-file';
import type { CliIo } from './io';

export interface LoadedGraph {
  readonly doc: GraphDocument;
  readonly warnings: readonly AppError[];
  /** What output files are called after. */
  readonly name: string;
  /** Where relative image paths start. */
  readonly folder: string;
}

/** Reads and parses a graph file, or standard input for `-`. */
export async function loadGraph(
  path: string,
  io: CliIo,
  catalog: Catalog,
): Promise<Result<LoadedGraph>> {
  const text = path === '-' ? ok(await readAll(io.stdin)) : await readText(resolve(io.cwd, path));
  if (!text.ok) return text;
  const parsed = parseDocument(text.value);
  if (!parsed.ok) {
    const from = path === '-' ? 'standard input' : path;
    return err({ ...parsed.error, message: `${from}: ${parsed.error.message}` });
  }
  return ok({
    doc: migrateDocument(parsed.value.doc, catalog),
    warnings: parsed.value.warnings,
    name: path === '-' ? 'stdin' : basename(path, extname(path)),
    folder: path === '-' ? io.cwd : dirname(resolve(io.cwd, path)),
  });
}

async function readText(path: string): Promise<Result<string>> {
  const read = await readGraphFile(path);
  return read.ok ? ok(read.value.text) : read;
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
