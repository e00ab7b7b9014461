import { floatOutput, pick, refuseOthers } from '../diffusion/model-io';
import type { ModelSession } from '../node-context';
import type { FloatTensor, Tensor } from '../values';

/** Ids through a text encoder (padded to its length) or a class embedder: `[1, L, D]`, a token an id. */
export async function encodeIds(
  session: ModelSession,
  ids: readonly number[],
): Promise<FloatTensor> {
  const input = pick(session, 'inputs', 'input of ids [B, L]', (info) => info.dims.length === 2);
  refuseOthers(session, [input.name]);
  const output = pick(session, 'outputs', 'output of tokens [B, L, D]', (o) => o.dims.length === 3);
  const feed: Tensor = {
    type: 'int64',
    dims: [1, ids.length],
    data: BigInt64Array.from(ids, (id) => BigInt(id)),
  };
  return floatOutput(await session.run({ [input.name]: feed }), output.name);
}
