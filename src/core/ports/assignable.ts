import { assertNever, err, ok, type Result } from '../errors';
import { kindMismatch } from './kind-mismatch';
import { modelRoleTitle } from './model-role-title';
import type {
  ConditioningType,
  LatentType,
  ModelPortType,
  PortKind,
  PortType,
  PredictionPortType,
} from './port-type';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/**
 * Whether a value of type `from` may go into a port of type `to`. Only facts that both sides know
 * are compared: an open fact agrees with anything, `infer` fills it in later.
 */
export function assignable(from: PortType, to: PortType): Result<null, Refusal> {
  // A seed is a whole number; whether this one is, the Seed parameter's range check tells at the node.
  if (from.kind === 'number' && to.kind === 'seed') return ok(null);
  if (to.kind === 'tensor' && tensorKinds.has(from.kind)) return ok(null);
  if (from.kind === 'any' || to.kind === 'any') return ok(null);
  if (from.kind !== to.kind) return err({ code: 'kind-mismatch', ...kindMismatch(from, to) });
  const refusal = factMismatch(from, to);
  return refusal ? err(refusal) : ok(null);
}

/** What an input of an ONNX file may be made of. */
const tensorKinds: ReadonlySet<PortKind> = new Set<PortKind>([
  'image',
  'mask',
  'latent',
  'attention',
  'number',
  'seed',
]);

function factMismatch(from: PortType, to: PortType): Refusal | null {
  switch (from.kind) {
    case 'latent':
      return to.kind === 'latent' ? latentMismatch(from, to) : null;
    case 'conditioning':
      return to.kind === 'conditioning' ? conditioningMismatch(from, to) : null;
    case 'prediction':
      return to.kind === 'prediction' ? predictionMismatch(from, to) : null;
    case 'model':
      return to.kind === 'model' ? modelMismatch(from, to) : null;
    case 'image':
    case 'mask':
    case 'moments':
      return to.kind === from.kind ? sizeMismatch(from.kind, from, to, 'px') : null;
    case 'schedule':
    case 'timestep':
      return to.kind === from.kind
        ? (differ('sampler-mismatch', from.sampler, to.sampler, (need, give) => ({
            message: `needs a ${from.kind} of the ${need} sampler, this gives one of ${give}`,
            hint: 'Wire the same Schedule node to both places.',
          })) ?? parameterisationMismatch(from.predictionType, to.predictionType))
        : null;
    case 'schedule-defaults':
      return to.kind === from.kind
        ? parameterisationMismatch(from.predictionType, to.predictionType)
        : null;
    case 'tokens':
      return to.kind === 'tokens'
        ? (differ('text-encoder-mismatch', from.textEncoder, to.textEncoder, () => ({
            message: 'needs the tokens of its own text encoder, these belong to another model',
            hint: 'Wire the same text encoder into Tokenize and Text encoder.',
          })) ??
            differ('token-count-mismatch', from.length, to.length, (need, give) => ({
              message: `needs ${need} tokens, this gives ${give}: the tokenizer belongs to another model`,
            })))
        : null;
    case 'any':
    case 'tensor':
    case 'attention':
    case 'semantic-map':
    case 'codes':
    case 'trajectory':
    case 'layout':
    case 'text':
    case 'seed':
    case 'number':
      return null;
    default:
      return assertNever(from);
  }
}

/** The refusal that `say` words when both sides know the fact and it is not the same. */
function differ<T>(
  code: string,
  give: T | undefined,
  need: T | undefined,
  say: (need: T, give: T) => { readonly message: string; readonly hint?: string },
): Refusal | null {
  if (give === undefined || need === undefined || give === need) return null;
  return { code, ...say(need, give) };
}

function sizeMismatch(
  noun: string,
  from: { readonly width?: number; readonly height?: number },
  to: { readonly width?: number; readonly height?: number },
  unit: string,
): Refusal | null {
  const wrong =
    differ('size-mismatch', from.width, to.width, () => ({ message: '' })) ??
    differ('size-mismatch', from.height, to.height, () => ({ message: '' }));
  if (!wrong) return null;
  const size = (t: typeof from): string => `${t.width ?? 'any'}×${t.height ?? 'any'}`;
  return {
    code: wrong.code,
    message: `needs ${size(to)} ${unit}, this ${noun} is ${size(from)}`,
    hint: 'Give both the same width and height.',
  };
}

const contents = {
  noise: 'plain noise',
  noised: "a latent at the schedule's noise level",
  clean: "an image's clean latent",
} as const;

