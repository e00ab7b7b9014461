import { createRequire } from 'node:module';
import { it } from 'vitest';
import { openRunner, valueOf } from './helpers/real-model';
import type { Value } from '@core/values';
const sharp = createRequire(import.meta.url)('sharp');
it('experiment', async () => {
  const r = await openRunner();
  const p = await r.run('load-pipeline', {});
  const rows: Buffer[] = []; 
  const schedule = (await r.run('schedule', { defaults: p.schedule }, { steps: 25 })).schedule!;
  const empty = (await r.run('text-encoder', { text: { kind: 'text', text: '' }, textEncoder: p.textEncoder })).conditioning!;
  const nul = (await r.run('null-conditioning', { textEncoder: p.textEncoder, classEmbedder: p.classEmbedder })).conditioning!;
  const text = async (t: string) => [(await r.run('text-encoder', { text: { kind: 'text', text: t }, textEncoder: p.textEncoder })).conditioning!];
  const cls = async (style: string, category: string) => [(await r.run('class-label', { classEmbedder: p.classEmbedder }, { style, category })).conditioning!];
  const mode = process.env.EXP;
  const sets: [string, Value[]][] = [];
  if (mode === 'class') {
    for (const [s, c] of [['noto','smileys'],['fluent-3d','travel'],['none','animals'],['none','smileys'],['twemoji','objects'],['none','food']] as const) {
      const k = await cls(s, c);
      sets.push([`${s} ${c}`, k]); sets.push([`+empty`, [empty, ...k]]);
    }
  } else {
    for (const t of ['red heart','smiling face','yellow heart', 'red car', 'blue book', 'smiling face with sunglasses', 'taxi', 'smiling face with hearts']) sets.push([t, await text(t)]);
  }
  const scale = Number(process.env.SCALE ?? 4);
  for (const [name, c] of sets) {
    const noise = (await r.run('noise', { autoencoder: p.autoencoder }, { seed: Number(process.env.SEED ?? 0), batch: 12 })).latent!;
    const t0 = performance.now();
    const lat = (await r.run('denoise', { unet: p.unet, latent: noise, schedule, conditioning: c, nullConditioning: nul }, { guidanceScale: scale, rescale: Number(process.env.RESCALE ?? 0) })).latent!;
    const img = valueOf(await r.run('decode', { latent: lat, autoencoder: p.autoencoder }), 'image', 'image');
    console.log(name, Math.round(performance.now() - t0), r.runs());
    const row = Buffer.alloc(64 * 64 * 12 * 3);
    for (let b = 0; b < 12; b++) for (let ch = 0; ch < 3; ch++) for (let y = 0; y < 64; y++) for (let x = 0; x < 64; x++)
      row[(y * 64 * 12 + b * 64 + x) * 3 + ch] = Math.round(255 * img.tensor.data[((b * 3 + ch) * 64 + y) * 64 + x]!);
    rows.push(row);
  }
  await sharp(Buffer.concat(rows), { raw: { width: 64 * 12, height: 64 * rows.length, channels: 3 } }).resize({ width: 64 * 12 * 2, kernel: 'nearest' }).png().toFile(process.env.PNG ?? '/tmp/h3/exp.png');
  await r.close();
}, 600000);
