import type {
  FloatTensor,
  Schedule,
  TimestepValue,
  TrajectoryStep,
  TrajectoryValue,
  Value,
} from '../../values';
import { iterationsOf } from '../schedule/schedule';

/** Of all steps together: beyond it only every second, third... step is kept. */
const budgetBytes = 128 * 2 ** 20;

/**
 * What is kept of one step, by the closed loop and by the zone alike. Evenly thinned where all steps
 * would take more than `budget` bytes; the last is always kept.
 */
export function takeStep(
  { schedule, index }: TimestepValue,
  seen: Pick<TrajectoryStep, 'predictedClean' | 'attention' | 'tokens'>,
  budget = budgetBytes,
): TrajectoryStep | undefined {
  const iterations = iterationsOf(schedule);
  const own = byteLength(seen.predictedClean?.tensor) + byteLength(seen.attention);
  const every = Math.max(1, Math.ceil((own * iterations) / budget));
  const done = index - schedule.startIndex;
  if (done % every !== 0 && done !== iterations - 1) return undefined;
  return { index, timestep: schedule.timesteps[index] ?? 0, ...seen };
}

const byteLength = (tensor: FloatTensor | undefined): number => tensor?.data.byteLength ?? 0;

/** `taken` is what `takeStep` gave at each step. */
export const finishTrajectory = (
  schedule: Schedule,
  taken: readonly unknown[],
): TrajectoryValue => ({ kind: 'trajectory', schedule, steps: taken.filter(isStep) });

const isStep = (taken: unknown): taken is TrajectoryStep =>
  typeof taken === 'object' && taken !== null && 'timestep' in taken;

/** `Step 3, t 840`: counted from 1 in the steps that ran. */
export function stepLabel(schedule: Schedule, { index, timestep }: TrajectoryStep): string {
  const rounded = Number.isInteger(timestep) ? timestep : timestep.toFixed(1);
  return `Step ${index - schedule.startIndex + 1}, t ${rounded}`;
}

/** What a loop's begin gives to each step. */
export function timestepOf(given: Value | undefined): TimestepValue {
  if (given?.kind !== 'timestep') throw new Error(`the loop gives a ${given?.kind}, no timestep`);
  return given;
}

/** What is wired into the loop's begin. */
export function scheduleOf(given: Value | readonly Value[] | undefined): Schedule {
  if (given && 'kind' in given && given.kind === 'schedule') return given.schedule;
  throw new Error('the loop begins without a schedule');
}
