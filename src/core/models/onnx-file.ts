import { z } from 'zod';
import type { TensorInfo } from '../node-context';

/** A tensor of an ONNX file as its graph declares it; named dimensions are open, `?` has no name. */
export const onnxTensorSchema = z.object({
  name: z.string().min(1).max(190),
  /** `float32`, `int64`... */
  type: z.string(),
  dims: z.array(z.union([z.number(), z.string()])).max(16),
});
export type OnnxTensor = z.infer<typeof onnxTensorSchema>;

/**
 * An ONNX file with what goes in and out of it, as it was when it was chosen: kept in the graph, so
 * that its ports are known without the file. `file`: `bundled:<name>` or a path.
 */
export const onnxFileSchema = z.object({
  file: z.string().min(1),
  inputs: z.array(onnxTensorSchema).max(64),
  outputs: z.array(onnxTensorSchema).max(64),
});
export type OnnxFile = z.infer<typeof onnxFileSchema>;

/** `float32 [1, 3, height, width]`. */
export const describeTensor = ({ type, dims }: Pick<TensorInfo, 'type' | 'dims'>): string =>
  `${type} [${dims.join(', ')}]`;
