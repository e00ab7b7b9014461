import { type AppError, NodeFailure } from '@core/errors';
import type { ModelSession, TensorInfo } from '@core/node-context';
import type { Tensor } from '@core/values';
import type { InferenceSession } from 'onnxruntime-node';
import { prepareFeeds } from './feeds';
import { outOfMemory } from './open-session';
import { loadOrt } from './ort';
import { fromOrtTensor, nonFinite } from './outputs';
import type { PooledSession } from './session-pool';

interface ModelSessionArgs {
  readonly pooled: PooledSession;
  /** Throws `Cancelled`. */
  checkpoint(): Promise<void>;
  /** ` at iteration 3 of 25`, or empty. */
  where(): string;
  onRun(ms: number): void;
  warn(message: string): void;
}

/** A pooled session as a node sees it: checked feeds, checked outputs, a chance to stop around each run. */
export function modelSession(args: ModelSessionArgs): ModelSession {
  const { pooled } = args;
  const { session, name, actual } = pooled;
  const inputs = describe(session.inputMetadata);
  return {
    name,
    inputs,
    outputs: describe(session.outputMetadata),
    provider: actual,
    async run(feeds, fetches) {
      await args.checkpoint();
      const prepared = prepareFeeds(name, inputs, feeds);
      if (!prepared.ok) throw new NodeFailure(prepared.error);
      const { Tensor: OrtTensor } = await loadOrt();
      const ortFeeds: Record<string, InstanceType<typeof OrtTensor>> = {};
      for (const [input, feed] of Object.entries(prepared.value)) {
        ortFeeds[input] = new OrtTensor(feed.type, feed.data, feed.dims);
        if (feed.rounded) {
          const { from, to } = feed.rounded;
          args.warn(`${name} takes whole numbers for ${input}: ${from} was rounded to ${to}.`);
        }
      }
      const outputs = await timedRun(args, ortFeeds, fetches);
      await args.checkpoint();
      return checkOutputs(outputs, name, args.where());
    },
  };
}

async function timedRun(
  { pooled, where, onRun }: ModelSessionArgs,
  feeds: InferenceSession.FeedsType,
  fetches: readonly string[] | undefined,
): Promise<InferenceSession.OnnxValueMapType> {
  const session = await pooled.current();
  const start = performance.now();
  try {
    return await (fetches ? session.run(feeds, [...fetches]) : session.run(feeds));
  } catch (cause) {
    throw new NodeFailure(runFailed(pooled.name, where(), cause));
  } finally {
    onRun(performance.now() - start);
  }
}

function checkOutputs(
  outputs: InferenceSession.OnnxValueMapType,
  model: string,
  where: string,
): Readonly<Record<string, Tensor>> {
  const values: Record<string, Tensor> = {};
  for (const [name, output] of Object.entries(outputs)) {
    const value = 'dims' in output ? fromOrtTensor(output) : null;
    if (!value) throw new NodeFailure(otherOutput(model, name));
    const broken = nonFinite(value);
    if (broken) throw new NodeFailure(notANumber(model, name, broken, where));
    values[name] = value;
  }
  return values;
}

function describe(metadata: readonly InferenceSession.ValueMetadata[]): readonly TensorInfo[] {
  return metadata.map((value) =>
    value.isTensor
      ? { name: value.name, type: value.type, dims: value.shape }
      : { name: value.name, type: 'no tensor', dims: [] },
  );
}

function runFailed(model: string, where: string, cause: unknown): AppError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (/bad_alloc|alloc|out of memory|device lost/i.test(detail)) {
    return outOfMemory(`running ${model}${where}`, detail);
  }
  return {
    code: 'model-run-failed',
    message: `${model} failed${where} while it was running${operatorIn(detail)}.`,
    hint: 'Sizes that are no multiple of what the model was made for are the usual reason. On a GPU, try the provider cpu.',
    cause: detail,
  };
}

/** The operator that the runtime's message names, without its C++ file names and shapes. */
function operatorIn(detail: string): string {
  const operator = /while running (\w+) node/.exec(detail)?.[1];
  return operator === undefined ? '' : `, in its operator ${operator}`;
}

const notANumber = (model: string, output: string, what: string, where: string): AppError => ({
  code: 'non-finite-output',
  message: `${model} gave ${what} in ${output}${where}, so there is no picture to make.`,
  hint: 'Usual reasons: a guidance scale far too high, a schedule of another model, or a half precision model that overflows. Try the float32 model.',
});

const otherOutput = (model: string, output: string): AppError => ({
  code: 'model-output-type',
  message: `${model} gives ${output} in a type that no node here can use.`,
  hint: 'Export the model with float32 or float16 outputs.',
});
