import {
  type ChannelStatistics,
  channelValues,
  histogramPlot,
  statisticsOf,
} from '@core/diffusion/first-stage/latent-statistics';
import { floatTensor } from '@core/diffusion/tensor';
import { resize } from '@core/imaging/resize';
import { greyOf, imageOf, shapeOf } from '@core/imaging/shape';
import type { NodeContext, Panel, TableContent } from '@core/node-context';
import { defineNode } from '@core/node-definition';
import type { FloatTensor } from '@core/values';

/** Pixels a map's longest side is enlarged to, in whole squares a cell. */
const mapSide = 128;

export default defineNode({
  type: 'latent-inspector',
  version: 1,
  title: 'Latent inspector',
  category: 'inspect',
  doc: 'Looks into a latent: each channel as a grey map, how its values are spread, their mean and standard deviation.',
  synonyms: ['latent channels', 'histogram', 'mean', 'standard deviation', 'latent preview', 'std'],
  inputs: { latent: { label: 'Latent', type: { kind: 'latent' }, doc: 'What to look into.' } },
  outputs: {},
  params: {
    range: {
      kind: 'select',
      label: 'Grey range',
      doc: 'Which values are black and which white.',
      default: 'channel',
      options: [
        { value: 'channel', label: 'Each channel', doc: 'From its least value to its greatest' },
        { value: 'shared', label: 'Shared', doc: 'One range for all channels' },
        { value: 'fixed', label: '−3 to 3', doc: 'Three standard deviations of unit noise' },
      ],
    },
  },
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const latent = inputs.latent[0];
    const { channels, width, height } = latent ?? {};
    const known = channels && width && height;
    return {
      outputs: {},
      notes: known ? { latent: `${channels} channels of ${width} × ${height} cells` } : undefined,
    };
  },
  async execute(ctx, { latent: { tensor } }, { range }) {
    const { batch, channels } = shapeOf(tensor);
    const every = Array.from({ length: channels }, (_, channel) =>
      statisticsOf(channelValues(tensor, channel)),
    );
    const all = statisticsOf(tensor.data);
    const greys = {
      channel: every,
      shared: every.map(() => all),
      fixed: every.map(() => ({ min: -3, max: 3 })),
    }[range];
    const frames = [];
    for (let item = 0; item < batch; item++) {
      const panels: Panel[] = [];
      for (const [channel, grey] of greys.entries()) {
        const label = `Channel ${channel + 1}`;
        panels.push(await greyMap(ctx, label, plane(tensor, channel, item), grey));
      }
      frames.push({ label: `Picture ${item + 1}`, panels });
    }
    ctx.resultView({
      kind: 'stack',
      parts: [{ kind: 'frames', frames }, histogramPlot(tensor), statisticsTable(every, all)],
    });
    return {};
  },
});

function plane(tensor: FloatTensor, channel: number, item: number): FloatTensor {
  const { width, height } = shapeOf(tensor);
  return floatTensor(channelValues(tensor, channel, item), [1, 1, height, width]);
}

async function greyMap(
  ctx: Pick<NodeContext, 'encodeImage'>,
  label: string,
  values: FloatTensor,
  { min, max }: Pick<ChannelStatistics, 'min' | 'max'>,
): Promise<Panel> {
  const from = shapeOf(values);
  const enlarge = Math.max(1, Math.round(mapSide / Math.max(from.width, from.height)));
  const [width, height] = [from.width * enlarge, from.height * enlarge];
  const data = values.data.map((value) => (value - min) / (max - min || 1));
  const grey = greyOf(floatTensor(data, values.dims));
  const image = imageOf(resize(grey, { width, height, method: 'nearest' }));
  const [png = new Uint8Array()] = await ctx.encodeImage(image, { format: 'png' });
  return { label, png, width, height };
}

/** With a minus sign as wide as a digit. */
const signed = (value: number): string => value.toFixed(3).replace('-', '−');

function statisticsTable(
  every: readonly ChannelStatistics[],
  all: ChannelStatistics,
): TableContent {
  const row = (label: string, { mean, std, min, max }: ChannelStatistics) => ({
    label,
    value: `${signed(mean)} ± ${std.toFixed(3)}`,
    doc: `Values from ${signed(min)} to ${signed(max)}.`,
  });
  const rows = every.map((statistics, channel) => row(`Channel ${channel + 1}`, statistics));
  return { kind: 'table', title: 'Mean ± standard deviation', rows: [...rows, row('All', all)] };
}
