import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { categoryTitles } from '@core/node-definition';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { nodeReference } from '../../scripts/guide/node-reference.mjs';
import { templateGallery } from '../../scripts/guide/template-gallery.mjs';
import { listTemplates } from '../../src/main/files/templates';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('the node reference is what the nodes say; else run: node scripts/guide.mjs', () => {
  expect(read('docs/guide/nodes.md')).toBe(nodeReference(catalog, categoryTitles));
});

it('the template gallery is what the templates say; else run: node scripts/guide.mjs', async () => {
  const folder = fileURLToPath(new URL('../../assets/templates', import.meta.url));
  expect(read('docs/guide/templates.md')).toBe(templateGallery(await listTemplates(folder)));
});

it('every template has its picture; else run: npm run screenshots', async () => {
  const folder = fileURLToPath(new URL('../../assets/templates', import.meta.url));
  for (const { id } of await listTemplates(folder)) {
    const png = readFileSync(
      new URL(`../../docs/guide/images/templates/${id}.png`, import.meta.url),
    );
    expect(png.subarray(1, 4).toString(), id).toBe('PNG');
  }
});
