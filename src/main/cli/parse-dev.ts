import { parseArgs } from 'node:util';
import { type AppError, err, ok, type Result } from '@core/errors';
import { samplerIds } from '@core/values';
import { z } from 'zod';
import { didYouMean } from './did-you-mean';
import { usage } from './usage';

const spacings = ['linspace', 'leading', 'trailing'] as const;
const sigmaSpacings = ['model', 'karras', 'exponential', 'beta'] as const;
/** Those that scripts/fixtures/reference.py starts from. */
const fixtureSeeds = { start: 7, steps: 11 } as const;

/** Typed numbers; zod's messages say what a number must be. */
const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'is not a number')
  .transform(Number);
const seed = number.pipe(z.number().int('is not whole').min(0, 'is below 0'));

const valuesSchema = z.object({
  config: z.string({ error: 'is missing: a scheduler_config.json' }),
  steps: z
    .string({ error: 'is missing' })
    .pipe(number)
    .pipe(z.number().int('is not whole').min(1, 'is below 1')),
  sampler: z.enum(samplerIds).optional(),
  spacing: z.enum(spacings).optional(),
  sigmas: z.enum(sigmaSpacings).optional(),
  eta: number.pipe(z.number().min(0, 'is below 0')).default(0),
  strength: number.pipe(z.number().min(0, 'is below 0').max(1, 'is above 1')).default(1),
  seed: seed.default(fixtureSeeds.start),
  'noise-seed': seed.default(fixtureSeeds.steps),
  'image-tokens': number.pipe(z.number().int('is not whole').min(1, 'is below 1')).optional(),
  json: z.boolean(),
});

export interface DevScheduleCommand {
  readonly kind: 'dev-schedule';
  readonly values: z.infer<typeof valuesSchema>;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  help: { ...flag, short: 'h' },
  json: flag,
  config: text,
  steps: text,
  sampler: text,
  spacing: text,
  sigmas: text,
  eta: text,
  strength: text,
  seed: text,
  'noise-seed': text,
  'image-tokens': text,
} as const;

const choices: Readonly<Record<string, readonly string[]>> = {
  sampler: samplerIds,
  spacing: spacings,
  sigmas: sigmaSpacings,
};

function optionProblem(issue: z.core.$ZodIssue | undefined, given: unknown): AppError {
  const name = String(issue?.path[0] ?? '');
  const names = choices[name];
  if (!names) return usage(`--${name} ${issue?.message ?? 'is wrong'}.`, '', 'dev');
  const message = `--${name} is one of ${names.join(', ')}; this is "${given}".`;
  return usage(message, didYouMean(String(given), names), 'dev');
}

/** `dev schedule --config file --steps n`: tools for those who work on the app itself. */
export function parseDev(
  args: readonly string[],
): Result<DevScheduleCommand | { readonly kind: 'help'; readonly about: 'dev' }> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return ok({ kind: 'help', about: 'dev' });
  const [what, ...more] = positionals;
  if (what !== 'schedule' || more.length > 0) {
    const said = positionals.length === 0 ? 'nothing' : `"${positionals.join(' ')}"`;
    return err(usage(`dev takes the word schedule; this is ${said}.`, '', 'dev'));
  }
  const parsed = valuesSchema.safeParse(values);
  if (parsed.success) return ok({ kind: 'dev-schedule', values: parsed.data });
  const [issue] = parsed.error.issues;
  const given = Object.entries(values).find(([name]) => name === issue?.path[0])?.[1];
  return err(optionProblem(issue, given));
}
