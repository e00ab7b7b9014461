import { readFileSync } from 'node:fs';
import { createJournalWriter } from '../../../src/main/journal/journal-writer';

/**
 * A process that writes a journal until it is killed: `node journal-child.js <journal> <lines.json>`.
 * Tells on stdout how many entries are on the disk each time it knows.
 */
async function main(): Promise<void> {
  const [file = '', input = ''] = process.argv.slice(2);
  const [header = '', ...lines]: string[] = JSON.parse(readFileSync(input, 'utf8'));
  const writer = createJournalWriter(file, (error) => {
    throw error;
  });
  await writer.begin(header);
  process.stdout.write('begun\n');
  for (const [index, line] of lines.entries()) {
    writer.append(line);
    if (index % 3 !== 2) continue;
    await writer.flush();
    process.stdout.write(`${index + 1}\n`);
  }
  await writer.flush();
  process.stdout.write(`${lines.length}\n`);
  setInterval(() => undefined, 1000);
}

void main();
