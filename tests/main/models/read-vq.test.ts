import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanLibrary } from '../../../src/main/models/scan-library';
import { temporaryFolder } from '../temporary-folder';

const models = join(import.meta.dirname, '../../models');

/** A copy of a VQ pipeline, changed by the test. */
async function copyOf(name: string): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  await cp(join(models, name), folder, { recursive: true });
  return folder;
}

async function read(folder: string) {
  const cacheFile = join(await temporaryFolder(), 'hashes.json');
  const scan = await scanLibrary({ folders: [], bundledFolder: folder, cacheFile });
  return { part: scan.models[0]?.parts.autoencoder, ...scan };
}

async function changeConfig(folder: string, change: Record<string, unknown>) {
  const file = join(folder, 'vae_decoder/config.json');
  const config: unknown = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...Object(config), ...change }));
}

describe('an autoencoder alone', () => {
  it('is a pipeline without problems: it needs no scheduler', async () => {
    const folder = await copyOf('tiny-vq');
    const { part, problems } = await read(folder);
    expect(problems).toEqual([]);
    expect(part).toMatchObject({
      regularization: 'vq',
      latentChannels: 2,
      codebook: 8,
      factor: 4,
      scalingFactor: 1,
      quantizerFile: join(folder, 'quantizer/model.onnx'),
      encoderFile: join(folder, 'vae_encoder/model.onnx'),
    });
  });

  it('as diffusers exports a VQModel has no quantizer of its own', async () => {
    const { part, problems } = await read(await copyOf('tiny-vq-baked'));
    expect(problems).toEqual([]);
    expect(part).toMatchObject({ regularization: 'vq', codebook: 8 });
    expect(part?.quantizerFile).toBeUndefined();
  });
});

it('a codebook of other width than the encoder’s layers gives the latent its channels', async () => {
  const folder = await copyOf('tiny-vq-baked');
  await changeConfig(folder, { latent_channels: 16 });
  expect((await read(folder)).part?.latentChannels).toBe(2);
});

it('a quantizer that is named and missing is told; the rest can be used', async () => {
  const folder = await copyOf('tiny-vq');
  await rm(join(folder, 'quantizer'), { recursive: true });
  const { part, problems } = await read(folder);
  expect(problems).toMatchObject([{ code: 'model-file-missing' }]);
  expect(problems[0]?.message).toContain('tiny-vq, quantizer');
  expect(part?.quantizerFile).toBeUndefined();
  expect(part?.encoderFile).toBeDefined();
});

it('another codebook is another model', async () => {
  const folder = await copyOf('tiny-vq');
  const before = (await read(folder)).part?.hash;
  const quantizer = join(folder, 'quantizer/model.onnx');
  await writeFile(quantizer, Buffer.concat([await readFile(quantizer), Buffer.from([0])]));
  expect((await read(folder)).part?.hash).not.toBe(before);
});
