import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanLibrary } from '../../../src/main/models/scan-library';
import { temporaryFolder } from '../temporary-folder';
import { inpaintingPipeline, writeFiles } from './make-pipeline';

async function scanChanged(changes: Parameters<typeof writeFiles>[1]) {
  const folder = await temporaryFolder();
  await writeFiles(join(folder, 'sd'), { ...inpaintingPipeline, ...changes });
  const cacheFile = join(folder, 'cache.json');
  const { models, problems } = await scanLibrary({ folders: [], bundledFolder: folder, cacheFile });
  return { parts: models[0]?.parts, codes: problems.map(({ code }) => code) };
}

const unet = (rest: object) => ({
  in_channels: 6,
  out_channels: 4,
  cross_attention_dim: 768,
  concat_slots: [{ name: 'semantic', channels: 2 }],
  ...rest,
});

describe('what conditions a U-Net', () => {
  it('has the factor of its pipeline’s latents', async () => {
    expect((await scanChanged({})).parts?.unet?.latentFactor).toBe(8);
  });

  it('has a palette, one class a channel in their order', async () => {
    const semantic_palette = { sky: [0, 0, 255], grass: [0, 255, 0] };
    const { parts, codes } = await scanChanged({ 'unet/config.json': unet({ semantic_palette }) });
    expect(codes).toEqual([]);
    expect(parts?.unet?.palette).toEqual([
      { name: 'sky', rgb: [0, 0, 255] },
      { name: 'grass', rgb: [0, 255, 0] },
    ]);
  });

  it('goes without a palette of another number of classes, and this is said', async () => {
    const semantic_palette = { sky: [0, 0, 255] };
    const { parts, codes } = await scanChanged({ 'unet/config.json': unet({ semantic_palette }) });
    expect(codes).toEqual(['palette-mismatch']);
    expect(parts?.unet?.palette).toBeUndefined();
  });

  it('takes a vector where diffusers’ config says projection, and the pooled text is as wide', async () => {
    const config = unet({
      class_embed_type: 'projection',
      projection_class_embeddings_input_dim: 768,
    });
    const { parts } = await scanChanged({ 'unet/config.json': config });
    expect(parts?.unet?.vector).toEqual({ width: 768, input: 'class_labels' });
    expect(parts?.textEncoder?.pooledWidth).toBe(768);
    expect((await scanChanged({})).parts?.textEncoder?.pooledWidth).toBeUndefined();
  });
});

describe('an image encoder', () => {
  const files = (config: object) => ({
    'image_encoder/config.json': { image_size: 224, hidden_size: 1280, ...config },
    'image_encoder/model.onnx': 'image encoder',
  });

  it('is read with the mean and deviation beside it', async () => {
    const rgb = [0.5, 0.4, 0.3];
    const { parts, codes } = await scanChanged({
      ...files({ projection_dim: 768 }),
      'feature_extractor/preprocessor_config.json': { image_mean: rgb, image_std: rgb },
    });
    expect(codes).toEqual([]);
    expect(parts?.imageEncoder).toMatchObject({ tokenWidth: 768, imageSize: 224, mean: rgb });
  });

  it('without them is left out, with the reason', async () => {
    const { parts, codes } = await scanChanged(files({}));
    expect(codes).toEqual(['config-incomplete']);
    expect(parts?.imageEncoder).toBeUndefined();
  });
});
