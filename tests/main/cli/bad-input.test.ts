import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledFile, pipelineCopy } from '../../helpers/pipeline-copy';
import { temporaryFolder } from '../temporary-folder';
import { buildCli, runCli } from './build-cli';
import { textToImage } from './graphs';

/** What goes wrong, as a script sees it: exit code, standard error, lines of JSON, files. */
let built: Awaited<ReturnType<typeof buildCli>>;
beforeAll(async () => {
  built = await buildCli();
}, 60_000);
afterAll(() => rm(built.folder, { recursive: true, force: true }));

type Graph = Omit<typeof textToImage, 'nodes'> & { nodes: Record<string, unknown> };

async function prepare(doc: Graph = textToImage) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'heart.json'), JSON.stringify(doc));
  const env = { PATCHBAY_USER_DATA: join(folder, 'data') };
  return {
    folder,
    run: (args: readonly string[], options: Parameters<typeof runCli>[2] = {}) =>
      runCli(built.start, ['run', 'heart.json', '--provider', 'cpu', ...args], {
        cwd: folder,
        env,
        ...options,
      }),
    pictures: async () => (await readdir(folder)).filter((name) => /\.(png|tmp)$/.test(name)),
  };
}

/** Every line must be JSON by itself. */
const eventsOf = (stdout: string) => {
  expect(stdout.endsWith('\n')).toBe(true);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};

const withNode = (id: keyof typeof textToImage.nodes, params: Record<string, unknown>): Graph => ({
  ...textToImage,
  nodes: { ...textToImage.nodes, [id]: { ...textToImage.nodes[id], params } },
});

describe('a graph that cannot run: exit code 1, the node and what to do', {
  timeout: 60_000,
}, () => {
  it.each([
    ['steps 0', 'schedule', { steps: 0 }, /schedule: .*1 to 1000; this is 0/],
    ['steps as text', 'schedule', { steps: '25' }, /schedule: .*takes a number; this is "25"/],
    ['no multiple of f', 'noise', { width: 63, height: 64 }, /noise: .*63 px.*\n.*is 64 px/],
    ['no multiple of 16', 'noise', { width: 72, height: 64 }, /denoise, latent: .*\n.*80 × 64 px/],
    ['a long prompt', 'prompt', { text: 'x'.repeat(100_000) }, /prompt: .*20000 .*has 100000/],
    ['a missing model', 'model', { model: { name: 'mine' } }, /model: .*mine is not.*\n.*--models/],
  ] as const)('%s', async (_what, id, params, says) => {
    const { run, pictures } = await prepare(withNode(id, params));
    const { code, stdout, stderr } = await run(['--json']);
    expect([code, stderr.match(/^error/gm)]).toEqual([1, ['error']]);
    expect(stderr).toMatch(says);
    expect(eventsOf(stdout)).toMatchObject([
      { kind: 'refused', problems: [{ severity: 'error' }] },
    ]);
    expect(await pictures()).toEqual([]);
  });
});

describe('a file that is no graph this version reads: exit code 1, and where', {
  timeout: 60_000,
}, () => {
  const text = JSON.stringify(withNode('schedule', { steps: 4 }));
  it.each([
    ['nothing', '', /heart\.json: The file is empty/],
    ['no JSON', '{\n  "format": ,', /heart\.json: .*line 2, column 13/],
    ['NaN', text.replace('"steps":4', '"steps":NaN'), /not JSON: line 1, .*found "N"/],
    ['a number beyond all', text.replace('"steps":4', '"steps":1e999'), /schedule\.params\.steps/],
    [
      'a newer version',
      text.replace(/"formatVersion":\d+/, '"formatVersion":99'),
      /99.*\n.*Update/,
    ],
    [
      'an unknown node',
      text.replace('"type":"denoise"', '"type":"mystery"'),
      /denoise: .*"mystery"/,
    ],
  ])('%s', async (_what, content, says) => {
    const { folder, run } = await prepare();
    await writeFile(join(folder, 'heart.json'), content);
    const { code, stdout, stderr } = await run(['--json']);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect(eventsOf(stdout)).toMatchObject([{ kind: 'refused' }]);
    expect(await readFile(join(folder, 'heart.json'), 'utf8'), 'only read').toBe(content);
  });
});

