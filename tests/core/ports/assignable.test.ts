import { assignable } from '@core/ports/assignable';
import { portKindTitle } from '@core/ports/port-kind-title';
import type { PortKind, PortType } from '@core/ports/port-type';
import { describe, expect, it } from 'vitest';

const kinds: readonly PortKind[] = [
  'image',
  'mask',
  'latent',
  'moments',
  'conditioning',
  'prediction',
  'schedule',
  'timestep',
  'schedule-defaults',
  'attention',
  'text',
  'tokens',
  'seed',
  'number',
];
const unet: PortType = { kind: 'model', role: 'unet' };
const bare = (kind: PortKind): PortType => (kind === 'model' ? unet : { kind });
const all: readonly PortType[] = [...kinds.map(bare), unet];
const refusal = (from: PortType, to: PortType) => {
  const result = assignable(from, to);
  return result.ok ? null : result.error;
};

describe('assignable', () => {
  it('takes equal kinds whose facts are open, and a number as a seed', () => {
    for (const type of all) expect(refusal(type, type)).toBeNull();
    expect(refusal({ kind: 'number' }, { kind: 'seed' })).toBeNull();
    expect(refusal({ kind: 'seed' }, { kind: 'number' })?.code).toBe('kind-mismatch');
  });

  it('names both kinds and a mend for every other pair', () => {
    for (const from of all) {
      for (const to of all) {
        if (from.kind === to.kind || (from.kind === 'number' && to.kind === 'seed')) continue;
        const { message = '', hint = '' } = refusal(from, to) ?? {};
        expect(message).toContain('cannot go into');
        if (to.kind !== 'model') expect(message).toContain(portKindTitle(to.kind));
        expect(hint).toMatch(/\.$/);
      }
    }
  });

  it('uses the right article', () => {
    expect(refusal(unet, { kind: 'image' })?.message).toBe('A U-Net cannot go into an image port.');
    expect(refusal({ kind: 'conditioning' }, { kind: 'text' })?.message).toBe(
      'Conditioning cannot go into a text port.',
    );
  });

  it.each<[string, PortType, PortType, RegExp]>([
    [
      'token-width-mismatch',
      { kind: 'conditioning', tokenWidth: 192 },
      { kind: 'conditioning', tokenWidth: 768 },
      /^needs 768-wide tokens, this gives 192: the text encoder belongs to another model$/,
    ],
    [
      'mechanism-mismatch',
      { kind: 'conditioning', mechanisms: ['cross-attention', 'concat'] },
      { kind: 'conditioning', mechanisms: ['cross-attention'] },
      /conditions by concat/,
    ],
    [
      'slot-mismatch',
      { kind: 'conditioning', slots: ['depth'] },
      { kind: 'conditioning', slots: ['mask'] },
      /no concat slot "depth"; it has "mask"/,
    ],
    [
      'latent-channels-mismatch',
      { kind: 'latent', channels: 16 },
      { kind: 'latent', channels: 4 },
      /needs 4 latent channels, this gives 16/,
    ],
    [
      'latent-factor-mismatch',
      { kind: 'latent', factor: 8 },
      { kind: 'latent', factor: 4 },
      /cell of 4 px, this has 8 px/,
    ],
    [
      'autoencoder-mismatch',
      { kind: 'latent', autoencoder: 'a', autoencoderName: 'one' },
      { kind: 'latent', autoencoder: 'b', autoencoderName: 'two' },
      /latent of two, this one was made by one/,
    ],
    [
      'latent-content-mismatch',
      { kind: 'latent', content: 'clean' },
      { kind: 'latent', content: 'noise' },
      /needs plain noise, this is an image's clean latent/,
    ],
    [
      'size-mismatch',
      { kind: 'latent', width: 8, height: 16 },
      { kind: 'latent', width: 16, height: 16 },
      /needs 16×16 latent cells, this latent is 8×16/,
    ],
    [
      'size-mismatch',
      { kind: 'image', height: 64, width: 64 },
      { kind: 'image', height: 32 },
      /needs any×32 px/,
    ],
    [
      'parameterisation-mismatch',
      { kind: 'prediction', parameterisation: 'epsilon' },
      { kind: 'prediction', parameterisation: 'v_prediction' },
      /needs v_prediction, this gives epsilon/,
    ],
    [
      'parameterisation-mismatch',
      { kind: 'timestep', predictionType: 'epsilon' },
      { kind: 'timestep', predictionType: 'sample' },
      /needs sample/,
    ],
    [
      'sampler-mismatch',
      { kind: 'schedule', sampler: 'ddim' },
      { kind: 'schedule', sampler: 'euler' },
      /schedule of the euler sampler/,
    ],
    [
      'model-role-mismatch',
      unet,
      { kind: 'model', role: 'autoencoder' },
      /needs the autoencoder, this is the U-Net/,
    ],
    [
      'text-encoder-mismatch',
      { kind: 'tokens', textEncoder: 'a' },
      { kind: 'tokens', textEncoder: 'b' },
      /another model/,
    ],
    [
      'token-count-mismatch',
      { kind: 'tokens', length: 77 },
      { kind: 'tokens', length: 16 },
      /needs 16 tokens, this gives 77/,
    ],
  ])('%s', (code, from, to, message) => {
    expect(refusal(from, to)).toMatchObject({ code, message: expect.stringMatching(message) });
    // A fact that one side does not know speaks against nothing.
    expect(refusal(from, from)).toBeNull();
    expect(
      refusal(from.kind === 'model' ? from : bare(from.kind), from.kind === 'model' ? from : to),
    ).toBeNull();
  });
});
