import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphDocument } from '@core/graph/document';
import type { ModelManifest } from '@core/models/manifest';
import type { Catalog } from '@core/node-definition';
import type { EngineEvent, Provider } from '@core/protocol';
import { createEngine, type Engine } from '../../../src/main/engine/engine';
import { assets, bundledLibrary } from './library';

export interface RunOptions {
  readonly targets?: string[];
  readonly previews?: boolean;
  readonly provider?: Provider;
  readonly baseFolder?: string;
  readonly library?: ModelManifest[];
  readonly outputFolder?: string;
  /** Called with each event as it comes; may cancel. */
  readonly onEvent?: (event: EngineEvent, engine: Engine) => void;
}

export interface Finished {
  readonly events: readonly EngineEvent[];
  readonly end: EventOf<'runFinished'>;
  /** Nodes that ran, not served from the cache, in the order they finished. */
  readonly ran: readonly string[];
  readonly cached: readonly string[];
  readonly reasons: Readonly<Record<string, string>>;
}

export type EventOf<K extends EngineEvent['kind']> = Extract<EngineEvent, { kind: K }>;

export const eventsOf = <K extends EngineEvent['kind']>(
  events: readonly EngineEvent[],
  kind: K,
): readonly EventOf<K>[] => events.filter((event): event is EventOf<K> => event.kind === kind);

export interface TestEngine {
  readonly engine: Engine;
  readonly events: readonly EngineEvent[];
  readonly outputFolder: string;
  run(document: GraphDocument, options?: RunOptions): Promise<Finished>;
  dispose(): Promise<void>;
}

/** A real engine in this process, with a folder of its own for what it writes. */
export function testEngine(catalog?: Catalog): TestEngine {
  const events: EngineEvent[] = [];
  const outputFolder = mkdtempSync(join(tmpdir(), 'patchbay-engine-'));
  let listener: (event: EngineEvent) => void = () => undefined;
  let runs = 0;
  const engine = createEngine({
    catalog,
    emit(event) {
      events.push(event);
      listener(event);
    },
  });
  return {
    engine,
    events,
    outputFolder,
    async run(document, options = {}) {
      const runId = `run-${++runs}`;
      const library = options.library ?? (await bundledLibrary());
      const from = events.length;
      const end = new Promise<EventOf<'runFinished'>>((resolve) => {
        listener = (event) => {
          options.onEvent?.(event, engine);
          if (event.kind === 'runFinished' && event.runId === runId) resolve(event);
        };
      });
      engine.handle({
        kind: 'run',
        request: {
          runId,
          document,
          targets: options.targets,
          provider: options.provider ?? 'cpu',
          previews: options.previews ?? false,
        },
        library,
        outputFolder: options.outputFolder ?? outputFolder,
        baseFolder: options.baseFolder,
        bundledImages: join(assets, 'images'),
      });
      return summary(await end, () => events.slice(from));
    },
    async dispose() {
      await engine.dispose();
      rmSync(outputFolder, { recursive: true, force: true });
    },
  };
}

function summary(end: EventOf<'runFinished'>, take: () => EngineEvent[]): Finished {
  const events = take();
  const finished = eventsOf(events, 'nodeFinished');
  const planned = eventsOf(events, 'planned').flatMap(({ nodes }) => nodes);
  return {
    events,
    end,
    ran: finished.filter(({ cached }) => !cached).map(({ node }) => node),
    cached: finished.filter(({ cached }) => cached).map(({ node }) => node),
    reasons: Object.fromEntries(planned.map(({ node, reason }) => [node, reason])),
  };
}

/** The PNG of the last result. */
export function resultPng({ events }: Finished): Uint8Array {
  const content = eventsOf(events, 'result').at(-1)?.content;
  if (content?.kind !== 'image') throw new Error('the run showed no image');
  return content.png;
}
