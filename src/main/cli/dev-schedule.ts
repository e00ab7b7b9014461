import { resolve } from 'node:path';
import { samplerOfConfig, samplers } from '@core/diffusion/samplers';
import { analyticModel, analyticTrajectory } from '@core/diffusion/schedule/analytic-trajectory';
import { makeSchedule } from '@core/diffusion/schedule/schedule';
import { type AppError, NodeFailure } from '@core/errors';
import { type SchedulerConfig, schedulerConfigSchema } from '@core/models/manifest';
import type { SamplerId, Schedule } from '@core/values';
import { z } from 'zod';
import { readJsonFile } from '../files/read-json-file';
import { describeProblem } from './describe-problem';
import { type ExitCode, exitCodes } from './exit-codes';
import type { CliIo } from './io';
import type { DevScheduleCommand } from './parse-dev';

type Values = DevScheduleCommand['values'];

const noSampler = (config: SchedulerConfig): AppError => ({
  code: 'sampler-unknown',
  message: `The config names ${config._class_name ?? 'no sampler'}, and --sampler is not given.`,
  hint: `Give --sampler: ${Object.keys(samplers).join(', ')}.`,
});

/** The class that reads a config also says what absent fields mean. */
const schemaFor = (sampler: SamplerId | undefined) =>
  z.preprocess((json: unknown) => {
    const config = z.looseObject({}).safeParse(json);
    if (!sampler || !config.success) return json;
    return { ...config.data, _class_name: samplers[sampler].className };
  }, schedulerConfigSchema);

/** As diffusers' class reads the config: some know no rescaling of the betas. */
const asReference = (config: SchedulerConfig, sampler: SamplerId): SchedulerConfig =>
  samplers[sampler].rescalesInReference ? config : { ...config, rescale_betas_zero_snr: false };

function scheduleOf(values: Values, config: SchedulerConfig, sampler: SamplerId): Schedule {
  return makeSchedule(asReference(config, sampler), {
    sampler,
    steps: values.steps,
    spacing: values.spacing,
    sigmaSpacing: values.sigmas,
    strength: values.strength,
    eta: values.eta,
    noiseSeed: values['noise-seed'],
    imageTokens: values['image-tokens'],
  });
}

function report(values: Values, schedule: Schedule) {
  const { start, firstClean, samples } = analyticTrajectory(schedule, values.seed);
  return {
    sampler: schedule.sampler,
    className: samplers[schedule.sampler].className,
    predictionType: schedule.predictionType,
    steps: schedule.steps,
    sigmaSpacing: schedule.sigmaSpacing,
    timesteps: schedule.timesteps,
    sigmas: schedule.sigmas,
    initNoiseSigma: schedule.initNoiseSigma,
    startIndex: schedule.startIndex,
    model: analyticModel.formula,
    seed: values.seed,
    noiseSeed: schedule.noiseSeed,
    start: [...start],
    firstClean: firstClean && [...firstClean],
    samples: samples.map((sample) => [...sample]),
  };
}

function asText({ sampler, timesteps, sigmas, startIndex, samples }: ReturnType<typeof report>) {
  const rows = timesteps.map((timestep, i) => {
    const sigma = sigmas?.[i];
    const sample = samples[i - startIndex]?.slice(0, 4);
    const columns = [
      String(i).padStart(4),
      timestep.toFixed(3).padStart(10),
      (sigma === undefined ? '' : sigma.toFixed(5)).padStart(12),
      sample ? sample.map((value) => value.toFixed(5).padStart(11)).join('') : '  not run',
    ];
    return columns.join(' ');
  });
  const head = 'step   timestep        sigma   first values of the sample after it';
  return [sampler, head, ...rows, ''].join('\n');
}

/** Prints the timesteps, sigmas and an analytic trajectory that any scheduler config makes. */
export async function devSchedule({ values }: DevScheduleCommand, io: CliIo): Promise<ExitCode> {
  const refuse = (problem: AppError): ExitCode => {
    io.stderr.write(describeProblem(problem));
    return exitCodes.graphProblems;
  };
  const config = await readJsonFile(resolve(io.cwd, values.config), schemaFor(values.sampler));
  if (!config.ok) return refuse(config.error);
  const sampler = values.sampler ?? samplerOfConfig(config.value);
  if (!sampler) return refuse(noSampler(config.value));
  try {
    const content = report(values, scheduleOf(values, config.value, sampler));
    io.stdout.write(values.json ? `${JSON.stringify(content)}\n` : asText(content));
    return exitCodes.done;
  } catch (error) {
    if (error instanceof NodeFailure) return refuse(error.error);
    throw error;
  }
}
