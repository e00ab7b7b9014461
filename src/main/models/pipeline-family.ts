import type { PartOf } from '@core/models/manifest';

/**
 * What a substitute may be offered by: models of one family take the same wires. Stable Diffusion 1
 * and 2 are told apart by the width of their text encoder (CLIP ViT-L 768, OpenCLIP ViT-H 1024).
 * Of any other pipeline only models of the same name are relatives.
 */
export function pipelineFamily(
  name: string,
  className: string | undefined,
  unet: PartOf<'unet'> | undefined,
): string {
  if (!className?.includes('StableDiffusion') || !unet) return name;
  const generation = { 768: 'stable-diffusion-1', 1024: 'stable-diffusion-2' }[
    unet.tokenWidth ?? 0
  ];
  if (!generation) return name;
  const slots = unet.concatSlots.map((slot) => slot.name.replaceAll('_', '-'));
  return [generation, ...slots].join('-');
}
