import { createRequire } from 'node:module';
import { it } from 'vitest';
import { openRunner, valueOf } from './helpers/real-model';
import { stackBatch } from '@core/diffusion/tensor';
import type { Value } from '@core/values';
const sharp = createRequire(import.meta.url)('sharp');
const N = 16;
it('experiment', async () => {
  const r = await openRunner();
  const p = await r.run('load-pipeline', {});
  const rows: Buffer[] = [];
  const schedule = (await r.run('schedule', { defaults: p.schedule }, { steps: 25 })).schedule!;
  const nul = (await r.run('null-conditioning', { textEncoder: p.textEncoder, classEmbedder: p.classEmbedder })).conditioning!;
  const text = async (t: string) => [(await r.run('text-encoder', { text: { kind: 'text', text: t }, textEncoder: p.textEncoder })).conditioning!];
  const cls = async (style: string, category: string) => [(await r.run('class-label', { classEmbedder: p.classEmbedder }, { style, category })).conditioning!];
  const sets: [string, Value[]][] = [];
  for (const t of ['red heart', 'smiling face', 'grinning face']) sets.push([t, await text(t)]);
  sets.push(['noto smileys', await cls('noto', 'smileys')]);
  for (const [name, c] of sets) {
    const all = [];
    for (let s = 0; s < N; s++) all.push(valueOf(await r.run('noise', { autoencoder: p.autoencoder }, { seed: s }), 'latent', 'latent'));
    const noise = { ...all[0]!, tensor: stackBatch(all.map((v) => v.tensor)) };
    const lat = (await r.run('denoise', { unet: p.unet, latent: noise, schedule, conditioning: c, nullConditioning: nul }, { guidanceScale: 4 })).latent!;
    const img = valueOf(await r.run('decode', { latent: lat, autoencoder: p.autoencoder }), 'image', 'image');
    console.log(name);
    const row = Buffer.alloc(64 * 64 * N * 3);
    for (let b = 0; b < N; b++) for (let ch = 0; ch < 3; ch++) for (let y = 0; y < 64; y++) for (let x = 0; x < 64; x++)
      row[(y * 64 * N + b * 64 + x) * 3 + ch] = Math.round(255 * img.tensor.data[((b * 3 + ch) * 64 + y) * 64 + x]!);
    rows.push(row);
  }
  await sharp(Buffer.concat(rows), { raw: { width: 64 * N, height: 64 * rows.length, channels: 3 } }).png().toFile('/tmp/h3/seeds.png');
  await r.close();
}, 600000);
