import type { ModelSession } from '../../node-context';
import type { FloatTensor, LayoutBox } from '../../values';
import { floatOutput, pick, refuseOthers } from '../denoising/model-io';
import { floatTensor } from '../tensor';

/** A box with the id of its class; corners x0, y0, x1, y1 as fractions of the picture. */
export interface LabelledBox {
  readonly id: number;
  readonly box: readonly [number, number, number, number];
}

export const cornersOf = ({ x, y, width, height }: LayoutBox): LabelledBox['box'] => [
  x,
  y,
  x + width,
  y + height,
];

/** `class_labels` `[1, K]` and `boxes` `[1, K, 4]` to tokens `[1, L, D]`. */
export async function encodeLayout(
  session: ModelSession,
  boxes: readonly LabelledBox[],
): Promise<FloatTensor> {
  const labels = pick(session, 'inputs', 'input of labels [B, K]', (i) => i.dims.length === 2);
  const corners = pick(session, 'inputs', 'input of boxes [B, K, 4]', (i) => i.dims.length === 3);
  refuseOthers(session, [labels.name, corners.name]);
  const tokens = pick(session, 'outputs', 'output of tokens [B, L, D]', (o) => o.dims.length === 3);
  const outputs = await session.run({
    [labels.name]: {
      type: 'int64',
      dims: [1, boxes.length],
      data: BigInt64Array.from(boxes, ({ id }) => BigInt(id)),
    },
    [corners.name]: floatTensor(Float32Array.from(boxes.flatMap(({ box }) => [...box])), [
      1,
      boxes.length,
      4,
    ]),
  });
  return floatOutput(outputs, tokens.name);
}
