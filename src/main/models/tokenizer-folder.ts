import { join } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { isFile } from './part-files';

const tokenSchema = z.union([z.string(), z.looseObject({ content: z.string() })]);
const configSchema = z.looseObject({
  model_max_length: z.number().optional(),
  pad_token: tokenSchema.nullish(),
});
const specialSchema = z.looseObject({ pad_token: tokenSchema.nullish() });
const idsSchema = z.record(z.string(), z.number().int());
const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.number().int(), content: z.string() })).optional(),
  // Unigram models (T5) list pairs: the position is the id.
  model: z.looseObject({ vocab: z.union([idsSchema, z.array(z.tuple([z.string(), z.number()]))]) }),
});

export interface TokenizerFacts {
  /** Length the tokenizer cuts to, where it names one: some write 1e30 for "none". */
  readonly maxLength?: number;
  /** Id that fills up the rest; the text encoder's own `pad_token_id` is often wrong (CLIP says 1). */
  readonly padToken?: number;
}

/** Checks that a tokenizer is there and reads what the text encoder's config does not tell. */
export async function readTokenizer(folder: string): Promise<Result<TokenizerFacts>> {
  const files = {
    tokenizer: join(folder, 'tokenizer.json'),
    vocab: join(folder, 'vocab.json'),
    merges: join(folder, 'merges.txt'),
    config: join(folder, 'tokenizer_config.json'),
    special: join(folder, 'special_tokens_map.json'),
  };
  const hasTokenizer = await isFile(files.tokenizer);
  if (!hasTokenizer && !((await isFile(files.vocab)) && (await isFile(files.merges)))) {
    return err(noTokenizer(folder));
  }
  const config = (await isFile(files.config))
    ? await readJsonFile(files.config, configSchema)
    : ok(configSchema.parse({}));
  if (!config.ok) return config;
  const special = (await isFile(files.special))
    ? await readJsonFile(files.special, specialSchema)
    : ok(specialSchema.parse({}));
  if (!special.ok) return special;
  const ids = hasTokenizer ? await tokenizerIds(files.tokenizer) : await vocabIds(files.vocab);
  if (!ids.ok) return ids;

  const pad = config.value.pad_token ?? special.value.pad_token;
  const padText = typeof pad === 'string' ? pad : pad?.content;
  const length = config.value.model_max_length;
  return ok({
    maxLength: length !== undefined && length > 0 && length < 1e6 ? length : undefined,
    padToken: padText === undefined ? undefined : ids.value.get(padText),
  });
}

async function tokenizerIds(file: string): Promise<Result<ReadonlyMap<string, number>>> {
  const read = await readJsonFile(file, tokenizerSchema);
  if (!read.ok) return read;
  const { vocab } = read.value.model;
  const ids = new Map(
    Array.isArray(vocab) ? vocab.map(([token], id) => [token, id]) : Object.entries(vocab),
  );
  for (const { content, id } of read.value.added_tokens ?? []) ids.set(content, id);
  return ok(ids);
}

async function vocabIds(file: string): Promise<Result<ReadonlyMap<string, number>>> {
  const read = await readJsonFile(file, idsSchema);
  return read.ok ? ok(new Map(Object.entries(read.value))) : read;
}

const noTokenizer = (folder: string): AppError => ({
  code: 'tokenizer-missing',
  message: 'there is no tokenizer: neither tokenizer.json nor vocab.json with merges.txt.',
  hint: `Put the model's tokenizer files into ${folder}.`,
});
