import { appVersion } from './app-version';
import { describeProblem } from './cli/describe-problem';
import { type ExitCode, exitCodes } from './cli/exit-codes';
import { commandHelp, generalHelp } from './cli/help';
import { type CliIo, processIo } from './cli/io';
import { parseCommand } from './cli/parse-command';

/**
 * The command line: the app's engine without a window, in plain Node.
 * @param argv arguments after the script's name
 * @returns the exit code: see `cli/exit-codes.ts`
 */
export async function main(argv: readonly string[], io: CliIo = processIo()): Promise<ExitCode> {
  const command = parseCommand(argv);
  if (!command.ok) {
    io.stderr.write(describeProblem(command.error));
    return exitCodes.badUsage;
  }
  // Each command loads only what it needs: help must not wait for the engine.
  switch (command.value.kind) {
    case 'help':
      io.stdout.write(command.value.about ? commandHelp[command.value.about] : generalHelp);
      return exitCodes.done;
    case 'version':
      io.stdout.write(`${appVersion}\n`);
      return exitCodes.done;
    case 'nodes': {
      const { listNodes } = await import('./cli/list-nodes');
      listNodes(command.value.json, io);
      return exitCodes.done;
    }
    case 'validate': {
      const { validateGraph } = await import('./cli/validate-graph');
      return validateGraph(command.value, io);
    }
    case 'params': {
      const { listParams } = await import('./cli/list-params');
      return listParams(command.value, io);
    }
    case 'run': {
      const { runGraph } = await import('./cli/run-graph');
      return runGraph(command.value, io);
    }
    case 'dev-schedule': {
      const { devSchedule } = await import('./cli/dev-schedule');
      return devSchedule(command.value, io);
    }
  }
}
