import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main/cli';
import { temporaryFolder } from '../temporary-folder';
import { textToImage } from './graphs';

async function call(args: readonly string[], files: Readonly<Record<string, unknown>> = {}) {
  const cwd = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(cwd, name), text);
  }
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text), isTTY: false, columns: 80 },
    stdin: new Blob([JSON.stringify(files['-'] ?? '')]).stream(),
    cwd,
    env: { PATCHBAY_USER_DATA: join(cwd, 'data') },
    onInterrupt: () => () => {},
    exitNow: () => {},
  });
  return { code, stdout, stderr };
}

describe('usage', () => {
  it.each([
    [['--help'], 'patchbay run'],
    [[], 'patchbay validate'],
    [['run', '--help'], 'node.param=value'],
    [['help', 'validate'], '"problems"'],
    [['--version'], '0.'],
  ])('%j helps', async (args, words) => {
    const { code, stdout, stderr } = await call(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(words);
  });

  it.each([
    [['rnu'], 'Did you mean run?'],
    [['run'], 'graph file is missing'],
    [['run', 'a.json', 'b.json'], 'these are 2'],
    [['run', 'a.json', '--provider', 'gpu'], 'cpu, webgpu'],
    [['run', 'a.json', '--sett', 'x'], '--sett'],
    [['run', 'a.json', '--out'], '--out'],
    [['nodes', '--models', 'x'], '--models'],
  ])('%j is bad usage', async (args, words) => {
    const { code, stdout, stderr } = await call(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).toContain('--help');
  });
});

describe('patchbay nodes', () => {
  it('lists ports and parameters', async () => {
    const { stdout } = await call(['nodes']);
    expect(stdout).toContain('denoise: Denoise');
    expect(stdout).toContain('  conditioning* -> conditioning');
    const { stdout: json } = await call(['nodes', '--json']);
    const noise = JSON.parse(json).find((node: { type: string }) => node.type === 'noise');
    expect(noise.params.seed).toMatchObject({ kind: 'seed' });
  });
});

describe('patchbay validate', () => {
  it('passes a graph that can run', async () => {
    const { code, stdout } = await call(['validate', 'g.json'], { 'g.json': textToImage });
    expect(stdout).toContain('g.json: 0 errors');
    expect(code).toBe(0);
  });

  it('lists every problem with node, port, message and hint', async () => {
    const noise = { ...textToImage.nodes.noise, params: { width: -1 } };
    const edges = { ...textToImage.edges, e0: undefined };
    const broken = { ...textToImage, nodes: { ...textToImage.nodes, noise }, edges };
    const { code, stdout } = await call(['validate', 'g.json', '--json'], { 'g.json': broken });
    expect(code).toBe(1);
    const { ok, problems } = JSON.parse(stdout);
    expect(ok).toBe(false);
    const places = problems.map((p: { node: string }) => p.node);
    expect(places).toEqual(expect.arrayContaining(['noise', 'text']));
    for (const { message, code: name } of problems)
      expect([message, name].every(Boolean)).toBe(true);
  });

  it.each([
    ['gone.json', undefined, 'gone.json'],
    ['g.json', '{"nodes": ', 'line'],
    ['g.json', { ...textToImage, formatVersion: 99 }, '99'],
  ])('says what is wrong with the file itself (%s, %j)', async (name, content, words) => {
    const files = content === undefined ? {} : { [name]: content };
    const { code, stdout } = await call(['validate', name], files);
    expect(code).toBe(1);
    expect(stdout).toContain(words);
  });
});

describe('--set', () => {
  const set = (...sets: string[]) =>
    call(['run', 'g.json', ...sets.flatMap((text) => ['--set', text])], { 'g.json': textToImage });

  it.each([
    ['seed=7', 'node.param=value is expected'],
    ['noises.seed=7', 'Did you mean noise?'],
    ['zzz.seed=7', 'model, prompt, text'],
    ['noise.sed=7', 'Did you mean seed?'],
    ['noise.colour=7', 'Its parameters are: '],
    ['noise.seed=seven', 'takes a number'],
    ['noise.seed=', 'takes a number'],
    ['noise.seed=1.5', 'whole number'],
    ['schedule.steps=-3', '--set schedule.steps=-3'],
    ['schedule.sampler=dddim', 'Did you mean ddim?'],
    ['__proto__.seed=7', 'no node "__proto__"'],
  ])('%s is refused with the reason', async (text, words) => {
    const { code, stderr } = await set(text);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it('names all that is wrong at once', async () => {
    const { stderr } = await set('noise.seed=x', 'prompt.txt=a');
    expect(stderr.match(/--set/g)).toHaveLength(2);
  });
});
