import { useEffect } from 'react';
import { closeTab } from '../../stores/close-tabs';
import { useDocument } from '../../stores/document';
import { newDocument } from '../../stores/files';
import { showNextTab } from '../../stores/tabs';

/** What a key means for the tabs; null: nothing. */
export function tabKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): 'new' | 'close' | 'next' | 'previous' | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  // Command+Tab belongs to macOS: there it is Control as well.
  if (event.key === 'Tab' && event.ctrlKey) return event.shiftKey ? 'previous' : 'next';
  if (event.shiftKey) return null;
  const key = event.key.toLowerCase();
  return key === 't' ? 'new' : key === 'w' ? 'close' : null;
}

const actions = {
  new: () => void newDocument(),
  close: () => void closeTab(useDocument.getState().documentId),
  next: () => showNextTab(1),
  previous: () => showNextTab(-1),
};

/** Keys of the tabs, wherever the focus is; a dialog has the keyboard to itself. */
export function useTabKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = tabKey(event);
      if (key === null || event.defaultPrevented) return;
      event.preventDefault();
      if (!document.querySelector('[role="dialog"]')) actions[key]();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
