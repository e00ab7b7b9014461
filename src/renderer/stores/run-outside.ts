import type { RunStatus } from '@core/protocol';
import { t } from '../text/text';
import { api } from './api';
import { useQueue } from './queue';
import { useRun } from './run';
import { tabDocument } from './tabs';

/** Parts of a taskbar's bar that one can tell apart. */
const parts = 100;

/** Shows the run on the taskbar for as long as the window lives. */
export function watchRunOutside(): void {
  let shown: number | null = null;
  useRun.subscribe(({ status, progress }) => {
    const now = status === 'idle' ? null : Math.floor(progress * parts) / parts;
    if (now === shown) return;
    shown = now;
    void api()['window.runProgress'](now);
  });
}

/** Of several in a queue only the last is told, or one that failed and holds up the others. */
export function tellRunEnded(status: RunStatus, ms: number): void {
  const more = useQueue.getState().waiting.length > 0;
  if (status === 'cancelled' || (more && status === 'completed')) return;
  const { lastError: error, runDocumentId } = useRun.getState();
  const name = tabDocument(runDocumentId)?.name ?? '';
  const body = status === 'failed' ? (error?.message ?? '') : t.run.endedBody(name);
  void api()['window.runEnded']({
    title: status === 'failed' ? t.run.failedTitle : t.run.endedTitle,
    body: body.slice(0, 900),
    ms,
  });
}
