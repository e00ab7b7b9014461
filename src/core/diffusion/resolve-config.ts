import { NodeFailure } from '../errors';
import {
  type PredictionType,
  type SchedulerConfig,
  schedulerConfigSchema,
} from '../models/manifest';
import type { PortProblem } from '../node-definition';
import { startIndexOf } from './schedule';
import type { Spacing } from './timesteps';

/** What the Schedule node lets a user override; `model` follows the wired defaults. */
export interface ScheduleChoices {
  readonly sampler: 'ddim' | 'euler';
  readonly steps: number;
  readonly strength: number;
  readonly spacing: 'model' | Spacing;
  readonly prediction: 'model' | PredictionType;
  readonly betas: 'model' | SchedulerConfig['beta_schedule'];
  readonly zeroTerminalSnr: 'model' | 'on' | 'off';
}

/** The ranges each curve is used with; a model's own range means nothing on another curve. */
const usualRange = {
  scaled_linear: { beta_start: 0.00085, beta_end: 0.012 },
  linear: { beta_start: 0.0001, beta_end: 0.02 },
  squaredcos_cap_v2: {},
} as const satisfies Record<SchedulerConfig['beta_schedule'], object>;

const choicesByModel = {
  spacing: 'Spacing',
  prediction: 'Prediction',
  betas: 'Betas',
  zeroTerminalSnr: 'Zero terminal SNR',
} as const;

/** Fields that say "as the model". */
function followed(choices: ScheduleChoices): string[] {
  return Object.entries(choicesByModel)
    .filter(([key]) => Object.entries(choices).some(([k, value]) => k === key && value === 'model'))
    .map(([, title]) => title);
}

const noDefaults = (fields: readonly string[]) => ({
  code: 'schedule-defaults-missing',
  message: `${fields.join(', ')} ${fields.length === 1 ? 'follows' : 'follow'} the model, but no model’s schedule is wired.`,
  hint: 'Wire Schedule defaults of Load pipeline, or choose a value.',
});

/**
 * The config a schedule is made from.
 * @throws NodeFailure when something follows the model and no defaults are wired.
 */
export function resolveConfig(
  choices: ScheduleChoices,
  defaults: SchedulerConfig | undefined,
): { readonly config: SchedulerConfig; readonly spacing?: Spacing } {
  const open = followed(choices);
  if (!defaults && open.length > 0) throw new NodeFailure(noDefaults(open));
  const base = defaults ?? schedulerConfigSchema.parse({});
  const { betas, prediction, zeroTerminalSnr } = choices;
  const otherCurve = betas !== 'model' && (betas !== base.beta_schedule || !defaults);
  const config: SchedulerConfig = {
    ...base,
    ...(otherCurve && { beta_schedule: betas, trained_betas: null, ...usualRange[betas] }),
    ...(prediction !== 'model' && { prediction_type: prediction }),
    ...(zeroTerminalSnr !== 'model' && { rescale_betas_zero_snr: zeroTerminalSnr === 'on' }),
  };
  return { config, spacing: choices.spacing === 'model' ? undefined : choices.spacing };
}

/** What can be said of a schedule before it runs. */
export function scheduleProblems(
  choices: ScheduleChoices,
  wired: boolean,
  predictionType: PredictionType | undefined,
): PortProblem[] {
  const problems: PortProblem[] = [];
  const open = followed(choices);
  if (!wired && open.length > 0) {
    problems.push({ severity: 'error', ...noDefaults(open), port: 'defaults' });
  }
  if (choices.strength < 1 && startIndexOf(choices.steps, choices.strength) === choices.steps) {
    problems.push({
      severity: 'warning',
      code: 'no-step-runs',
      message: `${choices.steps} steps at strength ${choices.strength} leave none to run: the image comes back unchanged.`,
      hint: 'Raise the strength or the steps.',
    });
  }
  if (
    choices.sampler === 'ddim' &&
    choices.zeroTerminalSnr === 'on' &&
    predictionType === 'epsilon' &&
    (choices.spacing === 'trailing' || choices.spacing === 'linspace') &&
    choices.strength === 1
  ) {
    problems.push({
      severity: 'error',
      code: 'epsilon-at-zero-snr',
      message:
        'At zero terminal SNR the first timestep is noise alone, and a noise prediction says nothing of the image there.',
      hint: 'Turn zero terminal SNR off, or choose leading spacing.',
    });
  }
  return problems;
}
