import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { parseEmbedded } from '@core/images/embedded-image';
import { catalog } from '@nodes';
import { afterAll, expect, test } from 'vitest';
import { embedImages } from '../../../src/main/files/embed-images';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-embed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function graph(file: string): GraphDocument {
  const node = { type: 'load-image', version: 1, params: { file }, position: { x: 0, y: 0 } };
  return { ...emptyDocument(), nodes: { 'load-image-1': node } };
}

const fileOf = (doc: GraphDocument) => doc.nodes['load-image-1']?.params.file;
const embed = (file: string) =>
  embedImages(graph(file), catalog, { bundledImages: folder, baseFolder: folder });

test('a file beside the graph travels inside it, with its name', async () => {
  writeFileSync(join(folder, 'my cat; 1.png'), 'pixels');
  const value = fileOf(await embed('my cat; 1.png'));
  expect(value).not.toContain(folder);
  expect(parseEmbedded(String(value))).toEqual({
    name: 'my cat; 1.png',
    mediaType: 'image/png',
    base64: Buffer.from('pixels').toString('base64'),
  });
});

test.each([
  ['a bundled picture', 'bundled:red-heart.png'],
  ['a file that is not there', '/nowhere/gone.png'],
  ['a picture that is inside already', 'data:image/png;name=a.png;base64,AAAA'],
])('%s stays as it is', async (_what, file) => {
  expect(fileOf(await embed(file))).toBe(file);
});
