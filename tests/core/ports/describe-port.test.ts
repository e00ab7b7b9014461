import { describePort } from '@core/ports/describe-port';
import type { PortType } from '@core/ports/port-type';
import { describe, expect, it } from 'vitest';

describe('describePort', () => {
  it.each<[PortType, string]>([
    [{ kind: 'image', width: 64, height: 48 }, 'image 64×48'],
    [{ kind: 'image' }, 'image'],
    [{ kind: 'latent', channels: 4, width: 8, height: 16 }, 'latent 4×16×8'],
    [{ kind: 'latent', channels: 4 }, 'latent 4 channels'],
    [
      { kind: 'latent', content: 'noise', channels: 4, width: 16, height: 16, batch: 2 },
      'noise 4×16×16 · batch 2',
    ],
    [{ kind: 'conditioning', tokens: 16, tokenWidth: 192 }, '16 tokens of 192'],
    [
      { kind: 'conditioning', mechanisms: ['cross-attention'], tokens: 1, tokenWidth: 192 },
      'cross-attention · 1 token of 192',
    ],
    [{ kind: 'conditioning', mechanisms: ['concat'], slots: ['semantic'] }, 'concat semantic'],
    [
      {
        kind: 'conditioning',
        mechanisms: ['cross-attention', 'concat'],
        slots: ['mask', 'masked_latent'],
      },
      'cross-attention + concat mask, masked latent',
    ],
    [{ kind: 'conditioning', isNull: true, tokens: 16 }, 'null conditioning'],
    [{ kind: 'conditioning' }, 'conditioning'],
    [
      { kind: 'prediction', parameterisation: 'v_prediction', channels: 4, width: 16, height: 16 },
      'v-prediction 4×16×16',
    ],
    [{ kind: 'prediction' }, 'prediction'],
    [{ kind: 'model', role: 'text-encoder' }, 'text encoder'],
    [{ kind: 'schedule', sampler: 'ddim', steps: 25, strength: 1 }, 'DDIM · 25 steps'],
    [
      { kind: 'schedule', sampler: 'euler', steps: 1, strength: 0.6 },
      'Euler · 1 step · strength 0.6',
    ],
    [{ kind: 'tokens', length: 16 }, '16 tokens'],
    [{ kind: 'schedule-defaults', predictionType: 'epsilon' }, 'schedule defaults · ε-prediction'],
    [{ kind: 'seed' }, 'seed'],
  ])('%j', (type, text) => {
    expect(describePort(type)).toBe(text);
  });
});
