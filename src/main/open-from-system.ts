import { app, type BrowserWindow } from 'electron';
import { graphArgument } from './files/graph-argument';

/** Files that come from outside the window: arguments, a second start, macOS's Finder. */
export function listenForFiles(options: {
  readonly window: () => BrowserWindow | undefined;
  readonly open: (path: string) => void;
}): void {
  const { window, open } = options;
  const given = graphArgument(process.argv, process.cwd());
  if (given !== undefined) open(given);
  app.on('second-instance', (_event, argv, cwd) => {
    const current = window();
    if (current?.isMinimized()) current.restore();
    current?.show();
    current?.focus();
    const file = graphArgument(argv, cwd);
    if (file !== undefined) open(file);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
}
