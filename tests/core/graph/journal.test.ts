import { readFileSync } from 'node:fs';
import { type HistoryStep, undo } from '@core/graph/history';
import { type JournalEntry, journalLine, readEntry, readJournal } from '@core/graph/journal';
import { parseDocument } from '@core/graph/parse';
import { replayJournal } from '@core/graph/replay-journal';
import { serializeDocument } from '@core/graph/serialize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document } from './helpers/arbitrary';
import {
  type Action,
  action,
  headerOf as header,
  journaled as session,
  userAction,
} from './helpers/journal-session';
import { makeGraph } from './helpers/make-graph';

const replay = (text: string) => {
  const journal = readJournal(text);
  if (!journal.ok) return journal;
  return replayJournal(journal.value);
};

const template = parseDocument(readFileSync('assets/templates/text-to-image.json', 'utf8'));
if (!template.ok) throw new Error(template.error.message);

describe('a journal', () => {
  it.each([
    ['arbitrary edits', document, action],
    ["edits of the app's own builders", fc.constant(template.value.doc), userAction],
  ] as const)(
    'of %s, cut off at any byte, gives the document and its undo history as of its last whole line',
    (_what, documents, actionsOf) => {
      fc.assert(
        fc.property(
          documents,
          fc.array<Action>(actionsOf, { maxLength: 25 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (start, actions, where) => {
            const { steps, entries } = session(start, actions);
            const head = Buffer.from(journalLine(header(start)));
            const body = Buffer.concat(entries.map((entry) => Buffer.from(journalLine(entry))));
            const cut = Math.floor(where * body.length);
            const kept = body.subarray(0, cut);
            const text = Buffer.concat([head, kept]).toString('utf8');
            const read = readJournal(text);
            const whole = kept.filter((byte) => byte === 10).length;
            if (!read.ok) throw new Error(read.error.message);
            // The line break alone may be missing: then the line is whole all the same.
            const count = read.value.entries.length;
            expect([whole, whole + 1]).toContain(count);
            expect(read.value.damage === 'corrupt').toBe(false);
            const replayed = replayJournal(read.value);
            if (!replayed.ok) throw new Error(replayed.error.message);
            const expected = steps[count];
            if (!expected) throw new Error('no such step');
            expect(replayed.value).toMatchObject({ edits: count, complete: true });
            expect(serializeDocument(replayed.value.doc)).toBe(serializeDocument(expected.doc));
            const labels = ({ done, undone }: HistoryStep['history']) => [
              done.length,
              undone.length,
            ];
            expect(labels(replayed.value.history)).toEqual(labels(expected.history));
            for (
              let step: HistoryStep | null = {
                doc: replayed.value.doc,
                history: replayed.value.history,
              };
              step;
              step = undo(step.history, step.doc)
            ) {
              if (step.history.done.length === 0)
                expect(serializeDocument(step.doc)).toBe(serializeDocument(start));
            }
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it('with one byte changed anywhere loses that line and what follows, never more and never silently', () => {
    fc.assert(
      fc.property(
        document,
        fc.array(action, { minLength: 1, maxLength: 10 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (start, actions, at, flip) => {
          const { steps, entries } = session(start, actions);
          fc.pre(entries.length > 0);
          const head = Buffer.from(journalLine(header(start)));
          const lines = entries.map((entry) => Buffer.from(journalLine(entry)));
          const body = Buffer.concat(lines);
          const place = at % body.length;
          body[place] = (body[place] ?? 0) ^ flip;
          let line = 0;
          for (let end = lines[0]?.length ?? 0; end <= place; end += lines[line]?.length ?? 1)
            line += 1;
          const replayed = replay(Buffer.concat([head, body]).toString('utf8'));
          if (!replayed.ok) throw new Error(replayed.error.message);
          // Space around a line changes nothing in it.
          if (replayed.value.edits > line) return;
          expect(replayed.value.edits).toBe(line);
          const expected = steps[line];
          expect(expected && serializeDocument(expected.doc)).toBe(
            serializeDocument(replayed.value.doc),
          );
          if (line < entries.length - 1) expect(replayed.value.complete).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  const doc = makeGraph({ a: 'source' });
  const move = (seq: number, x: number): JournalEntry => ({
    seq,
    time: seq,
    label: 'move',
    edit: { kind: 'moveNodes', positions: { a: { x, y: 0 } } },
  });

  it('that begins in the middle of a session undoes what is from before it', () => {
    const back: JournalEntry = { ...move(1, 9), by: 'undo' };
    const replayed = replay(journalLine(header(doc, 4)) + journalLine(back));
    if (!replayed.ok) throw new Error(replayed.error.message);
    expect(replayed.value.doc.nodes.a?.position.x).toBe(9);
    expect(replayed.value.edits).toBe(5);
  });

  it('with a line missing or a foreign one in the middle gives what comes before', () => {
    const text = journalLine(header(doc)) + journalLine(move(1, 1)) + journalLine(move(3, 3));
    const gap = readJournal(text + journalLine(move(4, 4)));
    expect(gap).toMatchObject({ value: { damage: 'corrupt', entries: [{ seq: 1 }] } });
    const foreign: JournalEntry = { ...move(2, 0), edit: { kind: 'removeNode', id: 'elsewhere' } };
    const replayed = replay(
      journalLine(header(doc)) + journalLine(move(1, 1)) + journalLine(foreign),
    );
    expect(replayed).toMatchObject({ value: { complete: false, edits: 1 } });
  });

  it('says what is wrong when its start is lost, and refuses lines that are no entries', () => {
    for (const text of ['', 'hello\n', journalLine(move(1, 1)), journalLine(header(doc)).slice(9)])
      expect(readJournal(text)).toMatchObject({ ok: false, error: { code: 'journal-unreadable' } });
    expect(readEntry(journalLine(move(1, 1)))).toMatchObject({ seq: 1, label: 'move' });
    expect(readEntry(journalLine(header(doc)))).toBeUndefined();
    expect(readEntry('{"seq":1}')).toBeUndefined();
  });
});
