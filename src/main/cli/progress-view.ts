import type { EngineEvent } from '@core/protocol';
import { describeProblem } from './describe-problem';
import type { CliIo } from './io';

export interface ProgressView {
  show(event: EngineEvent): void;
  /** Above the updating line. */
  print(line: string): void;
}

/** Progress on standard error: one line that is overwritten on a terminal, plain lines elsewhere. */
export function createProgressView(
  { stderr }: Pick<CliIo, 'stderr'>,
  titleOf: (node: string) => string,
): ProgressView {
  let total = 0;
  let finished = 0;
  let live = '';
  /** Quarters told of the node at work: a log file wants a few lines, not one an iteration. */
  let quarter = 0;
  let lastWhere = '';

  const setLive = (text: string) => {
    if (!stderr.isTTY) return;
    live = text.slice(0, Math.max(10, stderr.columns - 1));
    stderr.write(`\r\x1b[K${live}`);
  };
  const print = (line: string) => {
    if (stderr.isTTY) stderr.write(`\r\x1b[K${line}\n${live}`);
    else stderr.write(`${line}\n`);
  };
  const place = () => `[${finished}/${total}]`;
  return {
    print,
    show(event) {
      switch (event.kind) {
        case 'planned':
          // A sweep plans one run after the other.
          total = finished + event.nodes.filter((node) => node.action === 'run').length;
          for (const warning of event.warnings) {
            print(describeProblem({ ...warning, severity: 'warning' }).trimEnd());
          }
          break;
        case 'provider': {
          const { model, actual, reason } = event.report;
          // Said in full once: the models of a pipeline nearly always share provider and reason.
          const where = `${actual}: ${reason}`;
          print(`${model} runs on ${where === lastWhere ? `${actual} too` : where}`);
          lastWhere = where;
          break;
        }
        case 'sweep':
          print(`${event.cell} of ${event.of}: ${event.label}`);
          break;
        case 'nodeStarted':
          quarter = 0;
          setLive(`${place()} ${titleOf(event.node)}`);
          break;
        case 'progress': {
          const { node, iteration, of } = event;
          setLive(`${place()} ${titleOf(node)} ${iteration} of ${of}`);
          const now = Math.floor((iteration / of) * 4);
          if (!stderr.isTTY && now > quarter) print(`${titleOf(node)} ${iteration} of ${of}`);
          quarter = now;
          break;
        }
        case 'nodeFinished':
          if (event.cached) break;
          finished += 1;
          print(`${place()} ${titleOf(event.node)}: ${Math.round(event.ms)} ms`);
          break;
        case 'log':
          print(`${event.level}: ${event.message}`);
          break;
        case 'saved':
          print(`wrote ${event.path}`);
          break;
        case 'nodeFailed':
          print(describeProblem({ ...event.error, node: event.node }).trimEnd());
          break;
        case 'runFinished':
          live = '';
          print(`${event.status} in ${(event.ms / 1000).toFixed(2)} s`);
          break;
        case 'ready':
        case 'preview':
        case 'result':
        case 'crashed':
          break;
      }
    },
  };
}
