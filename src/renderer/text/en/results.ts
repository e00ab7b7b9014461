/** Day and time, the year where it is another one. */
function when(time: number): string {
  const date = new Date(time);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return date.toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    year,
  });
}

/** On a card there is little room: the day only where it is another one. */
function short(time: number): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return today
    ? date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

function size(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  if (megabytes < 1) return `${Math.ceil(bytes / 1024)} KB`;
  if (megabytes >= 1024) return `${(megabytes / 1024).toFixed(1)} GB`;
  return megabytes >= 10 ? `${Math.round(megabytes)} MB` : `${megabytes.toFixed(1)} MB`;
}

export const results = {
  when,
  short,
  gallery: 'Results gallery',
  open: 'Gallery',
  openHint: 'All results, those of earlier sessions too',
  search: 'Search the results',
  searchPlaceholder: 'Node, prompt, seed, date, graph…',
  kind: 'Which results',
  kinds: {
    results: 'All results',
    pictures: 'Pictures',
    series: 'Comparisons and frames',
    numbers: 'Plots and tables',
    texts: 'Texts and tokens',
    none: 'Runs without a result',
  },
  onlyStarred: 'Only those with a star',
  usage: (entries: number, bytes: number, limit: number) =>
    `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${size(bytes)} of ${size(limit)}`,
  grid: 'Results, newest first',
  keys: 'Arrows move, Enter opens, S stars, C compares, Delete deletes.',
  reading: 'Reading the history…',
  noneYet: 'No results yet.',
  noneYetHint: 'Run a graph: what its output nodes make is kept here, with the graph that made it.',
  noneFound: 'Nothing fits this search.',
  showAll: 'Show all results',
  more: 'Show more',
  seed: (seed: number) => `seed ${seed}`,
  starred: 'starred',
  status: {
    running: 'running',
    completed: 'completed',
    cancelled: 'cancelled',
    failed: 'failed',
    interrupted: 'interrupted: the app ended first',
  },
  nothingNew: 'This run gave nothing that is not here already.',
  noResult: 'This run ended before it gave a result.',
  details: 'The selected result',
  selectOne: 'Select a result to see it large, with what it was made from.',
  openLarge: 'Show large',
  openGraph: 'Open its graph',
  restored: (name: string) => `Opened the graph of the result as “${name}”`,
  notRestored: 'The graph was not opened',
  compare: 'Compare with…',
  pick: 'Now choose the result to compare with.',
  stopComparing: 'Stop comparing',
  star: 'Star',
  copyImage: 'Copy the picture',
  copied: 'Copied the picture',
  notCopied: 'The picture was not copied',
  saveAs: 'Save as…',
  showFile: 'Show in folder',
  notShown: 'The file cannot be shown',
  remove: 'Delete',
  removed: (n: number) => `Deleted ${n} ${n === 1 ? 'result' : 'results'}.`,
  undo: 'Undo',
  notRead: 'The result cannot be read',
  facts: {
    graph: 'Graph',
    made: 'Made',
    seed: 'Seed',
    time: 'Time',
    size: 'Size',
    ranOn: 'Ran on',
    run: 'Run',
    file: 'File',
    none: 'none',
    unknown: 'not known',
  },
  parameters: 'Parameters',
  parametersHint: 'Seeds, and what is not as a new node has it.',
  noParameters: 'All as a new node has it.',
  comparison: 'Two results side by side',
  first: 'A',
  second: 'B',
  otherShape: 'The pictures have different shapes, so they cannot be laid on each other.',
  otherSize: 'The pictures have different sizes: both are shown in one size.',
  differences: 'What differs between the graphs',
  noDifference: 'Nothing: both were made with the same graph.',
  differencesUnknown: 'The graphs cannot be compared',
  nodeOnly: (side: string) => `only in ${side}`,
  wire: (from: string, to: string) => `${from} → ${to}`,
  column: { what: 'What' },
  problem: 'The history of results',
  limit: 'Results',
  limitChoice: 'Room for the history of results',
  limitNote:
    'Results are kept with their graphs. When there is no more room, the oldest leave first; those with a star stay.',
  gigabytes: (n: number) => `${n} GB`,
  drop: {
    failed: (name: string) => `${name} cannot be opened`,
    folder: 'It is a folder.',
    folderHint:
      'Drop files: graphs, pictures or .onnx models. A folder with a pipeline is added in the settings, under Models.',
    empty: 'The file is empty (0 bytes).',
    emptyHint: 'It may not have been downloaded or copied completely.',
    unknown: 'It is neither a graph (.json), a picture nor a model (.onnx).',
    unknownHint: 'Pictures are PNG, JPEG, WebP, GIF and SVG files.',
    noPath: 'The model has no file on this computer.',
    noPathHint: 'Save it to a folder, then drop it from there.',
    unreadable: 'The file cannot be read.',
    unreadableHint: 'It may have been moved or deleted, or you may lack permission.',
    many: (n: number, most: number) => `${n} files were dropped; the first ${most} were opened.`,
  },
};
