import { dimsText } from '@core/diffusion/tensor';
import { alignBatches, batchProblems } from '@core/imaging/batches';
import { imageMetrics } from '@core/imaging/metrics';
import { defineNode, type PortProblem } from '@core/node-definition';

const labels = { image: 'Image', reference: 'Reference' } as const;

const sizesDiffer = (image: string, reference: string) => ({
  code: 'image-size-mismatch',
  message: `The image is ${image} px, the reference ${reference} px: only pictures of one size can be compared.`,
  hint: 'Put Resize before one of them.',
  port: 'reference',
});

export default defineNode({
  type: 'metrics',
  version: 1,
  title: 'Metrics',
  category: 'inspect',
  doc: 'How far two pictures are apart: PSNR, SSIM and RMSE.',
  synonyms: ['PSNR', 'SSIM', 'RMSE', 'MSE', 'quality', 'difference', 'distortion', 'compare'],
  inputs: {
    image: { label: labels.image, type: { kind: 'image' }, doc: 'What came out.' },
    reference: {
      label: labels.reference,
      type: { kind: 'image' },
      doc: 'What it should be, of the same size.',
    },
  },
  outputs: {
    psnr: {
      label: 'PSNR',
      type: { kind: 'number' },
      doc: 'Peak signal-to-noise ratio in dB: 30 is good, equal pictures are infinite.',
    },
    ssim: {
      label: 'SSIM',
      type: { kind: 'number' },
      doc: 'Structural similarity (Wang 2004): 1 for equal pictures.',
    },
    rmse: {
      label: 'RMSE',
      type: { kind: 'number' },
      doc: 'Root mean squared error on the scale of 0 to 255.',
    },
  },
  params: {},
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const image = inputs.image[0];
    const reference = inputs.reference[0];
    const problems: PortProblem[] = batchProblems([
      { port: 'image', label: labels.image, batch: image?.batch },
      { port: 'reference', label: labels.reference, batch: reference?.batch },
    ]);
    if (image?.width && image.height && reference?.width && reference.height) {
      const [a, b] = [image, reference].map(({ width, height }) => `${width} × ${height}`);
      if (a && b && a !== b) problems.push({ severity: 'error', ...sizesDiffer(a, b) });
    }
    return { outputs: {}, problems };
  },
  async execute(ctx, { image, reference }) {
    const size = (dims: readonly number[]) => dimsText([dims[3] ?? 0, dims[2] ?? 0]);
    const [a, b] = [size(image.tensor.dims), size(reference.tensor.dims)];
    if (a !== b) ctx.fail(sizesDiffer(a, b));
    const [left, right] = alignBatches([
      { port: 'image', label: labels.image, tensor: image.tensor },
      { port: 'reference', label: labels.reference, tensor: reference.tensor },
    ]);
    const { psnr, ssim, rmse } = imageMetrics(left, right);
    const batch = left.dims[0] ?? 1;
    ctx.resultView({
      kind: 'table',
      title: batch === 1 ? 'Metrics' : `Metrics, mean of ${batch} pictures`,
      rows: [
        {
          label: 'PSNR',
          value: Number.isFinite(psnr) ? `${psnr.toFixed(2)} dB` : 'infinite: equal pictures',
          doc: 'Peak signal-to-noise ratio: higher is closer.',
        },
        { label: 'SSIM', value: ssim.toFixed(4), doc: 'Structural similarity, at most 1.' },
        {
          label: 'RMSE',
          value: `${rmse.toFixed(2)} of 255`,
          doc: 'Root mean squared error: lower is closer.',
        },
      ],
    });
    return {
      psnr: { kind: 'number', value: psnr },
      ssim: { kind: 'number', value: ssim },
      rmse: { kind: 'number', value: rmse },
    };
  },
});
