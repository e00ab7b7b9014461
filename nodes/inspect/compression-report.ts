import { compressionReport } from '@core/diffusion/first-stage/compression-table';
import { partOf } from '@core/diffusion/port-facts';
import { alignBatches } from '@core/imaging/batches';
import { defineNode, type PortProblem } from '@core/node-definition';

/** Sides of `[B, C, H, W]`, as messages say them. */
const sides = ([, , height, width]: readonly number[]): string => `${width} × ${height}`;

const otherLatent = (expected: string, came: string) => ({
  code: 'latent-of-other-image',
  message: `The image has ${expected} latent cells, this latent ${came}: it is not the image’s.`,
  hint: 'Wire the latent that Encode made of this image.',
  port: 'latent',
});

const momentsOfVq = (pipeline: string) => ({
  code: 'no-posterior',
  message: `The autoencoder of ${pipeline} is VQ-regularised: it gives no moments.`,
  hint: 'Take the wire away; the code indices of Quantize tell the bits here.',
  port: 'moments',
});

const codesOfKl = (pipeline: string) => ({
  code: 'no-codebook',
  message: `The autoencoder of ${pipeline} is KL-regularised: it has no code indices.`,
  hint: 'Take the wire away; the moments of Encode tell the bits here.',
  port: 'codes',
});

export default defineNode({
  type: 'compression-report',
  version: 1,
  title: 'Compression report',
  category: 'inspect',
  doc: 'What the first stage makes of a picture: sizes, numbers, bits and their ratio.',
  synonyms: ['bits', 'compression ratio', 'rate', 'bits per pixel', 'latent size', 'factor'],
  inputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'What was encoded.' },
    latent: { label: 'Latent', type: { kind: 'latent' }, doc: 'What Encode made of it.' },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'The one that made it.',
    },
    moments: {
      label: 'Moments',
      type: { kind: 'moments' },
      doc: 'From Encode with a KL autoencoder: tells how many bits the latent really says.',
      optional: true,
    },
    codes: {
      label: 'Code indices',
      type: { kind: 'codes' },
      doc: 'From Quantize with a VQ autoencoder: tells their entropy.',
      optional: true,
    },
    reconstruction: {
      label: 'Reconstruction',
      type: { kind: 'image' },
      doc: 'From Decode: tells what was lost.',
      optional: true,
    },
  },
  outputs: {
    bits: {
      label: 'Bits',
      type: { kind: 'number' },
      doc: 'Of the latent, a picture: of its posterior, its code indices, or as float32.',
    },
    ratio: { label: 'Ratio', type: { kind: 'number' }, doc: 'Bits of the image to those bits.' },
  },
  params: {},
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const image = inputs.image[0];
    const latent = inputs.latent[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    const problems: PortProblem[] = [];
    if (!part) return { outputs: {} };
    if (image?.width && image.height && latent?.width && latent.height) {
      const expected = `${image.width / part.factor} × ${image.height / part.factor}`;
      const came = `${latent.width} × ${latent.height}`;
      if (expected !== came) problems.push({ severity: 'error', ...otherLatent(expected, came) });
    }
    if (part.regularization === 'vq' && inputs.moments.length > 0) {
      problems.push({ severity: 'error', ...momentsOfVq(part.pipeline) });
    }
    if (part.regularization === 'kl' && inputs.codes.length > 0) {
      problems.push({ severity: 'error', ...codesOfKl(part.pipeline) });
    }
    return { outputs: {}, problems };
  },
  async execute(ctx, { image, latent, autoencoder, moments, codes, reconstruction }) {
    const { part } = autoencoder;
    const [, , height = 0, width = 0] = image.tensor.dims;
    const expected = `${width / part.factor} × ${height / part.factor}`;
    const came = sides(latent.tensor.dims);
    if (expected !== came) ctx.fail(otherLatent(expected, came));
    if (reconstruction && sides(reconstruction.tensor.dims) !== sides(image.tensor.dims)) {
      ctx.fail({
        code: 'image-size-mismatch',
        message: `The image is ${sides(image.tensor.dims)} px, the reconstruction ${sides(reconstruction.tensor.dims)} px.`,
        hint: 'Wire what Decode made of this latent.',
        port: 'reconstruction',
      });
    }
    const aligned = alignBatches([
      { port: 'image', label: 'Image', tensor: image.tensor },
      {
        port: 'reconstruction',
        label: 'Reconstruction',
        tensor: (reconstruction ?? image).tensor,
      },
    ]);
    const report = compressionReport({
      image: { kind: 'image', tensor: aligned[0] },
      latent,
      part,
      moments,
      codes,
      reconstruction: reconstruction && aligned[1],
    });
    ctx.resultView(report.table);
    return {
      bits: { kind: 'number', value: report.latentBits },
      ratio: { kind: 'number', value: report.imageBits / report.latentBits },
    };
  },
});
