export const exitCodes = {
  done: 0,
  /** The graph cannot run, or not be read. */
  graphProblems: 1,
  badUsage: 2,
  nodeFailed: 3,
  /** 128 + SIGINT, as shells count. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
