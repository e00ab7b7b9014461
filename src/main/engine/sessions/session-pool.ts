import { totalmem } from 'node:os';
import { NodeFailure } from '@core/errors';
import type { Provider } from '@core/protocol';
import type { InferenceSession } from 'onnxruntime-node';
import { checkModelFile, modelName } from './model-file';
import { type OpenedSession, openSession } from './open-session';

export interface PooledSession extends OpenedSession {
  readonly name: string;
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
 * Open sessions by file and provider, least recently used first. The engine runs one node at a time
 * and acquires anew for each, so a session that gives way is never one that is running.
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

  return {
    async acquire(path, requested) {
      const key = `${requested} ${path}`;
      const known = entries.get(key);
      if (known && checked.has(key)) {
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      const file = await checkModelFile(path);
      if (!file.ok) throw new NodeFailure(file.error);
      checked.add(key);
      if (known?.stamp === file.value.stamp) {
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      if (known) await release(key, known.session);
      const bytes = file.value.bytes * bytesPerFileByte;
      await makeRoom(bytes);
      const opened = await openSession(file.value, requested);
      if (!opened.ok) throw new NodeFailure(opened.error);
      const { stamp } = file.value;
      const entry: Entry = { ...opened.value, name: modelName(path), stamp, bytes };
      entries.set(key, entry);
      return entry;
    },
    checkFilesAgain: () => checked.clear(),
    get size() {
      return entries.size;
    },
    async releaseAll() {
      for (const [key, entry] of [...entries]) await release(key, entry.session);
    },
  };
}
