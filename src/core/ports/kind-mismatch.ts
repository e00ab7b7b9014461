import { capital } from '../text/capital';
import { modelRoleTitle } from './model-role-title';
import { portKindTitle } from './port-kind-title';
import type { PortKind, PortType } from './port-type';

/** What a node put between would mend, by `from>to`: the pairs people try. */
const mends: Readonly<Partial<Record<`${PortKind}>${PortKind}`, string>>> = {
  'image>latent': 'Put an Encode node between.',
  'latent>image': 'Put a Decode node between.',
  'text>conditioning': 'Put a Text encoder node between.',
  'text>tokens': 'Put a Tokenize node between.',
  'tokens>conditioning': 'Put a Text encoder node between.',
  'tokens>text': 'Wire the Text prompt itself; tokens cannot be turned back into text.',
  'text>model': 'Text goes into the Text input; a model comes from Load pipeline.',
  'image>conditioning':
    'An image conditions the U-Net through a conditioner node that makes conditioning of it.',
  'prediction>latent': 'Put a Sampler step node between: it takes the predicted noise away.',
  'latent>prediction': 'Put a U-Net step node between.',
  'conditioning>prediction': 'Put a U-Net step node between.',
  'conditioning>latent':
    'Wire conditioning into the Conditioning input of a U-Net step or Denoise node.',
  'prediction>image': 'Put a Sampler step and a Decode node between.',
  'moments>latent': 'Use the Latent output of the same Encode node.',
  'codes>latent': 'Use the Latent output of the same Quantize node.',
  'codes>image': 'Quantize shows its code indices as a picture in the node.',
  'schedule-defaults>schedule': 'Put a Schedule node between.',
  'schedule>schedule-defaults': 'Wire the Schedule output of Load pipeline here.',
  'schedule>timestep': 'A timestep comes from Denoise begin: wire the schedule there.',
  'timestep>schedule': 'Wire the Schedule node itself.',
  'image>mask': 'A mask has one channel; an image has three.',
};

/** Where a value of a kind comes from: the mend where no single node between would do. */
const sources: Readonly<Record<PortKind, string>> = {
  any: 'Wire an output of any node here.',
  image: 'Images come from Load image or Decode.',
  mask: 'Masks come from mask nodes.',
  latent: 'Latents come from Noise, Encode, Add noise or Denoise.',
  moments: 'Moments come from Encode.',
  conditioning: 'Conditioning comes from Text encoder, Class label or Null conditioning.',
  prediction: 'Predictions come from U-Net step or Guidance.',
  model: 'Models come from Load pipeline.',
  schedule: 'A schedule comes from the Schedule node.',
  timestep: 'A timestep comes from Denoise begin.',
  'schedule-defaults': 'Schedule defaults come from Load pipeline.',
  attention: 'Attention maps come from U-Net step.',
  'semantic-map': 'Semantic maps come from the Semantic map node.',
  codes: 'Code indices come from Quantize.',
  trajectory: 'A trajectory comes from Denoise or Denoise end.',
  layout: 'Layouts come from the Layout node.',
  tensor: 'Tensors come from ONNX model; images, masks, latents and numbers are tensors too.',
  text: 'Text comes from Text prompt, Text template or Sweep.',
  tokens: 'Tokens come from Tokenize.',
  seed: 'Seeds come from the Seed node.',
  number: 'Numbers come from Number and Sweep.',
};

/** A model as an input says more than its kind. */
const modelMends: Readonly<Partial<Record<PortKind, string>>> = {
  conditioning:
    'A model makes conditioning inside a Text encoder, Class label or Null conditioning node.',
  prediction: 'Wire the U-Net into a U-Net step node; its prediction goes here.',
  image: 'Wire the autoencoder into a Decode node; its image goes here.',
  latent: 'Wire the autoencoder into a Noise or Encode node; its latent goes here.',
};

const uncounted: ReadonlySet<PortKind> = new Set<PortKind>([
  'conditioning',
  'moments',
  'attention',
  'text',
  'tokens',
  'schedule-defaults',
]);

/** `an image`, `conditioning`, `a U-Net`: as the subject of a sentence, without a capital. */
function withArticle(type: PortType): string {
  const noun = type.kind === 'model' ? modelRoleTitle(type.role) : portKindTitle(type.kind);
  if (uncounted.has(type.kind)) return noun;
  // "a U-Net": said with a consonant.
  return /^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** Why a value of one kind cannot go into a port of another, and what would mend it. */
export function kindMismatch(from: PortType, to: PortType): { message: string; hint: string } {
  const target = to.kind === 'model' ? modelRoleTitle(to.role) : portKindTitle(to.kind);
  const article = /^[aeio]/.test(target) ? 'an' : 'a';
  const hint =
    mends[`${from.kind}>${to.kind}`] ??
    (from.kind === 'model' ? modelMends[to.kind] : undefined) ??
    sources[to.kind];
  return {
    message: `${capital(withArticle(from))} cannot go into ${article} ${target} port.`,
    hint,
  };
}
