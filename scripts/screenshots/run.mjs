#!/usr/bin/env node
// npm run screenshots: writes the user guide's pictures, docs/guide/images/*.png, from the real app.
import { withDisplay } from '../display.mjs';
import { runForeground } from '../run-foreground.mjs';
import { projectRoot, setUp } from '../setup/index.mjs';

await setUp({ virtualDisplay: true });
process.exitCode = await withDisplay((env) =>
  runForeground('npx', ['playwright', 'test', '-c', 'scripts/screenshots/playwright.config.ts'], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
  }),
);
