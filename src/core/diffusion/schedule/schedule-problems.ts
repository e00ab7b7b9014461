import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { Schedule } from '../../values';
import { samplers } from '../samplers/index';
import { type ResolvedSchedule, resolveConfig, type ScheduleChoices } from './resolve-config';
import { makeSchedule, mostSteps, startStepOf } from './schedule';

export interface ScheduleFindings {
  /** As far as it is known: the sampler and what the U-Net's output means. */
  readonly resolved?: ResolvedSchedule;
  /** Where it can be made. */
  readonly schedule?: Schedule;
  readonly problems: readonly PortProblem[];
  /** What of the model's schedule is not followed. */
  readonly note?: string;
}

const asProblem = (error: unknown): PortProblem => {
  if (error instanceof NodeFailure) return { ...error.error, severity: 'error' };
  throw error;
};

/** A noise prediction says nothing of the image where the first timestep is noise alone. */
function zeroSnrProblem(schedule: Schedule): PortProblem[] {
  const first = schedule.timesteps[schedule.startIndex];
  if (schedule.sigmas || schedule.predictionType !== 'epsilon' || first === undefined) return [];
  if (schedule.alphasCumprod[first] !== 0) return [];
  return [
    {
      severity: 'error',
      code: 'epsilon-at-zero-snr',
      message:
        'At zero terminal SNR the first timestep is noise alone, and a noise prediction says nothing of the image there.',
      hint: 'Turn zero terminal SNR off, or choose leading spacing.',
    },
  ];
}

const zeroSnrNote = ({ config, options }: ResolvedSchedule): string | undefined =>
  config.rescale_betas_zero_snr && samplers[options.sampler].ignoresZeroSnr
    ? 'without its zero terminal SNR'
    : undefined;

function warnings({ steps, strength, eta, sampler }: ResolvedSchedule['options']): PortProblem[] {
  const problems: PortProblem[] = [];
  if (startStepOf(steps, strength) === steps) {
    problems.push({
      severity: 'warning',
      code: 'no-step-runs',
      message: `${steps} steps at strength ${strength} leave none to run: the image comes back unchanged.`,
      hint: 'Raise the strength or the steps.',
    });
  }
  const { title, noise } = samplers[sampler];
  if (eta > 0 && noise !== 'eta') {
    problems.push({
      severity: 'warning',
      code: 'eta-without-effect',
      message: `Eta is ${eta}, but ${title} has none: it has no effect.`,
      hint: 'Set Eta to 0, or choose DDIM.',
    });
  }
  return problems;
}

/**
 * What can be said of a schedule before it runs: it is made, and thrown away.
 * @param defaults the wired model's config; `unknown` where a wire is there but not what it carries.
 */
export function inspectSchedule(
  choices: ScheduleChoices,
  defaults: SchedulerConfig | 'unknown' | undefined,
): ScheduleFindings {
  if (defaults === 'unknown') return { problems: [] };
  try {
    const resolved = resolveConfig(choices, defaults);
    const found = warnings(resolved.options);
    const note = zeroSnrNote(resolved);
    // Outside its range the parameter itself is at fault, and is told so.
    const { steps } = choices;
    if (!Number.isInteger(steps) || steps < 1 || steps > mostSteps) {
      return { resolved, note, problems: [] };
    }
    try {
      const schedule = makeSchedule(resolved.config, resolved.options);
      return { resolved, schedule, note, problems: [...zeroSnrProblem(schedule), ...found] };
    } catch (error) {
      return { resolved, note, problems: [asProblem(error), ...found] };
    }
  } catch (error) {
    return { problems: [asProblem(error)] };
  }
}
