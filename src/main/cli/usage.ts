import type { AppError } from '@core/errors';
import type { CommandName } from './help';

/** What is wrong with the words that were typed, and where the right ones stand. */
export function usage(message: string, meant: string, command?: CommandName): AppError {
  const help = command === undefined ? 'patchbay --help' : `patchbay ${command} --help`;
  return { code: 'bad-usage', message, hint: `${meant}See ${help}.` };
}
