import { Notification } from 'electron';
import type { Services } from '../../services';
import { isWorthTelling } from '../../window/run-end';
import type { Handlers } from '../register-handlers';

type RunHandlers = Pick<Handlers, 'window.runProgress' | 'window.runEnded'>;

/** How a run shows outside the window: on the taskbar, and by a notification at its end. */
export function runHandlers({ window, settings }: Services): RunHandlers {
  return {
    // Electron takes the bar away for what is below 0.
    'window.runProgress': (progress) => window()?.setProgressBar(progress ?? -1),
    'window.runEnded'({ title, body, ms }) {
      const focused = window()?.isFocused() ?? false;
      const wanted = settings.get().notifyRunEnd;
      if (!isWorthTelling({ ms, focused, wanted }) || !Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        window()?.show();
        window()?.focus();
      });
      notification.show();
    },
  };
}
