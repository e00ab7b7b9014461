import { api } from '../stores/api';

type TextCommand = 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'selectAll';

/** Whether the keyboard belongs to a text field: then edit commands are the text's, not the graph's. */
export function isEditingText(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && focused.type !== 'checkbox') ||
    (focused instanceof HTMLElement && focused.isContentEditable)
  );
}

/** `execCommand` is old but the only way that keeps the field's own undo history. */
export function editText(command: TextCommand): void {
  if (command === 'paste') void pasteText();
  else document.execCommand(command);
}

async function pasteText(): Promise<void> {
  document.execCommand('insertText', false, await api()['clipboard.read']());
}
