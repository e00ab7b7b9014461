import { migrateDocument } from '@core/graph/migrate';
import { parseDocument } from '@core/graph/parse';
import { resolveParams } from '@core/graph/resolve-params';
import { schedulerConfigSchema } from '@core/models/manifest';
import type { PortType } from '@core/ports/port-type';
import schedule from '@nodes/diffusion/schedule';
import { describe, expect, it } from 'vitest';

const config = schedulerConfigSchema.parse({
  _class_name: 'EulerDiscreteScheduler',
  prediction_type: 'v_prediction',
  rescale_betas_zero_snr: true,
});
const defaults = [{ kind: 'schedule-defaults', predictionType: 'v_prediction', config } as const];
const params = (change: Readonly<Record<string, unknown>> = {}) => resolveParams(schedule, change);
const infer = (change?: Readonly<Record<string, unknown>>, wired: readonly PortType[] = defaults) =>
  schedule.infer({ inputs: { defaults: wired }, params: params(change), models: [] });

const shown = (change: Readonly<Record<string, unknown>>) =>
  Object.entries(schedule.params)
    .filter(([, spec]) => spec.visible?.(params(change)) ?? true)
    .map(([name]) => name);

describe('the Schedule node', () => {
  it('says which sampler the model names', () => {
    expect(infer().outputs.schedule).toMatchObject({
      sampler: 'euler',
      steps: 25,
      predictionType: 'v_prediction',
    });
    expect(infer().problems).toEqual([]);
  });

  it('needs a model where it follows one', () => {
    expect(infer({}, []).problems).toMatchObject([
      { code: 'schedule-defaults-missing', port: 'defaults' },
    ]);
  });

  it('notes that Heun leaves zero terminal SNR out', () => {
    expect(infer({ sampler: 'heun' }).notes).toEqual({ defaults: 'without its zero terminal SNR' });
  });

  it('shows what the sampler reads', () => {
    const always = ['sampler', 'steps', 'strength', 'prediction'];
    const betas = ['spacing', 'betas', 'zeroTerminalSnr'];
    const sorted = (...names: readonly string[]) => expect.arrayContaining([...names]);
    expect(shown({ sampler: 'ddim' })).toHaveLength(8);
    expect(shown({ sampler: 'ddim' })).toEqual(sorted(...always, ...betas, 'eta'));
    expect(shown({ sampler: 'euler' })).toEqual(
      sorted(...always, ...betas, 'sigmas', 'finalSigma'),
    );
    expect(shown({ sampler: 'euler' })).toHaveLength(9);
    expect(shown({ sampler: 'ddpm' })).toEqual(sorted('noiseSeed', 'variance'));
    expect(shown({ sampler: 'flow-match-euler' })).toEqual(
      sorted(...always, 'sigmas', 'shift', 'imageTokens'),
    );
    expect(shown({ sampler: 'flow-match-euler' })).toHaveLength(7);
    expect(shown({ sampler: 'unipc' })).toEqual(sorted('solverOrder', 'correctorType'));
    expect(shown({ sampler: 'unipc' })).not.toContain('solverType');
  });

  it('never hides what was changed', () => {
    expect(shown({ sampler: 'ddim', sigmas: 'karras', shift: 3 })).toEqual(
      expect.arrayContaining(['sigmas', 'shift']),
    );
  });

  it('keeps DDIM in files of the first version that say nothing of it', () => {
    const old = {
      format: 'latent-patchbay/graph',
      formatVersion: 1,
      nodes: {
        'schedule-1': {
          type: 'schedule',
          version: 1,
          params: { steps: 9 },
          position: { x: 0, y: 0 },
        },
      },
      edges: {},
    };
    const parsed = parseDocument(JSON.stringify(old));
    if (!parsed.ok) throw new Error(parsed.error.message);
    const { nodes } = migrateDocument(parsed.value.doc, new Map([['schedule', schedule]]));
    expect(nodes['schedule-1']).toMatchObject({
      version: 2,
      params: { sampler: 'ddim', steps: 9 },
    });
  });
});
