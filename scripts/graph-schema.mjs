import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { pathAliases } from './aliases.mjs';

/** Writes assets/graph.schema.json from the zod schema: run it after a change of the graph format. */
const root = fileURLToPath(new URL('..', import.meta.url));
const { module } = await runnerImport(`${root}src/core/graph/json-schema.ts`, {
  root,
  configFile: false,
  resolve: { alias: pathAliases() },
});
const target = `${root}assets/graph.schema.json`;
await writeFile(target, `${JSON.stringify(module.graphJsonSchema(), null, 2)}\n`);
process.stdout.write(`wrote ${target}\n`);
