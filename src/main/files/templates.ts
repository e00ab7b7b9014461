import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { IpcResult } from '@core/ipc-contract';
import { z } from 'zod';
import { readGraphFile } from './read-graph-file';
import { parseJsonText } from './read-json-file';

type Template = IpcResult<'templates.list'>[number];

const headSchema = z.looseObject({
  name: z.string(),
  description: z.string().default(''),
  /** Heading in the list; groups come in the order of their first template. */
  group: z.string().default('More'),
  /** Place in the list; those without come last. */
  order: z.number().default(Number.POSITIVE_INFINITY),
});

/**
 * Graphs that ship with the app, in order, then by name.
 * Throws when one is damaged: that is a broken installation, and the message says which file.
 */
export async function listTemplates(folder: string): Promise<Template[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const read = await Promise.all(names.map((name) => readTemplate(join(folder, name))));
  return read
    .sort((a, b) => a.order - b.order || a.template.name.localeCompare(b.template.name))
    .map(({ template }) => template);
}

async function readTemplate(path: string): Promise<{ template: Template; order: number }> {
  const file = await readGraphFile(path);
  if (!file.ok) throw new Error(file.error.message);
  const { text } = file.value;
  const head = parseJsonText(path, text, headSchema);
  if (!head.ok) throw new Error(head.error.message);
  const { name, description, group, order } = head.value;
  return { template: { id: basename(path, '.json'), name, description, group, text }, order };
}
