import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@core/graph/document';
import { afterAll, expect, test } from 'vitest';
import { tinyDisk } from '../helpers/tiny-disk';
import { graph } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
const disk = tinyDisk(64);
if ('reason' in disk) console.info(`no small disk to fill: ${disk.reason}`);
const folder = 'path' in disk ? disk.path : '';
afterAll(async () => {
  await dispose();
  if ('path' in disk) disk.remove();
});

const save = (params: Record<string, Json> = {}) =>
  graph({ load: ['load-image', { file: 'bundled:red-heart.png' }], save: ['save-image', params] }, [
    'load.image>save.image',
  ]);

test.skipIf('reason' in disk)(
  'Save image on a full disk: said at the node, nothing half-written, older pictures whole',
  async () => {
    const older = await run(save({ name: 'older' }), { outputFolder: folder });
    expect(older.end.status).toBe('completed');
    const picture = readFileSync(join(folder, 'older.png'));
    if ('fill' in disk) disk.fill();

    const { end, events } = await run(save({ name: 'heart' }), { outputFolder: folder });
    expect(end).toMatchObject({ status: 'failed', error: { code: 'disk-full', node: 'save' } });
    expect(end.error?.message).toContain(join(folder, 'heart.png'));
    expect(end.error?.hint).toContain('Free some space');
    expect(eventsOf(events, 'saved')).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['filler', 'older.png']);
    expect(readFileSync(join(folder, 'older.png'))).toEqual(picture);
  },
);

test.skipIf('reason' in disk)('Save image on a read-only drive, for root as well', async () => {
  if (!('path' in disk)) return;
  disk.readOnly(true);
  try {
    const { end } = await run(save({ name: 'heart' }), { outputFolder: folder });
    expect(end).toMatchObject({ status: 'failed', error: { code: 'read-only', node: 'save' } });
    expect(end.error?.message).toContain('read-only drive');
  } finally {
    disk.readOnly(false);
  }
});
