import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, NodeFailure } from '@core/errors';
import type { PartOf } from '@core/models/manifest';
import type { TextTokenizer } from '@core/node-context';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { errnoOf } from '../../files/file-errors';
import { paddedTokenizer } from './padded-tokenizer';

const tokenizerSchema = z.looseObject({
  model: z.looseObject({ type: z.string().optional(), unk_token: z.string().nullish() }),
});
const configSchema = z.looseObject({ unk_token: z.unknown() });

/** The tokenizer of a text encoder, from `tokenizer.json` in its folder. Throws `NodeFailure`. */
export async function loadTokenizer(part: PartOf<'text-encoder'>): Promise<TextTokenizer> {
  const folder = part.tokenizerFolder;
  const json = await readJson(join(folder, 'tokenizer.json'), part.pipeline, tokenizerSchema);
  const config = await readJson(
    join(folder, 'tokenizer_config.json'),
    part.pipeline,
    configSchema,
  ).catch((cause: unknown) => {
    // Only its name of the unknown token is used, and tokenizer.json has one as well.
    if (cause instanceof NodeFailure && cause.error.code === 'tokenizer-missing') return {};
    throw cause;
  });
  try {
    const tokenizer = new Tokenizer(json, config);
    return paddedTokenizer(tokenizer, {
      length: part.maxTokens,
      padId: part.padToken,
      unknown: json.model.unk_token ?? undefined,
    });
  } catch (cause) {
    throw new NodeFailure(unusable(join(folder, 'tokenizer.json'), part.pipeline, String(cause)));
  }
}

async function readJson<T>(path: string, pipeline: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const missing = errnoOf(cause) === 'ENOENT';
    throw new NodeFailure(
      missing ? absent(path, pipeline) : unusable(path, pipeline, String(cause)),
    );
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new NodeFailure(unusable(path, pipeline, String(cause)));
  }
}

const absent = (path: string, pipeline: string): AppError => ({
  code: 'tokenizer-missing',
  message: `${pipeline} has no tokenizer at ${path}.`,
  hint: 'Put tokenizer.json of the Hugging Face format there; exporters write it beside the model.',
});

const unusable = (path: string, pipeline: string, cause: string): AppError => ({
  code: 'tokenizer-unusable',
  message: `The tokenizer of ${pipeline} cannot be read: ${path}.`,
  hint: 'Copy or download tokenizer.json of the pipeline again.',
  cause,
});
