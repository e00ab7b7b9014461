import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppError } from '@core/errors';
import type { z } from 'zod';
import { errnoOf } from '../files/file-errors';
import { readJsonFile } from '../files/read-json-file';
import { writeFileAtomic } from '../files/write-file-atomic';

/** A small JSON file of the app's own, held in memory and written whole. */
export interface StateFile<T> {
  get(): T;
  /** Writes before it returns; throws the system's error when that fails, and keeps the old value. */
  set(value: T): Promise<void>;
  /** As `set`, from the value that all writes asked for before have left. Gives the new one. */
  update(change: (value: T) => T): Promise<T>;
  /** Set when the file was there but damaged: it has been moved aside. */
  readonly problem: AppError | undefined;
}

export async function openStateFile<T extends z.ZodType>(options: {
  readonly file: string;
  readonly schema: T;
  /** What holds when there is no file. */
  readonly initial: z.infer<T>;
  /** "The settings": for messages. */
  readonly title: string;
}): Promise<StateFile<z.infer<T>>> {
  const { file, schema, initial, title } = options;
  const read = await readJsonFile(file, schema);
  let value: z.infer<T> = read.ok ? read.value : initial;
  const problem =
    read.ok || read.error.code === 'file-missing'
      ? undefined
      : await moveAside(file, title, read.error);
  // One write after the other: two at once could end in the older value.
  let last: Promise<void> = Promise.resolve();
  const update = (change: (value: z.infer<T>) => z.infer<T>): Promise<z.infer<T>> => {
    const write = last.then(async () => {
      const next = change(value);
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`);
      value = next;
      return next;
    });
    last = write.then(
      () => undefined,
      () => undefined,
    );
    return write;
  };
  return {
    problem,
    get: () => value,
    update,
    async set(next) {
      await update(() => next);
    },
  };
}

/** A damaged file is kept for its owner to look at, and never overwritten. */
async function moveAside(file: string, title: string, error: AppError): Promise<AppError> {
  const aside = `${file}.damaged`;
  const moved = await rename(file, aside).then(
    () => `It was moved to ${aside}.`,
    (reason: unknown) => `It could not be moved aside (${errnoOf(reason) ?? 'unknown reason'}).`,
  );
  return {
    code: 'state-file-damaged',
    message: `${title} could not be read and start anew. ${error.message}`,
    hint: moved,
  };
}
