import { readFileSync } from 'node:fs';
import { serializeDocument } from '@core/graph/serialize';
import { graphKeyword } from '@core/images/graph-keyword';
import { writePngText } from '@core/images/png-text';
import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { openAllDropped, openDropped } from '../../../src/renderer/shell/open-dropped';
import { registerCanvas } from '../../../src/renderer/stores/canvas-actions';
import { useDocument } from '../../../src/renderer/stores/document';
import type { CanvasActions } from '../../../src/renderer/stores/types';
import { type FakeMain, installFakeMain } from '../stores/fake-main';
import { graph } from '../stores/graph';

let main: FakeMain;
const text = serializeDocument(graph({ prompt: 'text-prompt' }));
const picture = new Uint8Array(readFileSync('assets/models/emoji-ldm/samples-text.png'));
const drop = (file: File) => openDropped({ file, isFolder: false });
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
  await drop(new File([new Uint8Array(png.value)], 'heart.png'));
  expect(names()).toEqual(['prompt']);
  expect(useDocument.getState()).toMatchObject({ name: 'heart', path: null, dirty: false });
});

it('makes a Load image node of a picture without a graph, where it was dropped', async () => {
  const added: unknown[] = [];
  const addImage = (...args: unknown[]) => added.push(args);
  const unregister = registerCanvas({ addImage } as unknown as CanvasActions);
  main.answer({ pathForFile: () => '/home/me/plain.png' });
  await drop(new File([picture], 'plain.png'));
  main.answer({ pathForFile: () => '' });
  await drop(new File(['GIF'], 'web page.gif'));
  unregister();
  expect(added).toEqual([
    ['/home/me/plain.png', undefined],
    ['data:image/gif;name=web%20page.gif;base64,R0lG', undefined],
  ]);
  expect(names()).toEqual(['old']);
  expect(shown()).toEqual([]);
});

it('says that a PNG is none', async () => {
  await drop(new File(['text'], 'fake.png'));
  expect(shown()).toEqual(['fake.png cannot be opened']);
});

it('opens a graph file by its path, so that saving goes back there', async () => {
  main.answer({
    pathForFile: () => '/tmp/g.json',
    'graph.openRecent': (path) => ({ ok: true, value: { path, name: 'g', text } }),
  });
  await drop(new File([text], 'g.JSON'));
  expect(names()).toEqual(['prompt']);
  expect(useDocument.getState().path).toBe('/tmp/g.json');
});

it('says what can be dropped when something else is', async () => {
  await drop(new File(['x'], 'notes.txt'));
  expect(shown()).toEqual(['notes.txt cannot be opened']);
});

it.each([
  ['an empty picture', new File([], 'empty.png'), false, /0 bytes/],
  ['an empty graph', new File([], 'empty.json'), false, /0 bytes/],
  ['a folder', new File(['x'], 'pictures'), true, /is a folder/],
  [
    'a PNG that ends early',
    new File([picture.subarray(0, 60)], 'cut.png'),
    false,
    /ends too early/,
  ],
])('says what is wrong with %s, and leaves the graph alone', async (_, file, isFolder, reason) => {
  await openDropped({ file, isFolder });
  const [notification] = notificationsStore.getState().notifications;
  expect(notification?.title).toBe(`${file.name} cannot be opened`);
  expect(String(notification?.message)).toMatch(reason);
  expect(names()).toEqual(['old']);
});

it('says that the graph inside a picture is damaged', async () => {
  const png = writePngText(picture, graphKeyword, text);
  if (!png.ok) throw new Error(png.error.message);
  const broken = new Uint8Array(png.value);
  const at = Buffer.from(broken).indexOf('text-prompt');
  broken[at] = 0;
  await drop(new File([broken], 'heart.png'));
  const [notification] = notificationsStore.getState().notifications;
  expect(String(notification?.message)).toMatch(/damaged/);
  expect(names()).toEqual(['old']);
});

it('makes an ONNX model node of a model', async () => {
  const added: unknown[] = [];
  const addModel = (...args: unknown[]) => added.push(args);
  const unregister = registerCanvas({ addModel } as unknown as CanvasActions);
  const model = { file: '/m/edges.onnx', inputs: [], outputs: [] };
  const error = { code: 'not-onnx', message: 'This is no ONNX model.' };
  main.answer({ pathForFile: () => '/m/edges.onnx' });
  main.answer({ 'onnx.openDropped': () => ({ ok: true, value: model }) });
  await drop(new File(['x'], 'edges.onnx'));
  main.answer({ 'onnx.openDropped': () => ({ ok: false, error }) });
  await drop(new File(['x'], 'no.onnx'));
  unregister();
  expect(added).toEqual([[model, undefined]]);
  expect(shown()).toEqual(['no.onnx cannot be opened']);
});

it('says that a file could not be read', async () => {
  const file = new File(['x'], 'gone.png');
  file.arrayBuffer = async () => {
    throw new DOMException('gone', 'NotFoundError');
  };
  await drop(file);
  expect(shown()).toEqual(['gone.png cannot be opened']);
});

it('opens each of several files, and says where it stopped', async () => {
  const added: unknown[] = [];
  const unregister = registerCanvas({
    addImage: (...args: unknown[]) => added.push(args),
  } as unknown as CanvasActions);
  main.answer({ pathForFile: (file) => `/p/${file instanceof File ? file.name : ''}` });
  Object.assign(globalThis, { document: { elementFromPoint: () => null } });
  const files = Array.from({ length: 22 }, (_, i) => new File(['GIF'], `${i}.gif`));
  await openAllDropped(
    files.map((file) => ({ file, isFolder: false })),
    { x: 10, y: 20 },
  );
  unregister();
  Reflect.deleteProperty(globalThis, 'document');
  expect(added).toHaveLength(20);
  expect(added[1]).toEqual(['/p/1.gif', { x: 50, y: 60 }]);
  expect(shown()).toEqual(['22 files were dropped; the first 20 were opened.']);
});
