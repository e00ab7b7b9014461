import { matchedByColour, semanticShares } from '@core/diffusion/conditioning/semantic-shares';
import {
  blockProblem,
  factorOf,
  factorUnknown,
  requireSlot,
  slotConditioning,
  slotProblem,
  slotType,
  withoutSeverity,
} from '@core/diffusion/conditioning/slots';
import { partOf } from '@core/diffusion/port-facts';
import { NodeFailure } from '@core/errors';
import type { PartOf } from '@core/models/manifest';
import { defineNode, type PortProblem } from '@core/node-definition';

const slot = 'semantic';

const paletteMissing = ({ pipeline }: PartOf<'unet'>) => ({
  code: 'palette-missing',
  message: `The U-Net of ${pipeline} does not say which classes its channels mean.`,
  hint: 'Add semantic_palette to unet/config.json: each class with its colour, in channel order.',
  port: 'unet',
});

export default defineNode({
  type: 'semantic-conditioner',
  version: 1,
  title: 'Semantic conditioner',
  category: 'conditioners',
  doc: 'Conditions by a semantic map: the share of each class in each latent cell, joined to the latent as channels. Where the colours lie, the picture follows.',
  synonyms: ['segmentation', 'layout to image', 'SPADE', 'concat', 'spatial rescaler'],
  inputs: {
    semanticMap: {
      label: 'Semantic map',
      type: { kind: 'semantic-map' },
      doc: 'A class for each pixel, of the size of the picture to make.',
    },
    unet: {
      label: 'U-Net',
      type: { kind: 'model', role: 'unet' },
      doc: 'Whose palette and latent cells count.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning', mechanisms: ['concat'], sources: [] },
      doc: 'Channels [B, classes, h, w] in the slot semantic, 0..1.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const unet = partOf(inputs.unet, 'unet');
    const [map] = inputs.semanticMap;
    const problems: PortProblem[] = [];
    if (unet) {
      const missing = slotProblem(unet, slot, unet.palette?.length);
      if (missing) problems.push(missing);
      else if (!unet.palette) problems.push({ severity: 'error', ...paletteMissing(unet) });
      else if (!unet.latentFactor) problems.push({ severity: 'error', ...factorUnknown(unet) });
      const odd = unet.latentFactor && blockProblem(map ?? {}, unet.latentFactor, 'semanticMap');
      if (odd) problems.push(odd);
    }
    return {
      outputs: { conditioning: slotType([slot], map, unet?.latentFactor) },
      problems,
      notes: unet?.palette ? { unet: `${unet.palette.length} classes` } : undefined,
    };
  },
  async execute(ctx, { semanticMap, unet }) {
    const { palette } = unet.part;
    if (!palette) throw new NodeFailure(paletteMissing(unet.part));
    requireSlot(unet.part, slot, palette.length);
    const factor = factorOf(unet.part);
    const [, height, width] = semanticMap.indices.dims;
    const odd = blockProblem({ width, height }, factor, 'semanticMap');
    if (odd) ctx.fail(withoutSeverity(odd));
    const others = matchedByColour(semanticMap.classes, palette);
    if (others.length > 0) {
      ctx.preview({ kind: 'text', text: `By the nearest colour: ${others.join(', ')}` });
    }
    return {
      conditioning: slotConditioning({ [slot]: semanticShares(semanticMap, palette, factor) }),
    };
  },
});
