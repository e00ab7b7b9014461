import { channelsOf, slotChannels } from '@core/diffusion/conditioning/slot-channels';
import {
  blockProblem,
  factorOf,
  factorUnknown,
  requireBlocks,
  requireSlot,
  slotConditioning,
  slotProblem,
  slotType,
} from '@core/diffusion/conditioning/slots';
import { partOf } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';

const noSlot = {
  code: 'slot-not-chosen',
  message: 'No slot is chosen.',
  hint: 'Choose one in the Slot field.',
} as const;

export default defineNode({
  type: 'channel-slot',
  version: 1,
  title: 'Channel slot',
  category: 'conditioners',
  doc: 'Fills one concat slot of a U-Net by its name, with a latent, an image or a mask: for slots that no other conditioner makes, such as the image latent of InstructPix2Pix or a depth map.',
  synonyms: ['concat', 'InstructPix2Pix', 'depth', 'image_latent', 'extra channels'],
  inputs: {
    value: {
      label: 'Value',
      type: [{ kind: 'latent', content: 'clean' }, { kind: 'image' }, { kind: 'mask' }],
      doc: 'A latent goes in as it is, an image averaged to the latent’s cells and brought to -1..1, a mask max-pooled.',
    },
    unet: { label: 'U-Net', type: { kind: 'model', role: 'unet' }, doc: 'Whose slot it is.' },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning', mechanisms: ['concat'], sources: [] },
      doc: 'Channels [B, C, h, w] in the slot.',
    },
  },
  params: {
    slot: {
      kind: 'picker',
      label: 'Slot',
      doc: 'A slot of the U-Net, by the name that its config gives it.',
      default: '',
      options: ({ inputs }) =>
        (partOf(inputs.unet, 'unet')?.concatSlots ?? []).map(({ name, from }) => ({
          value: name,
          label: name,
          ...(from && { doc: from }),
        })),
      empty: 'Wire a U-Net to choose from its slots',
    },
  },
  effects: 'pure',
  infer({ inputs, params: { slot } }) {
    const unet = partOf(inputs.unet, 'unet');
    const [value] = inputs.value;
    const problems: PortProblem[] = [];
    if (slot === '') problems.push({ severity: 'error', ...noSlot });
    const channels = unet?.concatSlots.find(({ name }) => name === slot)?.channels;
    const brought = value && channels ? channelsOf(value, channels) : undefined;
    const missing = unet && slot !== '' ? slotProblem(unet, slot, brought) : undefined;
    if (missing) problems.push(missing);
    const factor = value?.kind === 'latent' ? 1 : unet?.latentFactor;
    if (unet && value && !factor) problems.push({ severity: 'error', ...factorUnknown(unet) });
    const odd = factor && value && blockProblem(value, factor, 'value');
    if (odd) problems.push(odd);
    return {
      outputs: { conditioning: slotType(slot === '' ? [] : [slot], value, factor) },
      problems,
    };
  },
  async execute(ctx, { value, unet: { part } }, { slot }) {
    if (slot === '') ctx.fail(noSlot);
    const factor = value.kind === 'latent' ? 1 : factorOf(part);
    requireBlocks(value.tensor, factor, 'value');
    const channels = part.concatSlots.find(({ name }) => name === slot)?.channels ?? 0;
    const tensor = slotChannels(value, channels, factor);
    requireSlot(part, slot, tensor.dims[1] ?? 0);
    return { conditioning: slotConditioning({ [slot]: tensor }) };
  },
});
