import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { journalLine, readJournal } from '@core/graph/journal';
import { parseDocument } from '@core/graph/parse';
import { replayJournal } from '@core/graph/replay-journal';
import { serializeDocument } from '@core/graph/serialize';
import fc from 'fast-check';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { pathAliases } from '../../../scripts/aliases.mjs';
import { headerOf, journaled, userAction } from '../../core/graph/helpers/journal-session';
import { temporaryFolder } from '../temporary-folder';

const childFolder = join(import.meta.dirname, '../../../node_modules/.cache/journal-child');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: pathAliases() },
    build: {
      ssr: join(import.meta.dirname, 'journal-child.ts'),
      outDir: childFolder,
      rolldownOptions: { output: { entryFileNames: 'journal-child.mjs' } },
    },
  });
}, 60_000);

/** Kills the writer by SIGKILL when it has told so many entries; gives what it had told by then. */
function writeAndKill(journal: string, input: string, killAt: number): Promise<number> {
  const child = spawn(process.execPath, [join(childFolder, 'journal-child.mjs'), journal, input]);
  let told = -1;
  child.stdout.on('data', (data: Buffer) => {
    for (const line of data.toString().trim().split('\n'))
      told = line === 'begun' ? 0 : Number(line);
    if (told >= killAt) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(told);
      else reject(new Error('the writer ended by itself'));
    });
  });
}

it('a writer killed at a random moment loses nothing it had flushed, and nothing is half there', async () => {
  const start = parseDocument(await readFile('assets/templates/text-to-image.json', 'utf8'));
  if (!start.ok) throw new Error(start.error.message);
  const folder = await temporaryFolder();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(userAction, { minLength: 10, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (actions, moment) => {
        runs += 1;
        const { steps, entries } = journaled(start.value.doc, actions);
        const lines = [headerOf(start.value.doc), ...entries].map(journalLine);
        const input = join(folder, `${runs}.json`);
        const journal = join(folder, `${runs}.jsonl`);
        await writeFile(input, JSON.stringify(lines));
        const told = await writeAndKill(journal, input, Math.floor(moment * entries.length));
        const read = readJournal(await readFile(journal, 'utf8'));
        if (!read.ok) throw new Error(read.error.message);
        const count = read.value.entries.length;
        expect(count).toBeGreaterThanOrEqual(told);
        expect(read.value.damage).not.toBe('corrupt');
        const replayed = replayJournal(read.value);
        const expected = steps[count];
        if (!replayed.ok || !expected) throw new Error('not replayed');
        expect(serializeDocument(replayed.value.doc)).toBe(serializeDocument(expected.doc));
      },
    ),
    { numRuns: 36, endOnFailure: true },
  );
}, 120_000);
