import { createHash } from 'node:crypto';
import type { AppError } from '@core/errors';
import { changedParams } from '@core/graph/changed-params';
import { nodeTitle } from '@core/graph/node-title';
import { serializeDocument } from '@core/graph/serialize';
import type { RunRecord } from '@core/history/records';
import type { Catalog } from '@core/node-definition';
import { picturesOf } from '@core/previews/pictures-of';
import type { EngineEvent, RunRequest } from '@core/protocol';
import { encodeContent } from './content-codec';
import { dateWords, searchWords } from './search-words';
import type { HistoryStore } from './store';
import { entryId, type StoredEntry, type StoredRun } from './stored';

type ResultEvent = Extract<EngineEvent, { kind: 'result' }>;

/** Writes down what the engine tells of its runs. Nothing here waits for the disk, and nothing throws. */
export interface Recorder {
  begin(request: RunRequest): void;
  /** The engine would not even start it. */
  refused(runId: string, error: AppError): void;
  event(event: EngineEvent): void;
  /** When all that was told so far lies in the store. */
  settled(): Promise<void>;
}

export interface RecorderOptions {
  /** Comes when the store is open; what is told before waits. */
  readonly store: Promise<HistoryStore>;
  readonly catalog: Catalog;
  /** A small PNG of a larger one; null: small enough as it is, or no PNG. */
  readonly shrink: (png: Uint8Array) => Uint8Array | null;
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/** A run that goes on. */
interface Open {
  readonly request: RunRequest;
  readonly providers: Map<string, RunRecord['providers'][number]>;
  /** Files of nodes that write, told before their result. */
  readonly files: Map<string, string>;
  words: string;
  count: number;
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { catalog, shrink, changed, failed } = options;
  const open = new Map<string, Open>();
  /** Of each node of this session the last result: the same again is no second entry. */
  const latest = new Map<string, Pick<StoredEntry, 'id' | 'hash' | 'seed'>>();
  let last: Promise<unknown> = options.store.catch(() => undefined);
  const later = (action: (store: HistoryStore) => Promise<unknown>) => {
    last = last
      .then(nextTurn)
      .then(async () => action(await options.store))
      .then(changed, failed);
  };

  const add = async (store: HistoryStore, run: Open, event: ResultEvent) => {
    const { node, content, time, seed = null } = event;
    const { runId, document, title: graph = '' } = run.request;
    const bytes = encodeContent(content);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const place = JSON.stringify([graph, node]);
    const before = latest.get(place);
    const same = before?.hash === hash && before.seed === seed;
    if (same && (await store.entry(before.id))?.deleted === null) {
      const file = run.files.get(node);
      if (file !== undefined) await store.change([before.id], { file });
      return;
    }
    const picture = picturesOf(content).at(-1)?.png;
    const small = picture ? (shrink(picture) ?? picture) : null;
    // A picture that is small already is read out of its content.
    const thumbnail = content.kind === 'image' && small === picture ? null : small;
    const title = nodeTitle(document, catalog, node);
    const reports = [...run.providers.values()];
    const unet = reports.find(({ model }) => model.includes('unet'));
    const entry: StoredEntry = {
      ...{ id: entryId(time, runId, run.count++), runId, time, title, node, graph, seed, hash },
      kind: content.kind,
      status: 'running',
      ms: null,
      provider: (unet ?? reports[0])?.actual ?? null,
      width: content.kind === 'image' ? content.width : null,
      height: content.kind === 'image' ? content.height : null,
      file: run.files.get(node) ?? null,
      starred: false,
      picture: picture !== undefined,
      words: searchWords([title, seed, dateWords(time), run.words]),
      bytes: bytes.length + (thumbnail?.length ?? 0),
      deleted: null,
    };
    await store.add({ entry, content: bytes, thumbnail });
    latest.set(place, { id: entry.id, hash, seed });
  };
  const finish = (runId: string, end: Pick<RunRecord, 'status' | 'ms' | 'error'>) => {
    const run = open.get(runId);
    if (!run) return;
    open.delete(runId);
    later((store) => store.finish(runId, { ...end, providers: [...run.providers.values()] }));
  };
  const failedRun = (runId: string, error: AppError) =>
    finish(runId, { status: 'failed', ms: null, error });

  return {
    begin(request) {
      const run: Open = {
        request,
        providers: new Map(),
        files: new Map(),
        words: '',
        count: 0,
      };
      open.set(request.runId, run);
      const time = Date.now();
      later(async (store) => {
        const record = newRun(request, time, catalog);
        run.words = record.words;
        const graph = serializeDocument(request.document);
        await store.begin({ ...record, bytes: Buffer.byteLength(graph) }, graph);
      });
    },
    refused: failedRun,
    event(event) {
      const { runId } = event;
      if (event.kind === 'crashed') {
        const ended = runId === undefined ? [...open.keys()] : [runId];
        for (const id of ended) failedRun(id, event.error);
        return;
      }
      const run = runId === undefined ? undefined : open.get(runId);
      if (!run) return;
      if (event.kind === 'provider') {
        const { model, actual } = event.report;
        run.providers.set(model, { model, actual });
      } else if (event.kind === 'saved') run.files.set(event.node, event.path);
      else if (event.kind === 'result') later((store) => add(store, run, event));
      else if (event.kind === 'runFinished') {
        const { status, ms, error = null } = event;
        finish(run.request.runId, { status, ms, error });
      }
    },
    async settled() {
      await last;
    },
  };
}

/** Letters of one parameter in the list of them; the graph has it whole. */
const mostText = 2000;

/** Gives the engine's events and the window their turn between two pieces of work. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

function newRun(
  { runId, document, title = '', provider, targets }: RunRequest,
  time: number,
  catalog: Catalog,
): Omit<StoredRun, 'bytes'> {
  const params = changedParams(document, catalog);
  return {
    id: runId,
    time,
    graph: title,
    status: 'running',
    ms: null,
    error: null,
    ...(provider && { requested: provider }),
    ...(targets && { targets }),
    providers: [],
    params: params.map((param) => ({ ...param, text: param.text.slice(0, mostText) })),
    entries: [],
    words: searchWords([title, dateWords(time), ...params.map(({ text }) => text)]),
  };
}
