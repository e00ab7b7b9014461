import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import type { z } from 'zod';
import { fileError } from './file-errors';
import { parsePythonJson } from './python-json';

/** Reads JSON from outside and checks it. Errors name the file and the field at fault. */
export async function readJsonFile<T extends z.ZodType>(
  path: string,
  schema: T,
): Promise<Result<z.infer<T>>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return err(fileError('Reading', path, error));
  }
  return parseJsonText(path, text, schema);
}

export function parseJsonText<T extends z.ZodType>(
  path: string,
  text: string,
  schema: T,
): Result<z.infer<T>> {
  let json: unknown;
  try {
    json = parsePythonJson(text);
  } catch (error) {
    return err(unreadable(path, 'is not JSON', error instanceof Error ? error.message : ''));
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err(unreadable(path, 'has unexpected content', firstIssue(parsed.error)));
}

function unreadable(path: string, what: string, detail: string): AppError {
  const name = join(basename(dirname(path)), basename(path));
  return {
    code: 'unreadable-json',
    message: `${name} ${what}: ${detail}`,
    hint: `Look at ${path}, or get a fresh copy of it.`,
  };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'unknown';
  const path = issue.path.map(String).join('.');
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  return `${path === '' ? 'the whole' : path}: ${issue.message}${more}`;
}
