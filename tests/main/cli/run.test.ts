import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder';
import { buildCli, runCli } from './build-cli';
import { textToImage } from './graphs';

let built: Awaited<ReturnType<typeof buildCli>>;
beforeAll(async () => {
  built = await buildCli();
}, 60_000);
afterAll(() => rm(built.folder, { recursive: true, force: true }));

const run = (args: readonly string[], options: Parameters<typeof runCli>[2]) =>
  runCli(built.start, ['run', ...args], options);

async function graphFile(doc: unknown = textToImage) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'heart.json'), JSON.stringify(doc));
  // The user's own cache folder is none of a test's business.
  return { folder, options: { cwd: folder, env: { PATCHBAY_USER_DATA: join(folder, 'data') } } };
}

describe('patchbay run', { timeout: 60_000 }, () => {
  it('writes a picture, the same for the same seed, another for another', async () => {
    const { folder, options } = await graphFile();
    const first = await run(['heart.json', '--out', 'out'], options);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toContain(join('out', 'heart-show.png'));
    await run(['heart.json', '--out', 'again'], options);
    await run(['heart.json', '--out', 'other', '--set', 'noise.seed=8'], options);
    const bytes = (out: string) => readFile(join(folder, out, 'heart-show.png'));
    const picture = await bytes('out');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect((await bytes('again')).equals(picture)).toBe(true);
    expect((await bytes('other')).equals(picture)).toBe(false);
  });

  it('reads standard input and tells events as JSON lines, pictures by path and size', async () => {
    const { folder, options } = await graphFile();
    const { code, stdout } = await run(['-', '--json'], {
      ...options,
      stdin: JSON.stringify(textToImage),
    });
    expect(code).toBe(0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map((event) => event.kind)).toContain('planned');
    expect(events.at(-1)).toMatchObject({ kind: 'runFinished', status: 'completed' });
    const path = join(folder, 'stdin-show.png');
    expect(events.find((event) => event.kind === 'result').content).toEqual({
      kind: 'image',
      width: 64,
      height: 64,
      path,
    });
    expect(existsSync(path)).toBe(true);
  });

  it('writes its picture although nobody reads its events any more', async () => {
    const { folder, options } = await graphFile();
    const { code, stderr } = await run(['heart.json', '--json'], {
      ...options,
      watch: (child) => child.stdout?.destroy(),
    });
    expect(stderr).not.toContain('EPIPE');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'heart-show.png'))).toBe(true);
  });

  it('is interrupted by Ctrl+C: cancels, and writes nothing', async () => {
    const { folder, options } = await graphFile();
    const { code, stderr } = await run(['heart.json', '--set', 'schedule.steps=900'], {
      ...options,
      watch: (child, text) => {
        if (text.includes(' runs on ') && !child.killed) child.kill('SIGINT');
      },
    });
    expect(stderr).toContain('cancel');
    expect(code).toBe(130);
    expect((await readdir(folder)).filter((name) => name.endsWith('.png'))).toEqual([]);
  });

  it('fails with 3 when a node fails, naming it', async () => {
    const nodes = {
      image: { ...textToImage.nodes.prompt, type: 'load-image', params: { file: 'gone.png' } },
      show: textToImage.nodes.show,
    };
    const edges = {
      e: { from: { node: 'image', port: 'image' }, to: { node: 'show', port: 'image' } },
    };
    const { options } = await graphFile({ ...textToImage, nodes, edges });
    const { code, stderr } = await run(['heart.json'], options);
    expect(code).toBe(3);
    expect(stderr).toContain('gone.png');
    expect(stderr).toMatch(/error\s+image/);
  });

  it('fails with 1 and lists what keeps the graph from running', async () => {
    const { noise: _, ...nodes } = textToImage.nodes;
    const edges = Object.fromEntries(
      Object.entries(textToImage.edges).filter(
        ([, { from, to }]) => from.node !== 'noise' && to.node !== 'noise',
      ),
    );
    const { options } = await graphFile({ ...textToImage, nodes, edges });
    const { code, stderr, stdout } = await run(['heart.json', '--json'], options);
    expect(code).toBe(1);
    expect(stderr).toMatch(/error\s+denoise, latent: /);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'refused', problems: [{ node: 'denoise' }] });
  });

  it('says when the pictures cannot be written', async () => {
    const { folder, options } = await graphFile();
    await writeFile(join(folder, 'file'), '');
    const ended = await run(['heart.json', '--out', 'file'], options);
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('Saving') });
  });
});
