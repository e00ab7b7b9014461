import { assertNever } from '@core/errors';
import type { PreviewContent } from '@core/node-context';
import { plotCsv } from '@core/previews/plot-csv';
import { tableCsv, tableText } from '@core/previews/table-text';
import { api } from '../stores/api';
import { useDocument } from '../stores/document';
import { notifyDone, notifyError } from '../stores/notify';
import { gridPng } from './grid-png';
import { plotPng } from './plot-png';

export interface ExportAction {
  readonly label: string;
  readonly kind: 'save' | 'copy';
  run(): Promise<void>;
}

type Format = 'png' | 'csv';

/** How a content can be saved or copied, by its kind. */
export function exportsOf(content: PreviewContent, name: string): readonly ExportAction[] {
  const save = (label: string, format: Format, make: () => Uint8Array | Promise<Uint8Array>) => ({
    label,
    kind: 'save' as const,
    run: async () => saveView(await make(), format, name),
  });
  const copy = (text: string): ExportAction => ({
    label: 'Copy',
    kind: 'copy',
    run: () => copyText(text),
  });
  switch (content.kind) {
    case 'plot':
      return [
        save('Save as PNG', 'png', () => plotPng(content)),
        save('Save as CSV', 'csv', () => encoded(plotCsv(content))),
      ];
    case 'table':
      return [
        copy(tableText(content)),
        save('Save as CSV', 'csv', () => encoded(tableCsv(content))),
      ];
    case 'frames':
      return [save('Save as PNG', 'png', () => gridPng(content.frames))];
    case 'compare': {
      const panels = [content.before, content.after];
      return [save('Save as PNG', 'png', () => gridPng([{ label: '', panels }]))];
    }
    case 'image':
      return [save('Save as PNG', 'png', () => content.png)];
    case 'text':
      return [copy(content.text)];
    case 'tokens':
    case 'stack':
      return [];
    default:
      return assertNever(content);
  }
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

async function saveView(bytes: Uint8Array, format: Format, name: string): Promise<void> {
  const suggestedName = `${useDocument.getState().name} ${name}`;
  const saved = await api()['view.save']({ bytes: new Uint8Array(bytes), format, suggestedName });
  if (saved === null) return;
  if (saved.ok) notifyDone(`Saved ${saved.value.path}`);
  else notifyError('It was not saved', saved.error);
}

async function copyText(text: string): Promise<void> {
  await api()['clipboard.write'](text);
  notifyDone('Copied');
}
