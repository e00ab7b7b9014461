import { readFileSync } from 'node:fs';
import { serializeDocument } from '@core/graph/serialize';
import { graphKeyword } from '@core/images/graph-keyword';
import { writePngText } from '@core/images/png-text';
import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { openDropped } from '../../../src/renderer/shell/open-dropped';
import { registerCanvas } from '../../../src/renderer/stores/canvas-actions';
import { useDocument } from '../../../src/renderer/stores/document';
import type { CanvasActions } from '../../../src/renderer/stores/types';
import { type FakeMain, installFakeMain } from '../stores/fake-main';
import { graph } from '../stores/graph';

let main: FakeMain;
const text = serializeDocument(graph({ prompt: 'text-prompt' }));
const picture = new Uint8Array(readFileSync('assets/models/emoji-ldm/samples-text.png'));
const names = () => Object.keys(useDocument.getState().doc.nodes);
const shown = () => notificationsStore.getState().notifications.map(({ title }) => title);

beforeEach(() => {
  main = installFakeMain();
  main.answer({ 'recent.list': () => [] });
  notifications.clean();
  useDocument.getState().load(graph({ old: 'note' }), { path: null, name: 'old' });
});

it('opens the graph inside a picture as an untitled graph', async () => {
  const png = writePngText(picture, graphKeyword, text);
  if (!png.ok) throw new Error(png.error.message);
  await openDropped(new File([new Uint8Array(png.value)], 'heart.png'));
  expect(names()).toEqual(['prompt']);
  expect(useDocument.getState()).toMatchObject({ name: 'heart', path: null, dirty: false });
});

it('makes a Load image node of a picture without a graph, where it was dropped', async () => {
  const added: unknown[] = [];
  const addImage = (...args: unknown[]) => added.push(args);
  const unregister = registerCanvas({ addImage } as unknown as CanvasActions);
  main.answer({ pathForFile: () => '/home/me/plain.png' });
  await openDropped(new File([picture], 'plain.png'));
  main.answer({ pathForFile: () => '' });
  await openDropped(new File(['GIF'], 'web page.gif'));
  unregister();
  expect(added).toEqual([
    ['/home/me/plain.png', undefined],
    ['data:image/gif;name=web%20page.gif;base64,R0lG', undefined],
  ]);
  expect(names()).toEqual(['old']);
  expect(shown()).toEqual([]);
});

it('says that a PNG is none', async () => {
  await openDropped(new File(['text'], 'fake.png'));
  expect(shown()).toEqual(['fake.png cannot be read']);
});

it('opens a graph file by its path, so that saving goes back there', async () => {
  main.answer({
    pathForFile: () => '/tmp/g.json',
    'graph.openRecent': (path) => ({ ok: true, value: { path, name: 'g', text } }),
  });
  await openDropped(new File([text], 'g.JSON'));
  expect(names()).toEqual(['prompt']);
  expect(useDocument.getState().path).toBe('/tmp/g.json');
});

it('says what can be dropped when something else is', async () => {
  await openDropped(new File(['x'], 'notes.txt'));
  expect(shown()).toEqual(['This file cannot be opened']);
});
