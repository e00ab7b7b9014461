import type { PortProblem } from '../../node-definition';
import type { ConditioningType, RunningSteps, StepRange } from '../../ports/port-type';

/** Whether step i of N, at progress i / N, lies in a range: it counts from its start, not at its end. */
export const holdsAt = ({ start, end }: StepRange, progress: number): boolean =>
  start <= progress && progress < end;

/** Progress i / N of every step that runs. */
export const progressOf = ({ first, count }: RunningSteps): readonly number[] =>
  Array.from({ length: Math.max(0, count - first) }, (_, i) => (first + i) / count);

/** Says of each wire on a port that a timestep range in it lies between two steps, or before them all. */
export function rangeProblems(
  conditionings: readonly ConditioningType[],
  port: string,
  running: RunningSteps | undefined,
): PortProblem[] {
  const steps = running && progressOf(running);
  // Where no step runs at all, Schedule says so.
  if (!running || !steps?.length) return [];
  return conditionings.flatMap((type, index): PortProblem[] => {
    const empty = type.ranges?.find((range) => !steps.some((step) => holdsAt(range, step)));
    if (!empty) return [];
    const { start, end } = empty;
    return [
      {
        severity: 'warning',
        code: 'range-without-step',
        message:
          start < end
            ? `The timestep range from ${text(start)} to ${text(end)} holds none of the ${steps.length} steps that run: what it restricts has no effect.`
            : 'Timestep ranges one behind the other leave no step between them: what they restrict has no effect.',
        hint: `Widen the range: steps lie ${text(1 / running.count)} apart, from ${text(steps[0] ?? 0)} to ${text(steps.at(-1) ?? 0)}.`,
        port,
        index,
      },
    ];
  });
}

const text = (fraction: number): string => String(Number(fraction.toFixed(3)));