function latentMismatch(from: LatentType, to: LatentType): Refusal | null {
  return (
    differ('latent-channels-mismatch', from.channels, to.channels, (need, give) => ({
      message: `needs ${need} latent channels, this gives ${give}: the latent belongs to another autoencoder`,
      hint: 'Take the autoencoder and the U-Net from the same Load pipeline node.',
    })) ??
    differ('latent-factor-mismatch', from.factor, to.factor, (need, give) => ({
      message: `needs a latent cell of ${need} px, this has ${give} px: the latent belongs to another autoencoder`,
      hint: 'Take the autoencoder and the U-Net from the same Load pipeline node.',
    })) ??
    differ('autoencoder-mismatch', from.autoencoder, to.autoencoder, () => ({
      message: `needs a latent of ${to.autoencoderName ?? 'its own autoencoder'}, this one was made by ${
        from.autoencoderName ?? 'another'
      }: each autoencoder has its own latent space`,
      hint: 'Decode it with the autoencoder it was made by, then encode it again.',
    })) ??
    differ('latent-content-mismatch', from.content, to.content, (need, give) => ({
      message: `needs ${contents[need]}, this is ${contents[give]}`,
      hint:
        need === 'noised'
          ? give === 'noise'
            ? 'Wire it into Denoise begin or Denoise, which bring noise to the level they start at.'
            : 'Put an Add noise node between.'
          : need === 'noise'
            ? 'Wire a Noise node here.'
            : 'Wire the Latent of Encode or of a finished Denoise here.',
    })) ??
    sizeMismatch('latent', from, to, 'latent cells')
  );
}

function conditioningMismatch(from: ConditioningType, to: ConditioningType): Refusal | null {
  if (from.absent) return { code: 'conditioning-absent', ...from.absent };
  const width = differ('token-width-mismatch', from.tokenWidth, to.tokenWidth, (need, give) => ({
    message: `needs ${need}-wide tokens, this gives ${give}: the text encoder belongs to another model`,
    hint: 'Take the text encoder or class embedder from the same Load pipeline node as the U-Net.',
  }));
  if (width) return width;
  const takes = to.mechanisms;
  const foreign = takes && from.mechanisms?.find((m) => !takes.includes(m));
  if (takes && foreign) {
    return {
      code: 'mechanism-mismatch',
      message: `is conditioned by ${takes.join(' and ') || 'nothing'}, this conditions by ${foreign}`,
      hint: 'Use a conditioner whose mechanism this model was trained with.',
    };
  }
  const slots = to.slots;
  const unknown = slots && from.slots?.find((s) => !slots.includes(s));
  if (slots && unknown !== undefined) {
    return {
      code: 'slot-mismatch',
      message: `has no concat slot "${unknown}"; it has ${slots.map((s) => `"${s}"`).join(', ') || 'none'}`,
      hint: 'Use a conditioner made for this U-Net.',
    };
  }
  return null;
}

function parameterisationMismatch(
  give: PredictionPortType['parameterisation'],
  need: PredictionPortType['parameterisation'],
): Refusal | null {
  return differ('parameterisation-mismatch', give, need, (n, g) => ({
    message: `needs ${n}, this gives ${g}`,
    hint: 'Set the Schedule\'s prediction to "as the model", or take both from the same pipeline.',
  }));
}

function predictionMismatch(from: PredictionPortType, to: PredictionPortType): Refusal | null {
  return (
    parameterisationMismatch(from.parameterisation, to.parameterisation) ??
    differ('latent-channels-mismatch', from.channels, to.channels, (need, give) => ({
      message: `needs a prediction of ${need} channels, this has ${give}: it belongs to another U-Net`,
    })) ??
    sizeMismatch('prediction', from, to, 'latent cells')
  );
}

function modelMismatch(from: ModelPortType, to: ModelPortType): Refusal | null {
  return (
    differ('model-role-mismatch', from.role, to.role, (need, give) => ({
      message: `needs the ${modelRoleTitle(need)}, this is the ${modelRoleTitle(give)}`,
      hint: `Wire the ${modelRoleTitle(need)} output of Load pipeline here.`,
    })) ??
    absentPart(from) ??
    differ('model-mismatch', from.part?.hash, to.part?.hash, () => ({
      message: `needs the ${modelRoleTitle(to.role)} of ${to.part?.pipeline ?? 'its pipeline'}, this is the one of ${
        from.part?.pipeline ?? 'another'
      }`,
    }))
  );
}

function absentPart({ role, absent }: ModelPortType): Refusal | null {
  if (!absent) return null;
  const title = modelRoleTitle(role);
  const { pipeline, fault } = absent;
  return {
    code: 'pipeline-part-missing',
    message: fault
      ? `needs the ${title}, and that of ${pipeline} cannot be used: ${fault.message}`
      : `needs the ${title}, and ${pipeline} has none`,
    hint: fault?.hint ?? `Wire the ${title} of another pipeline here.`,
  };
}
