import { join } from 'node:path';
import { type PartOf, textEncoderPartSchema } from '@core/models/manifest';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { onnxFile, partProblem } from './part-files';
import { noPart, type PartContext, type PartReading } from './part-reader';
import { readTokenizer } from './tokenizer-folder';

const configSchema = z.looseObject({
  /** CLIP and BERT say `hidden_size`, T5 `d_model`. */
  hidden_size: z.number().int().positive().optional(),
  d_model: z.number().int().positive().optional(),
  max_position_embeddings: z.number().int().positive().optional(),
  pad_token_id: z.number().int().nullish(),
  /** Width of `text_embeds`; `pooler_output` is as wide as the tokens. */
  projection_dim: z.number().int().positive().optional(),
});

/**
 * `text_encoder` with the `tokenizer` folder beside it.
 * @param vectorWidth of the vector that the pipeline's U-Net takes, and nothing else gives
 */
export async function readTextEncoder(
  { pipeline, folder, hashes }: PartContext,
  vectorWidth: number | undefined,
): Promise<PartReading<PartOf<'text-encoder'>>> {
  const config = await readJsonFile(join(folder, 'text_encoder', 'config.json'), configSchema);
  if (!config.ok) return noPart(partProblem(pipeline, 'text_encoder', config.error));
  const tokenizerFolder = join(folder, 'tokenizer');
  const tokenizer = await readTokenizer(tokenizerFolder);
  if (!tokenizer.ok) return noPart(partProblem(pipeline, 'tokenizer', tokenizer.error));

  const { hidden_size, d_model, max_position_embeddings, pad_token_id, projection_dim } =
    config.value;
  const lengths = [max_position_embeddings, tokenizer.value.maxLength].filter(
    (length) => length !== undefined,
  );
  const facts = {
    tokenWidth: hidden_size ?? d_model,
    maxTokens: lengths.length > 0 ? Math.min(...lengths) : undefined,
    padToken: tokenizer.value.padToken ?? pad_token_id ?? undefined,
    pooledWidth: [projection_dim, hidden_size].find(
      (width) => width !== undefined && width === vectorWidth,
    ),
  };
  const missing = [
    facts.tokenWidth === undefined && 'the token width (hidden_size)',
    facts.maxTokens === undefined && 'the length (max_position_embeddings)',
    facts.padToken === undefined && 'the padding token (pad_token)',
  ].filter((name) => name !== false);
  if (missing.length > 0) {
    return noPart(
      partProblem(pipeline, 'text_encoder', {
        code: 'config-incomplete',
        message: `neither config.json nor tokenizer_config.json says ${missing.join(', ')}.`,
        hint: 'Add it from the model card.',
      }),
    );
  }

  const onnx = await onnxFile(join(folder, 'text_encoder'), hashes);
  if (!onnx.ok) return noPart(partProblem(pipeline, 'text_encoder', onnx.error));
  const part = textEncoderPartSchema.parse({
    ...onnx.value,
    ...facts,
    role: 'text-encoder',
    pipeline,
    tokenizerFolder,
  });
  return { part, problems: [] };
}
