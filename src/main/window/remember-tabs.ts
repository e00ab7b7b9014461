import type { SharedServices } from '../services';

/** Writes down what all windows have open. A list that cannot be written is said on stderr only. */
export function rememberTabs({
  sessionTabs,
  windows,
}: Pick<SharedServices, 'sessionTabs' | 'windows'>): void {
  sessionTabs.set(windows.all().map(({ tabs }) => tabs)).catch((error) => {
    console.error('the list of open graphs was not kept:', error);
  });
}
