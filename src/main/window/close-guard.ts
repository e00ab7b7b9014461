/** How long the page may take to answer before the user is asked instead. */
const answerWithinMs = 3000;

export interface CloseGuard {
  /** The user wants to close: true when the window may close right now. */
  requested(): boolean;
  /** The page's answer. */
  answered(mayClose: boolean): void;
  /** The page has asked something of the user meanwhile (save, don't save): it is alive. */
  pageIsAlive(): void;
  pageIsGone(): void;
  pageLoaded(): void;
}

/**
 * Asks the page before the window closes, and the user when the page does not answer: a page that
 * hangs or has crashed must never keep a window open.
 */
export function createCloseGuard(options: {
  readonly askPage: () => void;
  /** Whether to close although the page does not answer. */
  readonly askUser: () => Promise<boolean>;
  readonly close: () => void;
  /** The user stays: quitting the app is off. */
  readonly stay: () => void;
  readonly waitMs?: number;
}): CloseGuard {
  const { askPage, askUser, close, stay, waitMs = answerWithinMs } = options;
  let mayClose = false;
  let pageGone = true;
  let asked = false;
  let timer: NodeJS.Timeout | undefined;

  const decide = (yes: boolean) => {
    clearTimeout(timer);
    asked = false;
    if (!yes) {
      stay();
      return;
    }
    mayClose = true;
    close();
  };
  const noAnswer = () => {
    void askUser().then((yes) => {
      // The page may have answered while the dialog was open.
      if (asked) decide(yes);
    });
  };
  return {
    requested() {
      if (mayClose || pageGone) return true;
      if (asked) return false;
      asked = true;
      timer = setTimeout(noAnswer, waitMs);
      askPage();
      return false;
    },
    answered(yes) {
      if (asked) decide(yes);
    },
    pageIsAlive: () => clearTimeout(timer),
    pageIsGone() {
      pageGone = true;
      if (asked) decide(true);
    },
    pageLoaded() {
      pageGone = false;
    },
  };
}
