import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { fetchVerifiedPackage, integrityOf } from '../../../scripts/setup/registry-package.mjs';
import { temporaryFolder } from '../temporary-folder';

/** Stands in for `npm pack`: puts a file with the given text into the folder it is told. */
const packing = (text: string) =>
  vi.fn(async (_spec: string, folder: string) => {
    const archive = join(folder, 'package-1.0.0.tgz');
    writeFileSync(archive, text);
    return archive;
  });

async function sourceOf(text: string) {
  const file = join(temporaryFolder({ reference: text }), 'reference');
  return { spec: 'runtime@1.0.0', fileName: 'runtime.tgz', integrity: await integrityOf(file) };
}

test('a download with another hash is refused, named, and not kept', async () => {
  const cache = temporaryFolder();
  const source = await sourceOf('what the project expects');
  const fetched = fetchVerifiedPackage(source, cache, packing('something else'));
  await expect(fetched).rejects.toThrow(/Checking the download of runtime@1.0.0 failed/);
  await expect(fetched).rejects.toThrow(source.integrity);
  await expect(fetched).rejects.toThrow(/Next: Run the same command again/);
  expect(readdirSync(cache)).toEqual([]);
});

test('a good download is kept, and not fetched again', async () => {
  const cache = temporaryFolder();
  const source = await sourceOf('good');
  const kept = await fetchVerifiedPackage(source, cache, packing('good'));
  expect(readFileSync(kept, 'utf8')).toBe('good');
  expect(readdirSync(cache)).toEqual(['runtime.tgz']);

  const again = packing('good');
  expect(await fetchVerifiedPackage(source, cache, again)).toBe(kept);
  expect(again).not.toHaveBeenCalled();
});

test('a cached file that was cut short is fetched again', async () => {
  const cache = temporaryFolder({ 'runtime.tgz': 'goo' });
  const source = await sourceOf('good');
  const kept = await fetchVerifiedPackage(source, cache, packing('good'));
  expect(readFileSync(kept, 'utf8')).toBe('good');
});
