import type { ConcatSlot } from '@core/models/manifest';

/**
 * What U-Nets in the wild take behind the noisy latent, by `latent -> in_channels`. Only layouts
 * that no other model shares are listed; where the same count means different things (LDM's 6 = 3 + 3
 * is super-resolution or semantic synthesis) the config must say.
 * Sources: diffusers' StableDiffusionInpaintPipeline, StableDiffusionInstructPix2PixPipeline,
 * StableDiffusionDepth2ImgPipeline and StableDiffusionUpscalePipeline.
 */
const known: Readonly<Record<string, readonly ConcatSlot[]>> = {
  '4 -> 9': [
    { name: 'mask', channels: 1 },
    { name: 'masked_latent', channels: 4 },
  ],
  '4 -> 8': [{ name: 'image_latent', channels: 4 }],
  '4 -> 7': [{ name: 'low_res', channels: 3 }],
  '4 -> 5': [{ name: 'depth', channels: 1 }],
};

/** Slots of a U-Net whose config names none; undefined when the counts do not tell. */
export function knownConcatSlots(
  latentChannels: number,
  inChannels: number,
): readonly ConcatSlot[] | undefined {
  if (latentChannels === inChannels) return [];
  return known[`${latentChannels} -> ${inChannels}`];
}
