import { app } from 'electron';
import { graphArgument } from './files/graph-argument';

/** Files that come from outside the windows: arguments, a second start, macOS's Finder. */
export function listenForFiles(options: {
  /** Brings a window to the front. */
  readonly show: () => void;
  readonly open: (path: string) => void;
}): void {
  const { show, open } = options;
  const given = graphArgument(process.argv, process.cwd());
  if (given !== undefined) open(given);
  app.on('second-instance', (_event, argv, cwd) => {
    show();
    const file = graphArgument(argv, cwd);
    if (file !== undefined) open(file);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
}
