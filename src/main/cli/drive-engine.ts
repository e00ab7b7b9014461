import { err, NodeFailure, ok, type Result } from '@core/errors';
import type { EngineCommand, EngineEvent, RunStatus } from '@core/protocol';
import { createEngine } from '../engine/engine';
import { type ContentFile, contentFiles } from './content-files';
import { describeProblem } from './describe-problem';
import { eventLine } from './event-json';
import { type ExitCode, exitCodes } from './exit-codes';
import type { CliIo } from './io';
import { createProgressView } from './progress-view';
import type { createResultFiles } from './result-files';

/** How long a cancelled run may take to stop by itself. */
const graceMs = 3000;

export interface DriveOptions {
  readonly run: Extract<EngineCommand, { kind: 'run' }>;
  readonly io: CliIo;
  readonly json: boolean;
  readonly files: ReturnType<typeof createResultFiles>;
  readonly titleOf: (node: string) => string;
}

/** A grid of many pictures may be too large to draw. */
async function bytesOf(file: ContentFile): Promise<Result<Uint8Array>> {
  try {
    return ok(await file.bytes());
  } catch (cause) {
    if (cause instanceof NodeFailure) return err(cause.error);
    throw cause;
  }
}

/** Runs one graph in this process, tells its progress, writes its results. */
export async function driveEngine(options: DriveOptions): Promise<ExitCode> {
  const { run, io, json, files, titleOf } = options;
  const view = createProgressView(io, titleOf);
  const writes: Promise<boolean>[] = [];

  const writeResult = async (path: string, file: ContentFile) => {
    const bytes = await bytesOf(file);
    const written = bytes.ok ? await files.write(path, bytes.value) : bytes;
    view.print(written.ok ? `wrote ${path}` : describeProblem(written.error).trimEnd());
    return written.ok;
  };
  const receive = (event: EngineEvent) => {
    view.show(event);
    if (event.kind === 'result') {
      const { node, content } = event;
      const paths = contentFiles(content).map((file) => {
        const path = files.pathFor({ node, ...file });
        writes.push(writeResult(path, file));
        return path;
      });
      if (json) io.stdout.write(eventLine(event, paths));
    } else if (json) io.stdout.write(eventLine(event));
  };

  let finish: (status: RunStatus) => void = () => undefined;
  const finished = new Promise<RunStatus>((resolve) => {
    finish = resolve;
  });
  const engine = createEngine({
    emit(event) {
      receive(event);
      if (event.kind !== 'runFinished' || event.runId !== run.request.runId) return;
      finish(event.status);
    },
  });

  let timer: NodeJS.Timeout | undefined;
  const stopListening = io.onInterrupt(() => {
    if (timer) {
      io.exitNow(exitCodes.interrupted);
      return;
    }
    view.print('cancelling; Ctrl+C again ends at once');
    engine.handle({ kind: 'cancel', runId: run.request.runId });
    timer = setTimeout(() => io.exitNow(exitCodes.interrupted), graceMs);
  });
  engine.handle(run);
  const status = await finished;
  clearTimeout(timer);
  stopListening();
  const written = await Promise.all(writes);
  await engine.dispose();

  if (status === 'cancelled') return exitCodes.interrupted;
  if (status === 'failed') return exitCodes.nodeFailed;
  // A picture that could not be written is as good as none.
  return written.every(Boolean) ? exitCodes.done : exitCodes.nodeFailed;
}
