import type { PreviewContent } from '@core/node-context';
import type { PortType } from '@core/ports/port-type';
import type { TokensValue, Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
let parts: Record<string, Value>;
let trajectory: Extract<Value, { kind: 'trajectory' }>;
let tokens: TokensValue;
let image: Value;

beforeAll(async () => {
  runner = await openRunner();
  parts = await runner.run('load-pipeline', {});
  const { textEncoder, classEmbedder, autoencoder } = parts;
  const { text } = await runner.run('text-prompt', {}, { text: 'red heart' });
  tokens = portValue(await runner.run('tokenize', { text, textEncoder }), 'tokens', 'tokens');
  const words = await runner.run('text-encoder', { text, textEncoder });
  const labels = await runner.run(
    'class-label',
    { classEmbedder },
    { style: 'noto', category: 'none' },
  );
  const { latent } = await runner.run('noise', { autoencoder }, { seed: 5, batch: 2 });
  const { schedule } = await runner.run('schedule', { defaults: parts.schedule }, { steps: 3 });
  const conditioning = [words, labels].flatMap((given) => given.conditioning ?? []);
  const denoised = await runner.run('denoise', {
    unet: parts.unet,
    latent,
    schedule,
    conditioning,
  });
  trajectory = portValue(denoised, 'trajectory', 'trajectory');
  const loaded = await runner.run('load-image', {}, { file: 'bundled:red-heart.png' });
  image = portValue(loaded, 'image', 'image');
}, 60_000);
afterAll(() => runner.close());

async function shown<K extends PreviewContent['kind']>(
  kind: K,
  ...args: Parameters<NodeRunner['run']>
): Promise<Extract<PreviewContent, { kind: K }>[]> {
  const before = runner.previews.length;
  await runner.run(...args);
  return runner.previews.slice(before).map((content) => {
    if (content.kind !== kind) throw new Error(`it showed a ${content.kind}`);
    return content as Extract<PreviewContent, { kind: K }>;
  });
}

const infer = (type: string, inputs: Record<string, readonly PortType[]>) =>
  catalog.get(type)?.infer({ inputs, params: {}, models: [] });

describe('Cross-attention map', { timeout: 60_000 }, () => {
  const map = async (params: Record<string, unknown> = {}, wired?: Value) => {
    const [content] = await shown('frames', 'attention-map', { trajectory, tokens: wired }, params);
    return content?.frames ?? [];
  };

  it('names words and labels, and leaves out what only fills up', async () => {
    const frames = await map({ steps: 2 });
    expect(frames.map(({ label }) => label)).toEqual([
      'Mean of 3 steps',
      'Step 1, t 999',
      expect.stringMatching(/^Step 3, t \d+$/),
    ]);
    for (const { panels } of frames) {
      expect(panels.map(({ label }) => label.replace(/ · .*/, ''))).toEqual([
        'red',
        'heart',
        'noto',
      ]);
      expect(panels[0]).toMatchObject({ width: 128, height: 128 });
    }
  });

  it('has all of the attention when padding is shown', async () => {
    const [mean] = await map({ steps: 1, padding: true });
    const shares = mean?.panels.map(({ label }) => Number(/(\d+) %/.exec(label)?.[1]));
    expect(shares).toHaveLength(17);
    // Each is rounded to whole percents.
    expect(shares?.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(91);
    expect(shares?.reduce((sum, share) => sum + share, 0)).toBeLessThan(109);
  });

  it('takes the names that are wired in', async () => {
    const renamed = tokens.tokens.map((token) => ({ ...token, text: token.text.toUpperCase() }));
    const [mean] = await map({ steps: 1 }, { ...tokens, tokens: renamed });
    expect(mean?.panels[0]?.label).toMatch(/^RED/);
  });

  it('says what is missing', async () => {
    const bare = {
      ...trajectory,
      steps: trajectory.steps.map(({ attention: _, ...step }) => step),
    };
    await expect(runner.run('attention-map', { trajectory: bare })).rejects.toThrow(
      /does not tell/,
    );
    const none = { ...trajectory, steps: [] };
    await expect(runner.run('attention-map', { trajectory: none })).rejects.toThrow(/ran no step/);
    const inferred = infer('attention-map', {
      trajectory: [{ kind: 'trajectory', attention: false }],
      tokens: [],
    });
    expect(inferred?.problems).toMatchObject([{ code: 'attention-not-wired' }]);
  });
});

describe('Denoising filmstrip', { timeout: 60_000 }, () => {
  it('shows each picture of a batch, the first step and the last among them', async () => {
    const [content] = await shown('frames', 'filmstrip', { trajectory }, { panels: 2 });
    expect(content?.frames.map(({ label }) => label)).toEqual(['Picture 1', 'Picture 2']);
    const [first, second] = content?.frames ?? [];
    expect(first?.panels.map(({ label }) => label.slice(0, 6))).toEqual(['Step 1', 'Step 3']);
    expect(first?.panels[1]?.png).not.toEqual(second?.panels[1]?.png);
  });

  it('needs an autoencoder that somebody names', async () => {
    const steps = trajectory.steps.map((step) => ({
      ...step,
      predictedClean: step.predictedClean && { ...step.predictedClean, autoencoder: undefined },
    }));
    const nameless = { ...trajectory, steps };
    await expect(runner.run('filmstrip', { trajectory: nameless })).rejects.toThrow(/autoencoder/);
    const { autoencoder } = parts;
    await shown('frames', 'filmstrip', { trajectory: nameless, autoencoder });
  });
});

describe('Compare', () => {
  it('shows two pictures of one size under their names', async () => {
    const [content] = await shown(
      'compare',
      'compare',
      { before: image, after: image },
      { beforeLabel: 'Given' },
    );
    expect(content).toMatchObject({
      before: { label: 'Given', width: 64, height: 64 },
      after: { label: 'After' },
    });
  });

  it('refuses other sizes and batches with both, before running too', async () => {
    const tensor = {
      type: 'float32',
      dims: [2, 3, 64, 64],
      data: new Float32Array(24576),
    } as const;
    const two: Value = { kind: 'image', tensor };
    await expect(runner.run('compare', { before: image, after: two })).rejects.toThrow(
      /left come 1 pictures, on the right 2/,
    );
    const inferred = infer('compare', {
      before: [{ kind: 'image', width: 64, height: 64 }],
      after: [{ kind: 'image', width: 96, height: 64 }],
    });
    expect(inferred?.problems?.[0]?.message).toMatch(/64 × 64 px, the right one 96 × 64 px/);
    const unknown = infer('compare', { before: [{ kind: 'image' }], after: [{ kind: 'image' }] });
    expect(unknown?.problems ?? []).toEqual([]);
  });
});
