import { type AppError, err, ok, type Result } from '@core/errors';
import type { Provider } from '@core/protocol';
import type { InferenceSession } from 'onnxruntime-node';
import { type ModelFile, unreadableModel } from './model-file';
import { loadOrt } from './ort';
import {
  type ActualProvider,
  candidateProviders,
  executionProvider,
  isModelFault,
  providerFailure,
  providerTitles,
  reasonToSkip,
} from './providers';

export interface OpenedSession {
  readonly session: InferenceSession;
  readonly actual: ActualProvider;
  /** Why this provider: shown with every run. */
  readonly reason: string;
}

/**
 * Opens a model on the provider asked for, or fails. Only `auto` may end on another: it takes the
 * first candidate that can be had and says why those before it could not. A provider that is
 * compiled in may still not work, so the model itself is what each is tried with; on this runtime a
 * failed try throws within some 20 ms and leaves the process whole.
 */
export async function openSession(
  file: ModelFile,
  requested: Provider,
): Promise<Result<OpenedSession, AppError>> {
  if (requested !== 'auto') {
    const created = await createSession(file, requested);
    if (created.ok) {
      return ok({ session: created.value, actual: requested, reason: 'as asked' });
    }
    if (isModelFault(created.error)) return err(unreadableModel(file, created.error));
    return err(providerUnavailable(file, requested, created.error));
  }
  const passedOver: string[] = [];
  for (const candidate of candidateProviders()) {
    const skip = reasonToSkip(candidate);
    if (skip !== null) {
      passedOver.push(skip);
      continue;
    }
    const created = await createSession(file, candidate);
    if (created.ok) {
      return ok({ session: created.value, actual: candidate, reason: why(candidate, passedOver) });
    }
    if (isModelFault(created.error)) return err(unreadableModel(file, created.error));
    if (candidate === 'cpu') return err(cannotOpen(file, created.error));
    passedOver.push(providerFailure(candidate, created.error));
  }
  throw new Error('the CPU is always a candidate');
}

async function createSession(
  file: ModelFile,
  provider: ActualProvider,
): Promise<Result<InferenceSession, string>> {
  const { InferenceSession } = await loadOrt();
  try {
    return ok(
      await InferenceSession.create(file.path, {
        executionProviders: [executionProvider(provider)],
        graphOptimizationLevel: 'all',
        // Spinning threads burn the time of whoever shares the cores. The bundled U-Net, batch 2, on
        // 2 cores with other work on them: 2 threads spinning 101 ms, not spinning 59 ms, 1 thread
        // 54 ms. Idle cores were not measured: the number of threads is left to the runtime.
        extra: {
          session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } },
        },
      }),
    );
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : String(cause));
  }
}

function why(provider: ActualProvider, passedOver: readonly string[]): string {
  const running = `running on ${providerTitles[provider]}`;
  return passedOver.length === 0
    ? `the best here; ${running}`
    : `${passedOver.join('; ')}; ${running}`;
}

const providerUnavailable = (
  file: ModelFile,
  provider: ActualProvider,
  cause: string,
): AppError => ({
  code: 'provider-unavailable',
  message: `${file.name} is to run on ${providerTitles[provider]}, but ${providerFailure(provider, cause)}.`,
  hint: 'Set the provider to auto or cpu where it was asked for: in the Load pipeline node, in the settings, or by --provider.',
  cause,
});

function cannotOpen(file: ModelFile, cause: string): AppError {
  if (/alloc|memory/i.test(cause)) return outOfMemory(`opening ${file.name}`, cause);
  return {
    code: 'model-not-usable',
    message: `ONNX Runtime cannot open ${file.name}.`,
    hint: 'The model may need a newer runtime or operators it does not have. The cause says which.',
    cause,
  };
}

export const outOfMemory = (doing: string, cause: string): AppError => ({
  code: 'out-of-memory',
  message: `There was not enough memory for ${doing}.`,
  hint: 'Make the picture or the batch smaller, release memory in the Run menu, or close other programs.',
  cause,
});
