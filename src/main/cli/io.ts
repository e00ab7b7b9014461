/** What the command line touches outside itself, so that a test can stand in for a terminal. */
export interface CliIo {
  readonly stdout: { write(text: string): void };
  readonly stderr: { write(text: string): void; readonly isTTY: boolean; readonly columns: number };
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ctrl+C or a polite end from outside; returns what stops listening. */
  onInterrupt(listener: () => void): () => void;
  /** Ends without waiting for anything. */
  exitNow(code: number): void;
}

export function processIo(): CliIo {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', readerIsGone);
  return {
    stdout: { write: (text) => void process.stdout.write(text) },
    stderr: {
      write: (text) => void process.stderr.write(text),
      isTTY: process.stderr.isTTY === true,
      columns: process.stderr.columns ?? 80,
    },
    stdin: process.stdin,
    cwd: process.cwd(),
    env: process.env,
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
    exitNow: (code) => process.exit(code),
  };
}

/** `patchbay run ... --json | head -1`: nobody reads on, but the pictures are still wanted. */
function readerIsGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
