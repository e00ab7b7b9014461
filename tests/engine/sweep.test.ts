import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '@core/graph/analyse';
import type { GraphDocument } from '@core/graph/document';
import { parseDocument } from '@core/graph/parse';
import { graphKeyword } from '@core/images/graph-keyword';
import { readPngText } from '@core/images/png-text';
import { catalog } from '@nodes';
import { afterAll, expect, test } from 'vitest';
import { textToImage, withParams } from './helpers/graphs';
import { bundledLibrary } from './helpers/library';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose, outputFolder } = testEngine();
afterAll(dispose);

/** Text to image with sweeps wired into parameters: `{ 'denoise.guidanceScale': '1, 4' }`. */
function swept(sweeps: Readonly<Record<string, string>>, kind = 'number'): GraphDocument {
  const doc = textToImage({ steps: 2 });
  for (const [index, [to, values]] of Object.entries(sweeps).entries()) {
    const id = `sweep-${index + 1}`;
    doc.nodes[id] = {
      type: 'sweep',
      version: 1,
      params: { values, kind },
      position: { x: 0, y: 0 },
    };
    const [node = '', port = ''] = to.split('.');
    for (const [wire, { to: end }] of Object.entries(doc.edges)) {
      if (end.node === node && end.port === port) delete doc.edges[wire];
    }
    doc.edges[`sweep-${index}`] = { from: { node: id, port: 'value' }, to: { node, port } };
  }
  return doc;
}

const times = (list: readonly string[], node: string) => list.filter((id) => id === node).length;

test('one sweep gives one grid, and what does not depend on it runs once', async () => {
  const { end, events, ran } = await run(swept({ 'denoise.guidanceScale': '1..3' }));
  expect(end.error).toBeUndefined();
  expect(times(ran, 'denoise')).toBe(3);
  for (const once of ['pipeline', 'encode', 'none', 'noise', 'schedule'])
    expect(times(ran, once), once).toBe(1);
  expect(eventsOf(events, 'sweep').map(({ cell, of, label }) => `${cell}/${of} ${label}`)).toEqual([
    '1/3 Guidance scale 1',
    '2/3 Guidance scale 2',
    '3/3 Guidance scale 3',
  ]);
  const results = eventsOf(events, 'result');
  expect(results).toHaveLength(1);
  const content = results[0]?.content;
  if (content?.kind !== 'image') throw new Error('no grid');
  expect(content.width).toBeGreaterThan(3 * 64);
  expect(content.height).toBeLessThan(2 * 128);
  expect(eventsOf(events, 'runFinished')).toHaveLength(1);
});

test('a swept value gives the picture that the same value typed in gives', async () => {
  await run(swept({ 'denoise.guidanceScale': '5, 9' }));
  const typed = withParams(textToImage({ steps: 2 }), 'denoise', { guidanceScale: 9 });
  const { cached } = await run(typed);
  expect(cached).toContain('denoise');
});

test('two sweeps give columns and rows', async () => {
  const { end, events, ran } = await run(
    swept({ 'denoise.guidanceScale': '1, 2', 'schedule.steps': '4, 5, 6' }),
  );
  expect(end.error).toBeUndefined();
  expect(times(ran, 'schedule')).toBe(3);
  expect(eventsOf(events, 'sweep').at(1)?.label).toBe('Guidance scale 2, Steps 4');
  const [grid] = eventsOf(events, 'result');
  expect(grid?.content.kind).toBe('image');
  expect(grid?.seed).toBe(1);
});

test('texts are swept into a text input', async () => {
  const { end, events } = await run(swept({ 'encode.text': 'red heart\ntaxi' }, 'text'));
  expect(end.error).toBeUndefined();
  expect(eventsOf(events, 'sweep').map(({ label }) => label)).toEqual(['red heart', 'taxi']);
});

test('an output that depends on no sweep runs once and gives its own picture', async () => {
  const doc = swept({ 'denoise.guidanceScale': '1, 2' });
  doc.nodes.plain = { type: 'load-image', version: 1, params: {}, position: { x: 0, y: 0 } };
  doc.nodes.plainShow = { type: 'preview-image', version: 1, params: {}, position: { x: 0, y: 0 } };
  doc.edges.plain = {
    from: { node: 'plain', port: 'image' },
    to: { node: 'plainShow', port: 'image' },
  };
  const { events, ran } = await run(doc);
  expect(times(ran, 'plainShow')).toBe(1);
  expect(
    eventsOf(events, 'result')
      .map(({ node }) => node)
      .sort(),
  ).toEqual(['plainShow', 'show']);
});

