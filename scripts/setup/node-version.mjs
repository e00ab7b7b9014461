import { SetupError } from './steps.mjs';

const NEEDED = [20, 19];

export function requireNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  throw new SetupError({
    tried: 'Starting with this Node.js',
    why: `it is ${version}; the project needs ${NEEDED.join('.')} or newer`,
    next: 'Install a current Node.js LTS (for example with nvm, or from your system) and run the same command again.',
  });
}
