import { NodeFailure } from '../../errors';
import type { NodeContext } from '../../node-context';
import { encodeIds, encodeTextWithPooled, encodeVector } from '../../text/encode';
import type { ConditioningValue, FloatTensor, ModelValue, TokenSegment } from '../../values';
import { floatTensor } from '../tensor';
import { encodeLayout } from './layout-tokens';

interface Encoders {
  readonly textEncoder?: ModelValue<'text-encoder'>;
  readonly classEmbedder?: ModelValue<'class-embedder'>;
  readonly layoutEncoder?: ModelValue<'layout-encoder'>;
  readonly imageEncoder?: ModelValue<'image-encoder'>;
}

type Context = Pick<NodeContext, 'session' | 'tokenizer'>;

interface StandIn {
  readonly tokens?: FloatTensor;
  readonly vector?: FloatTensor;
}

/**
 * The model's own nothing: the empty prompt, the null label, one empty box, and zeros for an image
 * (IP-Adapter and unCLIP drop images so).
 * @throws NodeFailure when no encoder is wired.
 */
export async function nullFromEncoders(
  ctx: Context,
  { textEncoder, classEmbedder, layoutEncoder, imageEncoder }: Encoders,
  nullSlots: 'keep' | 'drop',
): Promise<ConditioningValue> {
  const standIns = {
    text: textEncoder && (await emptyPrompt(ctx, textEncoder)),
    class: classEmbedder && (await nullLabel(ctx, classEmbedder)),
    layout: layoutEncoder && {
      tokens: await encodeLayout(await ctx.session(layoutEncoder), [
        { id: layoutEncoder.part.nullLabel, box: [0, 0, 0, 0] },
      ]),
    },
    image: imageEncoder && {
      tokens: floatTensor(new Float32Array(imageEncoder.part.tokenWidth), [
        1,
        1,
        imageEncoder.part.tokenWidth,
      ]),
    },
  } satisfies Record<TokenSegment['source'], StandIn | undefined>;
  const sources = ['text', 'class', 'layout', 'image'] as const;
  const given = sources.flatMap((source) => {
    const standIn: StandIn | undefined = standIns[source];
    return standIn ? [{ source, ...standIn }] : [];
  });
  if (given.length === 0) throw new NodeFailure(nullWithoutModel);
  const vectors = given.filter(({ vector }) => vector);
  const [first] = vectors;
  return {
    kind: 'conditioning',
    segments: given.flatMap(({ source, tokens }) => (tokens ? [{ source, tensor: tokens }] : [])),
    slots: {},
    ...(first && { vector: first.vector, vectorSource: first.source }),
    nullFor: Object.fromEntries(
      given.flatMap(({ source, tokens }) => (tokens ? [[source, tokens]] : [])),
    ),
    nullVectors: Object.fromEntries(vectors.map(({ source, vector }) => [source, vector])),
    nullSlots,
  };
}

async function emptyPrompt(
  ctx: Context,
  textEncoder: ModelValue<'text-encoder'>,
): Promise<StandIn> {
  const { ids } = (await ctx.tokenizer(textEncoder)).encode('');
  const session = await ctx.session(textEncoder);
  if (textEncoder.part.pooledWidth === undefined) return { tokens: await encodeIds(session, ids) };
  const { tokens, pooled } = await encodeTextWithPooled(session, ids);
  return { tokens, vector: pooled };
}

async function nullLabel(
  ctx: Context,
  classEmbedder: ModelValue<'class-embedder'>,
): Promise<StandIn> {
  const { nullLabel: id, mechanism } = classEmbedder.part;
  const session = await ctx.session(classEmbedder);
  return mechanism === 'vector'
    ? { vector: await encodeVector(session, [id]) }
    : { tokens: await encodeIds(session, [id]) };
}

export const nullWithoutModel = {
  code: 'null-without-model',
  message: 'Null conditioning needs at least one encoder.',
  hint: 'Wire in the encoder of every conditioning that guidance will compare with.',
} as const;
