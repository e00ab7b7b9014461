import { analyse } from '@core/graph/analyse';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { loopWeights } from '../../../src/renderer/stores/loop-weights';
import { graph } from './graph';

const schedule = { type: 'schedule', params: { steps: 7 } };
const weights = (doc: ReturnType<typeof graph>) =>
  loopWeights(doc, analyse(doc, catalog, []), catalog);

it('a closed Denoise counts as many as its schedule has steps; what only takes the schedule does not', () => {
  const doc = graph({ load: 'load-pipeline', schedule, denoise: 'denoise', add: 'add-noise' }, [
    'load.unet > denoise.unet',
    'schedule.schedule > denoise.schedule',
    'schedule.schedule > add.schedule',
  ]);
  expect(weights(doc)).toEqual({ denoise: 7 });
});

it('a zone counts on its ends and on every node of its body', () => {
  const doc = {
    ...graph(
      {
        schedule,
        begin: 'denoise-begin',
        step: 'sampler-step',
        end: 'denoise-end',
        after: 'decode',
      },
      [
        'schedule.schedule > begin.schedule',
        'begin.latent > step.latent',
        'begin.timestep > step.timestep',
        'step.latent > end.latent',
        'end.latent > after.latent',
      ],
    ),
    zones: { zone: { begin: 'begin', end: 'end' } },
  };
  expect(weights(doc)).toEqual({ begin: 7, step: 7, end: 7 });
});
