const isMac = navigator.platform.startsWith('Mac');

/** `Ctrl+Enter`, on a Mac `⌘Enter`. */
export const shortcut = (keys: string): string =>
  isMac ? keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : keys;