describe('a pipeline folder with a bad U-Net', { timeout: 60_000 }, () => {
  it.each([
    ['missing', 1, null, /denoise, unet: .*model\.onnx is not there.*\n\s+Put it at .*unet/],
    ['empty', 1, '', /denoise, unet: .*0 bytes.*\n\s+A download was cut off/],
    ['cut', 3, 40_000_000, /denoise: unet\/model\.onnx \(40000000 bytes\).*damaged.*\n.*original/],
    ['picture', 3, 'samples-text.png', /denoise: unet\/model\.onnx is no ONNX.*a PNG image/],
    ['other', 3, 'class_embedder/model.onnx', /denoise: .*no sample input.*class_labels int64/],
  ] as const)('%s', async (name, exit, unet, says) => {
    const { folder, run, pictures } = await prepare(withNode('model', { model: { name } }));
    const content =
      typeof unet === 'number'
        ? (await bundledFile('unet/model.onnx')).subarray(0, unet)
        : unet && (await bundledFile(unet));
    await pipelineCopy(folder, name, { 'unet/model.onnx': content });
    const { code, stdout, stderr } = await run(['--json', '--models', name]);
    expect(code).toBe(exit);
    expect(stderr).toMatch(says);
    const last = eventsOf(stdout).at(-1);
    if (exit === 1) expect(last).toMatchObject({ kind: 'refused' });
    else {
      expect(last).toMatchObject({ kind: 'runFinished', status: 'failed' });
      expect(last.error.node).toBe('denoise');
    }
    expect(await pictures()).toEqual([]);
  });

  it('another hash than the graph names is said, and used', async () => {
    const model = { name: 'emoji-ldm', hash: '0'.repeat(64) };
    const { run } = await prepare(withNode('model', { model }));
    const { code, stderr } = await run(['--set', 'schedule.steps=1']);
    expect(stderr).toMatch(/warning {2}model: .*made with another emoji-ldm/);
    expect(code).toBe(0);
  });
});

describe('an interrupted run', { timeout: 60_000 }, () => {
  const long = ['--set', 'schedule.steps=900', '--json'];

  it('ends its lines of JSON with what happened, and leaves no piece of a picture', async () => {
    const { run, pictures } = await prepare();
    const { code, stdout, stderr } = await run(long, {
      watch: (child, text) => {
        if (text.includes('unet/model.onnx runs on') && !child.killed) child.kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(stderr).toContain('Ctrl+C again ends at once');
    const events = eventsOf(stdout);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)).toMatchObject({ kind: 'runFinished', status: 'cancelled' });
    expect(await pictures()).toEqual([]);
  });

  it('is ended politely from outside as well (SIGTERM)', async () => {
    const { run, pictures } = await prepare();
    const { code } = await run(long, {
      watch: (child, text) => {
        if (text.includes('unet/model.onnx runs on') && !child.killed) child.kill('SIGTERM');
      },
    });
    expect(code).toBe(130);
    expect(await pictures()).toEqual([]);
  });
});

describe('Seed nodes', { timeout: 60_000 }, () => {
  const withSeed = (mode: string): Graph => ({
    ...withNode('schedule', { steps: 1 }),
    nodes: {
      ...textToImage.nodes,
      schedule: { ...textToImage.nodes.schedule, params: { steps: 1 } },
      seed: { ...textToImage.nodes.prompt, type: 'seed', params: { value: 41, mode } },
    },
    edges: {
      ...textToImage.edges,
      seed: { from: { node: 'seed', port: 'seed' }, to: { node: 'noise', port: 'seed' } },
    },
  });
  const seeds = async (mode: string) => {
    const { folder, run } = await prepare(withSeed(mode));
    const told: unknown[] = [];
    const before = await readFile(join(folder, 'heart.json'), 'utf8');
    for (let count = 0; count < 2; count++) {
      const { stdout } = await run(['--json']);
      told.push(eventsOf(stdout).find(({ kind }) => kind === 'result').seed);
    }
    expect(await readFile(join(folder, 'heart.json'), 'utf8'), 'the file is only read').toBe(
      before,
    );
    return told;
  };

  it('random: another seed for each run, told with the result', async () => {
    const told = await seeds('random');
    expect(new Set([41, ...told]).size).toBe(3);
  });

  it('increment: the file is only read, so each run starts from its value', async () => {
    expect(await seeds('increment')).toEqual([41, 41]);
  });
});
