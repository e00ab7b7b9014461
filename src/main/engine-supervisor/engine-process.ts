import type { EngineCommand } from '@core/protocol';

export interface EngineExit {
  readonly code: number | null;
  readonly signal?: string;
}

/** An engine in a process of its own: Electron's utilityProcess in the app, a child process in tests. */
export interface EngineProcess {
  send(command: EngineCommand): void;
  /** Ends it at once, also in the middle of a native call. */
  kill(): void;
}

export interface EngineListeners {
  onMessage(message: unknown): void;
  /** Once, whatever ended it. */
  onExit(exit: EngineExit): void;
}

export type SpawnEngine = (listeners: EngineListeners) => EngineProcess;
