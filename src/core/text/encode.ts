import { floatOutput, pick, refuseOthers } from '../diffusion/denoising/model-io';
import type { ModelSession, TensorInfo } from '../node-context';
import type { FloatTensor, Tensor } from '../values';

const isVector = (info: TensorInfo): boolean => info.dims.length === 2;

async function runIds(
  session: ModelSession,
  ids: readonly number[],
): Promise<Readonly<Record<string, Tensor>>> {
  const input = pick(session, 'inputs', 'input of ids [B, L]', (info) => info.dims.length === 2);
  refuseOthers(session, [input.name]);
  const feed: Tensor = {
    type: 'int64',
    dims: [1, ids.length],
    data: BigInt64Array.from(ids, (id) => BigInt(id)),
  };
  return session.run({ [input.name]: feed });
}

const tokenOutput = (session: ModelSession): TensorInfo =>
  pick(session, 'outputs', 'output of tokens [B, L, D]', (info) => info.dims.length === 3);

/** Ids through a text encoder (padded to its length) or a class embedder: `[1, L, D]`, a token an id. */
export async function encodeIds(
  session: ModelSession,
  ids: readonly number[],
): Promise<FloatTensor> {
  const output = tokenOutput(session);
  return floatOutput(await runIds(session, ids), output.name);
}

/** Label ids through a class embedder that conditions by a vector: `[1, D]` (ADM). */
export async function encodeVector(
  session: ModelSession,
  ids: readonly number[],
): Promise<FloatTensor> {
  const output = pick(session, 'outputs', 'output of a vector [B, D]', isVector);
  return floatOutput(await runIds(session, ids), output.name);
}

/** Tokens `[1, L, D]`, and the pooled vector `[1, D]` (`text_embeds`, else the one there is). */
export async function encodeTextWithPooled(
  session: ModelSession,
  ids: readonly number[],
): Promise<{ readonly tokens: FloatTensor; readonly pooled: FloatTensor }> {
  const tokens = tokenOutput(session);
  const named = session.outputs.find((info) => info.name === 'text_embeds');
  const pooled = named ?? pick(session, 'outputs', 'pooled output [B, D]', isVector);
  const outputs = await runIds(session, ids);
  return { tokens: floatOutput(outputs, tokens.name), pooled: floatOutput(outputs, pooled.name) };
}
