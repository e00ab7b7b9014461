import { join } from 'node:path';
import { analyse } from '@core/graph/analyse';
import { checkConnection } from '@core/graph/check-connection';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { scanLibrary } from '../../../src/main/models/scan-library';
import { graph } from '../../engine/helpers/graphs';
import { temporaryFolder } from '../temporary-folder';
import { inpaintingPipeline, writeFiles } from './make-pipeline';

const { 'unet/config.json': unetConfig } = inpaintingPipeline;

/** The library with one pipeline, `sd`, whose files are changed. */
async function scanChanged(changes: Parameters<typeof writeFiles>[1]) {
  const folder = await temporaryFolder();
  await writeFiles(join(folder, 'sd'), { ...inpaintingPipeline, ...changes });
  const cacheFile = join(folder, 'cache.json');
  return { folder, ...(await scanLibrary({ folders: [], bundledFolder: folder, cacheFile })) };
}

const doc = graph({ load: ['load-pipeline', { model: { name: 'sd' } }], step: ['unet-step'] }, [
  'load.unet>step.unet',
]);

it.each([
  [{ 'unet/model.onnx': null }, 'model.onnx is not there', 'Put it at '],
  [{ 'unet/model.onnx': '' }, '0 bytes', 'A download was cut off'],
  [{ 'unet/config.json': '{' }, 'unet/config.json is not JSON', 'Look at '],
  [{ 'unet/config.json': null }, 'it is not there', 'moved, renamed or deleted'],
])(
  'a U-Net with %j is told at Load pipeline and at the node that needs it',
  async (changes, message, hint) => {
    const { models } = await scanChanged(changes);
    const { problems } = analyse(doc, catalog, models);
    const at = (node: string) => problems.find((p) => p.node === node && p.port === 'unet');
    expect(at('load')).toMatchObject({ severity: 'warning', code: 'pipeline-part-missing' });
    expect(at('step')).toMatchObject({ severity: 'error', code: 'pipeline-part-missing' });
    for (const problem of [at('load'), at('step')]) {
      expect(problem?.message).toContain(message);
      expect(problem?.hint).toContain(hint);
    }
  },
);

it('a wire from a part the pipeline never had is refused before it is dropped', async () => {
  const { models } = await scanChanged({});
  const from = { node: 'load', port: 'classEmbedder' };
  const label = { type: 'class-label', version: 1, params: {}, position: { x: 0, y: 0 } };
  const withLabel = { ...doc, nodes: { ...doc.nodes, label } };
  const to = { node: 'label', port: 'classEmbedder' };
  const verdict = checkConnection({ doc: withLabel, catalog, models, from, to, mode: 'add' });
  expect(verdict).toMatchObject({
    ok: false,
    error: { code: 'pipeline-part-missing', message: expect.stringContaining('sd has none') },
  });
});

it('the U-Net’s multiple is that of its levels, or what the config says', async () => {
  const multipleOf = async (more: object) => {
    const { models } = await scanChanged({
      'unet/config.json': { ...Object(unetConfig), ...more },
    });
    return models[0]?.parts.unet?.sizeMultiple;
  };
  // Stable Diffusion's four levels halve three times.
  expect(await multipleOf({ block_out_channels: [320, 640, 1280, 1280] })).toBe(8);
  expect(await multipleOf({ size_multiple: 4, block_out_channels: [1, 2] })).toBe(4);
  expect(await multipleOf({})).toBeUndefined();
});

it('a copy under another name is listed once, and said', async () => {
  const { folder, models } = await scanChanged({});
  await writeFiles(join(folder, 'tuned'), inpaintingPipeline);
  const cacheFile = join(folder, 'cache.json');
  const again = await scanLibrary({ folders: [], bundledFolder: folder, cacheFile });
  expect(again.models.map(({ name }) => name)).toEqual(models.map(({ name }) => name));
  expect(again.problems).toMatchObject([{ code: 'model-already-there' }]);
  expect(again.problems[0]?.message).toContain('tuned');
});
