import { expect, test } from 'vitest';
import {
  aptCommand,
  chooseNames,
  hasTime64Names,
  parseLdd,
} from '../../../scripts/setup/system-libraries.mjs';

const PACKAGES = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libasound2t64', 'libasound2']];
const BOOKWORM = 'ID=debian\nVERSION_ID="12"\n';
const TRIXIE = 'ID=debian\nVERSION_ID="13"\n';
const none = async () => false;

test('the libraries that ldd does not find, each once', () => {
  const output = `
	linux-vdso.so.1 (0x00007ffd)
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libnss3.so => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)`;
  expect(parseLdd(output)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
});

test('the new names are taken where apt has them, the old ones elsewhere', async () => {
  const modern = new Set(['libgtk-3-0t64', 'libasound2t64', 'libnss3']);
  const isModern = async (name: string) => modern.has(name);
  expect(await chooseNames(PACKAGES, isModern, '')).toEqual([
    'libgtk-3-0t64',
    'libnss3',
    'libasound2t64',
  ]);
  const isOld = async (name: string) => !name.endsWith('t64');
  expect(await chooseNames(PACKAGES, isOld, '')).toEqual(['libgtk-3-0', 'libnss3', 'libasound2']);
});

test('with empty package lists the release decides', async () => {
  expect(await chooseNames(PACKAGES, none, BOOKWORM)).toContain('libasound2');
  expect(await chooseNames(PACKAGES, none, TRIXIE)).toContain('libasound2t64');
  expect(hasTime64Names('ID=ubuntu\nVERSION_ID="22.04"\n')).toBe(false);
  expect(hasTime64Names('ID=ubuntu\nVERSION_ID="24.04"\n')).toBe(true);
});

test('the command for an ordinary user can be pasted as it is', () => {
  expect(aptCommand(['libnss3', 'xvfb'])).toBe(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends libnss3 xvfb',
  );
});
