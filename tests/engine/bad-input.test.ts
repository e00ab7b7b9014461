import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Json } from '@core/graph/document';
import { graphKeyword } from '@core/images/graph-keyword';
import { readPngText } from '@core/images/png-text';
import { afterAll, expect, test } from 'vitest';
import { graph, textToImage, withParams } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose, outputFolder } = testEngine();
afterAll(dispose);

const load = (file: string) =>
  graph({ load: ['load-image', { file }], show: ['preview-image'] }, ['load.image>show.image']);

const save = (params: Record<string, Json> = {}) =>
  graph({ load: ['load-image', { file: 'bundled:red-heart.png' }], save: ['save-image', params] }, [
    'load.image>save.image',
  ]);

test('a PNG that is none is told for what it is', async () => {
  const file = join(outputFolder, 'fake.png');
  for (const [bytes, message] of [
    ['just words', 'plain text'],
    ['', 'empty'],
    ['%PDF-1.7', 'a PDF document'],
    [Buffer.from([0, 1, 2, 3]), 'no kind that is known'],
    [readFileSync(join('assets/images/red-heart.png')).subarray(0, 200), 'damaged or broken off'],
  ] as const) {
    writeFileSync(file, bytes);
    const { end } = await run(load(file));
    expect(end).toMatchObject({ status: 'failed', error: { node: 'load' } });
    expect(end.error?.message).toContain('fake.png');
    expect(end.error?.message).toContain(message);
    expect(end.error?.hint).toBeTruthy();
  }
});

test('missing images, folders and relative paths without a graph file', async () => {
  const codeOf = async (file: string, baseFolder?: string) =>
    (await run(load(file), { baseFolder })).end.error?.code;
  expect(await codeOf('/nowhere/a.png')).toBe('image-missing');
  expect(await codeOf(outputFolder)).toBe('image-not-a-file');
  expect(await codeOf('beside.png')).toBe('no-base-folder');
  expect(await codeOf('bundled:../../package.json')).toBe('bundled-image-name');
  writeFileSync(join(outputFolder, 'beside.png'), readFileSync('assets/images/taxi.png'));
  expect(await codeOf('beside.png', outputFolder)).toBeUndefined();
});

test('an image changed under the same name is read again', async () => {
  const file = join(outputFolder, 'changing.png');
  writeFileSync(file, readFileSync('assets/images/taxi.png'));
  await run(load(file));
  writeFileSync(file, readFileSync('assets/images/red-heart.png'));
  const { ran, reasons } = await run(load(file));
  expect([...ran].sort()).toEqual(['load', 'show']);
  expect(reasons.load).toBe('its file or model changed');
});

test('every problem of a graph is told at its node, nothing runs', async () => {
  const doc = withParams(withParams(textToImage(), 'schedule', { steps: 0 }), 'noise', {
    width: 63,
  });
  const { end, events } = await run(doc);
  expect(end).toMatchObject({ status: 'failed', error: { code: 'graph-has-problems' } });
  const failed = eventsOf(events, 'nodeFailed').map(({ node }) => node);
  expect(failed).toContain('schedule');
  expect(failed).toContain('noise');
  expect(eventsOf(events, 'nodeStarted')).toEqual([]);
});

test('an empty prompt and the longest one run; a longer one is told at its node', async () => {
  const { end } = await run(textToImage({ prompt: '', steps: 1 }));
  expect(end.status).toBe('completed');
  const words = 'red heart '.repeat(10_000);
  const longest = await run(textToImage({ prompt: words.slice(0, 20_000), steps: 1 }));
  expect(longest.end.status).toBe('completed');
  const tooLong = await run(textToImage({ prompt: words, steps: 1 }));
  expect(tooLong.end).toMatchObject({ status: 'failed', error: { node: 'prompt' } });
});

test('saved files are numbered, never overwritten, and carry the graph without the view', async () => {
  const doc = { ...save({ name: 'sub/heart' }), view: { x: 1, y: 2, zoom: 3 } };
  const paths: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { events, ran } = await run(doc);
    // Writing is never served from the cache.
    expect(ran).toContain('save');
    paths.push(...eventsOf(events, 'saved').map(({ path }) => path));
  }
  expect(paths.map((path) => basename(path))).toEqual([
    'heart.png',
    'heart-001.png',
    'heart-002.png',
  ]);
  const [first, second] = paths.map((path) => readFileSync(path));
  expect(second).toEqual(first);
  const text = readPngText(first ?? Buffer.alloc(0), graphKeyword);
  const embedded = JSON.parse((text.ok && text.value) || '{}');
  expect(embedded.nodes.save.params).toEqual({ name: 'sub/heart' });
  expect(embedded.view).toBeUndefined();
  expect(readdirSync(join(outputFolder, 'sub')).sort()).toEqual([
    'heart-001.png',
    'heart-002.png',
    'heart.png',
  ]);
});

test('names that lead out of the output folder are refused', async () => {
  mkdirSync(join(outputFolder, 'links'));
  symlinkSync('/tmp', join(outputFolder, 'links/out'));
  for (const name of [
    '../escape',
    'a/../../b',
    '/tmp/absolute',
    'C:\\x',
    'links/out/x',
    'a:b',
    'a//b',
  ]) {
    const { end } = await run(save({ name }));
    expect(end).toMatchObject({ status: 'failed', error: { code: 'output-name', node: 'save' } });
  }
});

test('an output folder that cannot be made is told at the node', async () => {
  writeFileSync(join(outputFolder, 'file'), '');
  // A file in its place, one below a file, and where the system makes none.
  for (const folder of [join(outputFolder, 'file'), join(outputFolder, 'file/x'), '/proc/x/y']) {
    const { end } = await run(save(), { outputFolder: folder });
    expect(end).toMatchObject({ status: 'failed', error: { node: 'save' } });
    expect(end.error?.hint).toBeTruthy();
  }
});

test('JPEG and WebP are written under their own endings', async () => {
  for (const [format, ending, magic] of [
    ['jpeg', 'jpg', [0xff, 0xd8]],
    ['webp', 'webp', [0x52, 0x49]],
  ] as const) {
    const { events } = await run(save({ name: `as-${format}`, format }));
    const [saved] = eventsOf(events, 'saved');
    expect(basename(saved?.path ?? '')).toBe(`as-${format}.${ending}`);
    expect([...readFileSync(saved?.path ?? '').subarray(0, 2)]).toEqual(magic);
  }
});
