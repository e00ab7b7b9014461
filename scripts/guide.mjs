import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { pathAliases } from './aliases.mjs';
import { nodeReference } from './guide/node-reference.mjs';
import { templateGallery } from './guide/template-gallery.mjs';

/** Writes docs/guide/nodes.md and templates.md: run it after a change of a node or a template. */
const root = fileURLToPath(new URL('..', import.meta.url));
const load = async (path) => {
  const { module } = await runnerImport(root + path, {
    root,
    configFile: false,
    resolve: { alias: pathAliases() },
  });
  return module;
};
const write = async (name, text) => {
  await writeFile(`${root}docs/guide/${name}`, text);
  process.stdout.write(`wrote docs/guide/${name}\n`);
};

const { catalog } = await load('nodes/index.ts');
const { categoryTitles } = await load('src/core/node-definition.ts');
await write('nodes.md', nodeReference(catalog, categoryTitles));

const { listTemplates } = await load('src/main/files/templates.ts');
await write('templates.md', templateGallery(await listTemplates(`${root}assets/templates`)));
