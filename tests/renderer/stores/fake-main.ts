import type { IpcArgs, IpcChannel, IpcEventName, IpcEvents, PatchbayApi } from '@core/ipc-contract';

type Answers = { readonly [C in IpcChannel]?: (...args: IpcArgs<C>) => unknown } & {
  readonly pathForFile?: (file: unknown) => string;
};

export interface FakeMain {
  /** Every call, in order: channel, then arguments. */
  readonly calls: readonly (readonly unknown[])[];
  /** Replaces answers; a channel without one fails the test that calls it. */
  answer(answers: Answers): void;
  send<E extends IpcEventName>(event: E, payload: IpcEvents[E]): void;
}

/** Stands in for the main process, which needs Electron: answers as told, remembers what was asked. */
export function installFakeMain(): FakeMain {
  const calls: (readonly unknown[])[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let answers: Readonly<Record<string, (...args: never[]) => unknown>> = {};
  const on = (event: string, listener: (payload: unknown) => void) => {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  };
  const patchbay = new Proxy(
    {},
    {
      get: (_, channel) => {
        if (channel === 'on') return on;
        return async (...args: unknown[]) => {
          calls.push([channel, ...args]);
          const answer = answers[String(channel)];
          if (!answer) throw new Error(`no answer for ${String(channel)}`);
          return answer(...(args as never[]));
        };
      },
    },
  ) as PatchbayApi;
  Object.assign(globalThis, { window: { patchbay } });
  return {
    calls,
    answer: (next) => {
      answers = { ...answers, ...next };
    },
    send: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
}
