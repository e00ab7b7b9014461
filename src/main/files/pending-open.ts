/** Files the system asked to open: the first may come before the page listens. */
export interface PendingOpen {
  open(path: string): void;
  pageReady(): void;
  pageGone(): void;
}

export function createPendingOpen(deliver: (path: string) => void): PendingOpen {
  let ready = false;
  /** Only the last: there is one document. */
  let waiting: string | undefined;
  return {
    open(path) {
      if (ready) deliver(path);
      else waiting = path;
    },
    pageReady() {
      ready = true;
      if (waiting === undefined) return;
      const path = waiting;
      waiting = undefined;
      deliver(path);
    },
    pageGone() {
      ready = false;
    },
  };
}
