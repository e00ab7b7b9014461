import { totalmem } from 'node:os';
import { type AppError, NodeFailure } from '@core/errors';
import type { Provider } from '@core/protocol';
import type { InferenceSession } from 'onnxruntime-node';
import { checkModelFile, modelName } from './model-file';
import { type OpenedSession, openSession } from './open-session';
import { type ActualProvider, providerTitles } from './providers';

export interface PooledSession extends OpenedSession {
  readonly name: string;
  /**
   * The session to run with, opened again where it gave way meanwhile: a node may hold a model over
   * a whole loop in which others are opened. Throws `NodeFailure`.
   */
  current(): Promise<InferenceSession>;
}

interface Entry extends PooledSession {
  readonly stamp: string;
  readonly bytes: number;
}

export interface SessionPool {
  /** Opens a model, or gives the open one. Throws `NodeFailure`. */
  acquire(path: string, requested: Provider): Promise<PooledSession>;
  /** Called as a run starts: files are looked at once a run, not at every step of a loop. */
  checkFilesAgain(): void;
  readonly size: number;
  releaseAll(): Promise<void>;
}

/** An allowance for the runtime's layout of the weights and its working memory; not measured. */
const bytesPerFileByte = 1.5;

/** Half of the machine's memory unless PATCHBAY_SESSIONS_MB says otherwise. */
export function sessionBudget(env: NodeJS.ProcessEnv = process.env): number {
  const megabytes = Number(env.PATCHBAY_SESSIONS_MB);
  return megabytes > 0 ? megabytes * 2 ** 20 : totalmem() / 2;
}

/**
 * Open sessions by file and provider, least recently used first. The engine makes one run at a time
 * and asks for the session before each, so one that gives way is never one that is running.
 */
export function createSessionPool(budget = sessionBudget()): SessionPool {
  const entries = new Map<string, Entry>();
  /** Looked at in this run, and found unchanged. */
  const checked = new Set<string>();

  const release = async (key: string, session: InferenceSession) => {
    entries.delete(key);
    await session.release();
  };

  const makeRoom = async (needed: number) => {
    let used = [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [key, entry] of entries) {
      if (used + needed <= budget) return;
      used -= entry.bytes;
      await release(key, entry.session);
    }
  };

  const touch = (key: string, entry: Entry): Entry => {
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };

  const acquire = async (path: string, requested: Provider): Promise<Entry> => {
    const key = `${requested} ${path}`;
    const known = entries.get(key);
    if (known && checked.has(key)) return touch(key, known);
    const file = await checkModelFile(path);
    if (!file.ok) throw new NodeFailure(file.error);
    checked.add(key);
    const { stamp } = file.value;
    if (known?.stamp === stamp) return touch(key, known);
    if (known) await release(key, known.session);
    const bytes = file.value.totalBytes * bytesPerFileByte;
    await makeRoom(bytes);
    const opened = await openSession(file.value, requested);
    if (!opened.ok) throw new NodeFailure(opened.error);
    const { actual } = opened.value;
    const current = async () => {
      const now = await acquire(path, requested);
      // Half a loop on the GPU and half on the CPU would be a fallback in silence.
      if (now.actual !== actual) throw new NodeFailure(otherProvider(now, actual));
      return now.session;
    };
    const entry: Entry = { ...opened.value, name: modelName(path), current, stamp, bytes };
    return touch(key, entry);
  };

  return {
    acquire,
    checkFilesAgain: () => checked.clear(),
    get size() {
      return entries.size;
    },
    async releaseAll() {
      // Out of the list at once: what is asked for from now on is opened anew.
      const open = [...entries.values()];
      entries.clear();
      for (const { session } of open) await session.release();
    },
  };
}

const otherProvider = (now: PooledSession, before: ActualProvider): AppError => ({
  code: 'provider-lost',
  message: `${now.name} began on ${providerTitles[before]}, gave way to another model, and could then be had on ${providerTitles[now.actual]} only.`,
  hint: 'Free memory for both models (PATCHBAY_SESSIONS_MB), or set the provider to cpu.',
});