test('Save image writes each cell by its values, and the grid', async () => {
  const doc = swept({ 'denoise.guidanceScale': '1, 2.5' });
  const { show } = doc.nodes;
  if (!show) throw new Error('no output');
  doc.nodes.show = { ...show, type: 'save-image', params: { name: 'heart' } };
  const { end } = await run(doc);
  expect(end.error).toBeUndefined();
  expect(readdirSync(outputFolder).sort()).toEqual([
    'heart-grid.png',
    'heart-guidance-scale-1.png',
    'heart-guidance-scale-2.5.png',
  ]);
  const graphIn = (file: string) => {
    const text = readPngText(readFileSync(join(outputFolder, file)), graphKeyword);
    const parsed = text.ok && text.value !== null ? parseDocument(text.value) : null;
    return parsed?.ok ? parsed.value.doc.nodes['sweep-1']?.params.values : undefined;
  };
  expect(graphIn('heart-grid.png')).toBe('1, 2.5');
  expect(graphIn('heart-guidance-scale-2.5.png')).toBe('2.5');
});

test('more than two sweeps, and more than 256 cells, are refused before running', async () => {
  const three = swept({
    'denoise.guidanceScale': '1, 2',
    'schedule.steps': '1, 2',
    'noise.batch': '1, 2',
  });
  const many = swept({ 'denoise.guidanceScale': '1..20', 'schedule.steps': '1..13' });
  const library = await bundledLibrary();
  for (const [doc, code, message] of [
    [
      three,
      'too-many-sweeps',
      'Preview image depends on 3 sweeps (Guidance scale, Steps, Batch); a grid has columns and rows, so two at most.',
    ],
    [
      many,
      'too-many-cells',
      'Preview image would be made 20 × 13 = 260 times; a grid has at most 256 cells.',
    ],
  ] as const) {
    const errors = analyse(doc, catalog, library).problems.filter((p) => p.severity === 'error');
    expect(errors).toMatchObject([{ code, node: 'show' }]);
    const { end, ran } = await run(doc);
    expect(ran).toEqual([]);
    expect(end.error).toMatchObject({ code, message });
  }
});

test('numbers swept into a seed input are seeds', async () => {
  const { ran } = await run(swept({ 'noise.seed': '7, 8' }));
  expect(times(ran, 'noise')).toBe(2);
  expect(times(ran, 'denoise')).toBe(2);
  const typed = await run(withParams(textToImage({ steps: 2 }), 'noise', { seed: 8 }));
  const one = await run(swept({ 'noise.seed': '8' }));
  expect(eventsOf(one.events, 'result')[0]?.content).toEqual(
    eventsOf(typed.events, 'result')[0]?.content,
  );
  const { end } = await run(swept({ 'noise.seed': '-1' }));
  expect(end.error).toMatchObject({ code: 'param-range', node: 'noise', port: 'seed' });
});

test('a value that one parameter cannot have is refused before the first cell', async () => {
  const { end, ran } = await run(swept({ 'schedule.steps': '2, 2.5' }));
  expect(ran).toEqual([]);
  expect(end.error).toMatchObject({ code: 'param-kind', node: 'schedule', port: 'steps' });
});

test('a failure while a cell runs names its values', async () => {
  const failing = swept({ 'schedule.steps': '1, 2' });
  const { show } = failing.nodes;
  if (!show) throw new Error('no output');
  failing.nodes.show = { ...show, type: 'save-image', params: { name: 'a/b' } };
  const { end, events } = await run(failing, { outputFolder: '/proc/nowhere' });
  expect(end.status).toBe('failed');
  expect(end.error?.message).toMatch(/^With Steps 1: /);
  expect(eventsOf(events, 'nodeFailed').at(-1)?.error.message).toMatch(/^With Steps 1: /);
});

test('a cancel ends the whole sweep', async () => {
  const { end, events } = await run(swept({ 'noise.seed': '100..110' }), {
    onEvent(event, engine) {
      if (event.kind === 'sweep' && event.cell === 2 && event.runId)
        engine.handle({ kind: 'cancel', runId: event.runId });
    },
  });
  expect(end.status).toBe('cancelled');
  expect(eventsOf(events, 'sweep')).toHaveLength(2);
});
