import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@core/errors';
import { type Provider, providerSchema } from '@core/protocol';
import { didYouMean } from './did-you-mean';
import { type CommandName, commandNames } from './help';
import { type DevScheduleCommand, parseDev } from './parse-dev';
import { usage } from './usage';

export type Command =
  | { readonly kind: 'help'; readonly about?: CommandName }
  | { readonly kind: 'version' }
  | RunCommand
  | ValidateCommand
  | ParamsCommand
  | { readonly kind: 'nodes'; readonly json: boolean }
  | DevScheduleCommand;

interface GraphCommand {
  /** Path as typed, or `-`. */
  readonly graph: string;
  readonly json: boolean;
  readonly models: readonly string[];
}
export interface RunCommand extends GraphCommand {
  readonly kind: 'run';
  /** `node.param=value`, unparsed: what they mean depends on the graph. */
  readonly sets: readonly string[];
  /** `name=value` of exposed parameters, unparsed. */
  readonly params: readonly string[];
  readonly out?: string;
  readonly provider?: Provider;
}
export interface ValidateCommand extends GraphCommand {
  readonly kind: 'validate';
}
export interface ParamsCommand extends Omit<GraphCommand, 'models'> {
  readonly kind: 'params';
}

const flag = { type: 'boolean', default: false } as const;
const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const common = { help: { ...flag, short: 'h' }, json: flag } as const;
const options = {
  run: {
    ...common,
    models: list,
    set: list,
    param: list,
    out: { type: 'string' },
    provider: { type: 'string' },
  },
  validate: { ...common, models: list },
  params: common,
  nodes: common,
} as const;

/** @param argv without the executable and the script */
export function parseCommand(argv: readonly string[]): Result<Command> {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h') return ok({ kind: 'help' });
  if (first === '--version' || first === '-v') return ok({ kind: 'version' });
  if (first === 'help') return ok({ kind: 'help', about: commandNames.find((n) => n === rest[0]) });
  const name = commandNames.find((one) => one === first);
  if (name === undefined) {
    const hint = didYouMean(first, commandNames);
    return err(usage(`There is no command "${first}".`, hint));
  }
  try {
    return parsers[name](rest);
  } catch (error) {
    // parseArgs throws for options it does not know and for missing values, and says which.
    if (!(error instanceof TypeError)) throw error;
    return err(usage(firstSentence(error.message), '', name));
  }
}

const parsers: Readonly<Record<CommandName, (args: readonly string[]) => Result<Command>>> = {
  run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: options.run,
      allowPositionals: true,
    });
    if (values.help) return ok({ kind: 'help', about: 'run' });
    const graph = oneGraph('run', positionals);
    if (!graph.ok) return graph;
    const provider = providerSchema.optional().safeParse(values.provider);
    if (!provider.success) {
      const names = providerSchema.options;
      const message = `--provider is one of ${names.join(', ')}; this is "${values.provider}".`;
      return err(usage(message, didYouMean(values.provider ?? '', names), 'run'));
    }
    const { json, models, set: sets, param: params, out } = values;
    const command = { graph: graph.value, json, models, sets, params, out };
    return ok({ kind: 'run', ...command, provider: provider.data });
  },
  validate(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: options.validate,
      allowPositionals: true,
    });
    if (values.help) return ok({ kind: 'help', about: 'validate' });
    const graph = oneGraph('validate', positionals);
    if (!graph.ok) return graph;
    return ok({ kind: 'validate', graph: graph.value, json: values.json, models: values.models });
  },
  params(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: options.params,
      allowPositionals: true,
    });
    if (values.help) return ok({ kind: 'help', about: 'params' });
    const graph = oneGraph('params', positionals);
    return graph.ok ? ok({ kind: 'params', graph: graph.value, json: values.json }) : graph;
  },
  nodes(args) {
    const { values } = parseArgs({ args: [...args], options: options.nodes });
    if (values.help) return ok({ kind: 'help', about: 'nodes' });
    return ok({ kind: 'nodes', json: values.json });
  },
  dev: parseDev,
};

function oneGraph(command: CommandName, positionals: readonly string[]): Result<string> {
  const [graph, ...more] = positionals;
  if (graph === undefined) return err(usage('The graph file is missing.', '', command));
  if (more.length === 0) return ok(graph);
  return err(usage(`One graph file is expected, these are ${positionals.length}.`, '', command));
}

/** Node explains at length how to pass a value that starts with a dash. */
const firstSentence = (message: string) => `${message.split(/[.\n]/)[0]}.`;
