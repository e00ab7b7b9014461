import { createHash } from 'node:crypto';
import { appendFile, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelManifestSchema } from '@core/models/manifest';
import { describe, expect, it } from 'vitest';
import { openHashCache } from '../../../src/main/models/hash-cache';
import { scanLibrary } from '../../../src/main/models/scan-library';
import { temporaryFolder } from '../temporary-folder';
import { inpaintingPipeline, writeFiles } from './make-pipeline';

const bundledFolder = join(import.meta.dirname, '../../../assets/models');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

async function scan(folder: string, cacheFile = join(folder, 'cache.json')) {
  return scanLibrary({ folders: [], bundledFolder: folder, cacheFile });
}

async function scanChanged(changes: Parameters<typeof writeFiles>[1]) {
  const folder = await temporaryFolder();
  await writeFiles(join(folder, 'sd'), { ...inpaintingPipeline, ...changes });
  const { models, problems } = await scan(folder);
  return { model: models[0], problems, text: JSON.stringify(problems) };
}

describe('the bundled model', () => {
  it('is read whole, with the facts its README states', async () => {
    const cacheFile = join(await temporaryFolder(), 'cache.json');
    const { models, problems } = await scanLibrary({ folders: [], bundledFolder, cacheFile });
    expect(problems).toEqual([]);
    const model = modelManifestSchema.parse(models[0]);
    expect(model).toMatchObject({ name: 'emoji-ldm', family: 'emoji-ldm', bundled: true });
    expect(model.parts.unet).toMatchObject({
      latentChannels: 4,
      inChannels: 21,
      tokenWidth: 192,
      predictionType: 'v_prediction',
      absentSlot: 0,
    });
    expect(model.parts.unet?.concatSlots.map(({ name, channels }) => [name, channels])).toEqual([
      ['masked_latent', 4],
      ['mask', 1],
      ['low_res', 3],
      ['low_res_present', 1],
      ['semantic', 8],
    ]);
    expect(model.parts.autoencoder).toMatchObject({
      scalingFactor: 1.0503067742756595,
      factor: 4,
      regularization: 'kl',
      clampLogvar: [-20, 10],
    });
    expect(model.parts.textEncoder).toMatchObject({ tokenWidth: 192, maxTokens: 16, padToken: 0 });
    expect(model.parts.classEmbedder).toMatchObject({ tokenWidth: 192, nullLabel: 0 });
    expect(model.parts.classEmbedder?.labels).toHaveLength(15);
    expect(model.parts.classEmbedder?.labels[0]).toEqual({ id: 1, name: 'noto', group: 'style' });
    expect(model.scheduler).toMatchObject({
      rescale_betas_zero_snr: true,
      timestep_spacing: 'trailing',
    });
    const unet = await readFile(join(bundledFolder, 'emoji-ldm/unet/model.onnx'));
    expect(model.parts.unet?.hash).toBe(sha256(unet));
  });
});

describe('a diffusers pipeline', () => {
  it('maps Stable Diffusion 1.5 inpainting', async () => {
    const { model, problems } = await scanChanged({});
    expect(problems).toEqual([]);
    expect(model).toMatchObject({ name: 'sd', family: 'stable-diffusion-1-mask-masked-latent' });
    expect(model?.parts.unet?.concatSlots).toEqual([
      { name: 'mask', channels: 1 },
      { name: 'masked_latent', channels: 4 },
    ]);
    expect(model?.parts.unet?.predictionType).toBe('epsilon');
    expect(model?.parts.autoencoder).toMatchObject({ scalingFactor: 0.18215, factor: 8 });
    // config.json says 1, but CLIP is padded with its end token.
    expect(model?.parts.textEncoder).toMatchObject({ maxTokens: 77, padToken: 49407 });
  });

  it('hashes external weights with the graph', async () => {
    const { model } = await scanChanged({});
    const other = await scanChanged({ 'unet/weights.pb': 'other weights' });
    expect(model?.parts.unet?.hash).toBe(sha256(sha256('unet graph') + sha256('unet weights')));
    expect(other.model?.parts.unet?.hash).not.toBe(model?.parts.unet?.hash);
    expect(other.model?.hash).not.toBe(model?.hash);
  });

  it('lists it without an encoder, and says so', async () => {
    const { model, problems } = await scanChanged({ 'vae_encoder/model.onnx': null });
    expect(model?.parts.autoencoder?.encoderFile).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'model-file-missing' }]);
    expect(problems[0]?.message).toContain('sd, vae_encoder');
  });
});

