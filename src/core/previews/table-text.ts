import type { TableContent } from '../node-context';
import { csvLine } from './csv';

/** Two columns, the second aligned. */
export function tableText({ title, rows }: TableContent): string {
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, value }) => `${label.padEnd(width)}  ${value}`);
  return `${[...(title === undefined ? [] : [title]), ...lines].join('\n')}\n`;
}

export const tableCsv = ({ rows }: TableContent): string =>
  [csvLine(['name', 'value']), ...rows.map(({ label, value }) => csvLine([label, value]))].join('');
