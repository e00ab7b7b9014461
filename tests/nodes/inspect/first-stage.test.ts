import type { TableContent } from '@core/node-context';
import type { PortType } from '@core/ports/port-type';
import type { Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';
import { autoencoderOf, tinyVqModels } from '../helpers/tiny-vq';

let runner: NodeRunner;
let autoencoder: Value | undefined;
let image: Value | undefined;
let encoded: Record<string, Value>;

beforeAll(async () => {
  runner = await openRunner();
  ({ autoencoder } = await runner.run('load-pipeline', {}));
  ({ image } = await runner.run('load-image', {}, { file: 'bundled:taxi.png' }));
  encoded = await runner.run('encode', { image, autoencoder });
}, 60_000);
afterAll(() => runner.close());
beforeEach(() => {
  runner.previews.length = 0;
});

const grey = (value: number, dims: readonly number[]): Value => ({
  kind: 'image',
  tensor: {
    type: 'float32',
    dims,
    data: new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(value),
  },
});

function table(): Record<string, string> {
  const shown = runner.previews.at(-1);
  if (shown?.kind !== 'table') throw new Error(`a table was expected, not ${shown?.kind}`);
  return rowsOf(shown);
}
const rowsOf = ({ rows }: TableContent) =>
  Object.fromEntries(rows.map(({ label, value }) => [label, value]));

const problemsOf = (type: string, inputs: Record<string, readonly PortType[]>) =>
  catalog.get(type)?.infer({ inputs: inputs as never, params: {} as never, models: [] }).problems;

describe('Metrics', () => {
  it('measures the difference of two greys', async () => {
    const outputs = await runner.run('metrics', {
      image: grey(0.6, [1, 3, 16, 16]),
      reference: grey(0.5, [1, 3, 16, 16]),
    });
    expect(portValue(outputs, 'psnr', 'number').value).toBeCloseTo(20, 4);
    expect(portValue(outputs, 'rmse', 'number').value).toBeCloseTo(25.5, 4);
    expect(table()).toMatchObject({ PSNR: '20.00 dB', RMSE: '25.50 of 255' });
  });

  it('repeats one picture beside a batch, and refuses other batches and sizes', async () => {
    const reference = grey(0.5, [1, 3, 16, 16]);
    await runner.run('metrics', { image: grey(0.6, [3, 3, 16, 16]), reference });
    expect(table()).toMatchObject({ PSNR: '20.00 dB' });
    const run = (dims: readonly number[], other: readonly number[]) =>
      runner.run('metrics', { image: grey(0, dims), reference: grey(0, other) });
    await expect(run([2, 3, 16, 16], [3, 3, 16, 16])).rejects.toThrow(/2 pictures.*has 3/);
    await expect(run([1, 3, 16, 20], [1, 3, 16, 16])).rejects.toThrow(/20 × 16 px.*16 × 16 px/);
  });

  it('tells what does not fit before running', () => {
    const sized = (width: number, batch = 1): PortType => ({
      kind: 'image',
      width,
      height: 8,
      batch,
    });
    expect(problemsOf('metrics', { image: [sized(8)], reference: [sized(8)] })).toEqual([]);
    expect(problemsOf('metrics', { image: [sized(8)], reference: [sized(12)] })).toMatchObject([
      { code: 'image-size-mismatch', port: 'reference' },
    ]);
    expect(problemsOf('metrics', { image: [sized(8, 2)], reference: [sized(8, 3)] })).toMatchObject(
      [{ code: 'batch-mismatch' }],
    );
  });

  it('calls equal pictures equal', async () => {
    const same = grey(0.5, [1, 3, 16, 16]);
    await runner.run('metrics', { image: same, reference: same });
    expect(table().PSNR).toBe('infinite: equal pictures');
  });
});

describe('Compression report', () => {
  it('of a KL autoencoder counts sizes, values and the bits of the posterior', async () => {
    const { latent, moments } = encoded;
    const outputs = await runner.run('compression-report', { image, latent, autoencoder, moments });
    expect(table()).toMatchObject({
      Image: '64 × 64 × 3',
      Latent: '16 × 16 × 4',
      Factor: '4',
      Values: '12,288 to 1,024',
      'Image, 8 bit': '98,304 bits',
      'Latent, float32': '32,768 bits',
    });
    const bits = portValue(outputs, 'bits', 'number').value;
    // Far less than float32 holds, far more than nothing.
    expect(bits).toBeGreaterThan(1000);
    expect(bits).toBeLessThan(32768);
    expect(portValue(outputs, 'ratio', 'number').value).toBeCloseTo(98304 / bits, 6);
  });

  it('without moments counts the latent as it is held', async () => {
    const { latent } = encoded;
    const outputs = await runner.run('compression-report', { image, latent, autoencoder });
    expect(portValue(outputs, 'bits', 'number').value).toBe(32768);
    expect(table().Ratio).toBe('3.0 : 1');
  });

  it('of a VQ autoencoder counts the code indices, and their entropy', async () => {
    const vq = autoencoderOf((await tinyVqModels())['tiny-vq']);
    const { latent } = await runner.run('encode', { image, autoencoder: vq });
    const { codes } = await runner.run('quantize', { latent, autoencoder: vq });
    const inputs = { image, latent, autoencoder: vq };
    const outputs = await runner.run('compression-report', { ...inputs, codes });
    expect(portValue(outputs, 'bits', 'number').value).toBe(256 * 3);
    expect(table()).toMatchObject({ 'A cell': '3.00 bits', Ratio: '128.0 : 1' });
    expect(Object.keys(table())).toContain('Their entropy');
  });

  it('tells the loss of a reconstruction, and refuses one of another size', async () => {
    const { latent } = encoded;
    const inputs = { image, latent, autoencoder };
    await runner.run('compression-report', { ...inputs, reconstruction: image });
    expect(table()).toMatchObject({ PSNR: 'infinite: equal', RMSE: '0.00 of 255' });
    const other = runner.run('compression-report', {
      ...inputs,
      reconstruction: grey(0, [1, 3, 32, 32]),
    });
    await expect(other).rejects.toThrow(/64 × 64 px, the reconstruction 32 × 32 px/);
  });

  it('refuses what the autoencoder cannot have given', async () => {
    const tiny = autoencoderOf((await tinyVqModels())['tiny-vq']);
    const wires = (part: typeof tiny.part | undefined) => ({
      image: [],
      latent: [],
      autoencoder: [{ kind: 'model', role: 'autoencoder', part } as const],
      moments: [{ kind: 'moments' } as const],
      codes: [{ kind: 'codes' } as const],
    });
    expect(problemsOf('compression-report', wires(tiny.part))).toMatchObject([
      { code: 'no-posterior', port: 'moments' },
    ]);
    const { autoencoder: kl } = runner.model.parts;
    expect(problemsOf('compression-report', wires(kl))).toMatchObject([
      { code: 'no-codebook', port: 'codes' },
    ]);
  });

  it('refuses the latent of another picture', async () => {
    const { latent } = encoded;
    const run = runner.run('compression-report', {
      image: grey(0, [1, 3, 32, 64]),
      latent,
      autoencoder,
    });
    await expect(run).rejects.toThrow(/16 × 8 latent cells, this latent 16 × 16/);
  });
});

describe('Latent inspector', () => {
  it('shows a map a channel, a histogram and the spread', async () => {
    await runner.run('latent-inspector', { latent: encoded.latent });
    const shown = runner.previews.at(-1);
    if (shown?.kind !== 'stack') throw new Error(`a stack was expected, not ${shown?.kind}`);
    const [frames, plot, numbers] = shown.parts;
    if (frames?.kind !== 'frames' || plot?.kind !== 'plot' || numbers?.kind !== 'table') {
      throw new Error('frames, a plot and a table were expected');
    }
    expect(frames.frames).toHaveLength(1);
    expect(frames.frames[0]?.panels.map(({ label, width }) => [label, width])).toEqual([
      ['Channel 1', 128],
      ['Channel 2', 128],
      ['Channel 3', 128],
      ['Channel 4', 128],
    ]);
    expect(plot.series.map(({ label }) => label)).toContain('Unit Gaussian');
    expect(Object.keys(rowsOf(numbers))).toEqual([
      'Channel 1',
      'Channel 2',
      'Channel 3',
      'Channel 4',
      'All',
    ]);
  });

  it('has a frame for each picture of a batch', async () => {
    const { latent } = await runner.run('noise', { autoencoder }, { batch: 3 });
    await runner.run('latent-inspector', { latent }, { range: 'fixed' });
    const shown = runner.previews.at(-1);
    const frames = shown?.kind === 'stack' ? shown.parts[0] : undefined;
    expect(frames?.kind === 'frames' && frames.frames.map(({ label }) => label)).toEqual([
      'Picture 1',
      'Picture 2',
      'Picture 3',
    ]);
  });
});