describe('problems', () => {
  it.each([
    ['model-file-empty', { 'unet/model.onnx': new Uint8Array() }, '0 bytes'],
    ['model-file-missing', { 'unet/model.onnx': null }, 'sd, unet'],
    ['unreadable-json', { 'unet/config.json': '{"in_channels": ' }, 'is not JSON'],
    ['unreadable-json', { 'unet/config.json': { in_channels: 'four' } }, 'in_channels'],
    ['file-missing', { 'unet/config.json': null }, 'config.json'],
    [
      'concat-channels-unknown',
      { 'unet/config.json': { in_channels: 6, out_channels: 3, cross_attention_dim: 8 } },
      '3 concat channels',
    ],
    [
      'config-incomplete',
      {
        'vae_decoder/config.json': {
          _class_name: 'VQModel',
          latent_channels: 3,
          block_out_channels: [128, 256, 512],
        },
      },
      'scaling_factor',
    ],
    ['tokenizer-missing', { 'tokenizer/merges.txt': null }, 'tokenizer'],
    [
      'config-incomplete',
      { 'text_encoder/config.json': { hidden_size: 8 }, 'tokenizer/tokenizer_config.json': {} },
      'length',
    ],
  ])('%s leaves the other parts usable', async (code, changes, words) => {
    const { model, problems } = await scanChanged(changes);
    expect(problems).toMatchObject([{ code }]);
    expect(problems[0]?.message).toContain(words);
    expect(problems[0]?.hint).toBeTruthy();
    expect(Object.values(model?.parts ?? {}).filter(Boolean)).toHaveLength(2);
  });

  it('needs a scheduler: its defaults are not what models were trained with', async () => {
    const { model, text } = await scanChanged({ 'scheduler/scheduler_config.json': null });
    expect(model).toBeUndefined();
    expect(text).toContain('scheduler');
  });

  it('says what kind of pipeline it cannot wire', async () => {
    const { model, problems } = await scanChanged({
      'model_index.json': { unet: ['a', 'b'], text_encoder_2: ['a', 'b'] },
    });
    expect(model).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'pipeline-not-supported' }]);
  });

  it('names a folder that is none, and one that is not there', async () => {
    const folder = await temporaryFolder();
    const { problems } = await scanLibrary({
      folders: [folder, join(folder, 'gone')],
      bundledFolder,
      cacheFile: join(folder, 'cache.json'),
    });
    expect(problems.map((problem) => problem.code)).toEqual(['no-pipeline', 'file-missing']);
  });

  it('lists a model that lies in two folders once', async () => {
    const folder = await temporaryFolder();
    await writeFiles(join(folder, 'a'), inpaintingPipeline);
    await writeFiles(join(folder, 'b'), inpaintingPipeline);
    const { models } = await scan(folder);
    expect(models.map((model) => model.name)).toEqual(['a']);
  });
});

describe('the hash cache', () => {
  it('does not hash again what has not changed', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'model.onnx');
    const cacheFile = join(folder, 'cache.json');
    await writeFile(file, 'weights');

    const first = await openHashCache(cacheFile);
    expect(await first.sha256(file)).toBe(sha256('weights'));
    await first.save();
    const second = await openHashCache(cacheFile);
    expect(await second.sha256(file)).toBe(sha256('weights'));
    expect([first.hashed, second.hashed]).toEqual([[file], []]);

    await appendFile(file, '!');
    const third = await openHashCache(cacheFile);
    expect(await third.sha256(file)).toBe(sha256('weights!'));
  });

  it('notices a change of the same size', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'model.onnx');
    const cacheFile = join(folder, 'cache.json');
    await writeFile(file, 'aaaa');
    const first = await openHashCache(cacheFile);
    await first.sha256(file);
    await first.save();
    await writeFile(file, 'bbbb');
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    expect(await (await openHashCache(cacheFile)).sha256(file)).toBe(sha256('bbbb'));
  });

  it.each(['not json', '{"version":1,"files":{"x":3}}', ''])(
    'is rewritten when it holds %j',
    async (damaged) => {
      const folder = await temporaryFolder();
      await writeFiles(join(folder, 'sd'), inpaintingPipeline);
      const cacheFile = join(folder, 'cache.json');
      await writeFile(cacheFile, damaged);
      const { models, problems } = await scan(folder, cacheFile);
      expect([models.length, problems]).toEqual([1, []]);
      expect(Object.keys(JSON.parse(await readFile(cacheFile, 'utf8')).files)).toHaveLength(5);
    },
  );

  it('says when it cannot be written, and lists the models all the same', async () => {
    const folder = await temporaryFolder();
    await writeFiles(join(folder, 'sd'), inpaintingPipeline);
    await writeFile(join(folder, 'a-file'), '');
    const { models, problems } = await scan(folder, join(folder, 'a-file', 'cache.json'));
    expect(models).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'hash-cache-not-written' }]);
  });
});
