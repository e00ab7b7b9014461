import convert from '@nodes/diffusion/convert-prediction';
import samplerStep from '@nodes/diffusion/sampler-step';
import { describe, expect, it } from 'vitest';

const inferred = (parameterisation?: 'v_prediction' | 'flow_prediction') =>
  convert.infer({
    inputs: {
      prediction: [{ kind: 'prediction', parameterisation, channels: 4, width: 16, height: 8 }],
      latent: [{ kind: 'latent', channels: 4, content: 'noised' }],
      timestep: [],
    },
    params: {},
    models: [],
  }).outputs;

describe('Convert prediction', () => {
  it('tells what each output means, with the size that came', () => {
    expect(inferred('v_prediction')).toMatchObject({
      epsilon: { parameterisation: 'epsilon', width: 16, height: 8 },
      sample: { parameterisation: 'sample', channels: 4 },
      velocity: { parameterisation: 'v_prediction' },
      clean: { kind: 'latent', content: 'clean', channels: 4 },
    });
  });

  it('leaves the velocity of an unknown prediction open, and calls a flow a flow', () => {
    expect(inferred().velocity).not.toHaveProperty('parameterisation');
    expect(inferred('flow_prediction').velocity).toMatchObject({
      parameterisation: 'flow_prediction',
    });
  });
});

it('Sampler step refuses a prediction that its sampler cannot take, before running', () => {
  const problems = (sampler: string) =>
    samplerStep.infer({
      inputs: {
        prediction: [{ kind: 'prediction', parameterisation: 'sample' }],
        latent: [],
        timestep: [{ kind: 'timestep', sampler }],
      },
      params: {},
      models: [],
    }).problems;
  expect(problems('pndm')).toMatchObject([{ code: 'prediction-not-taken', port: 'prediction' }]);
  expect(problems('ddim')).toEqual([]);
});
