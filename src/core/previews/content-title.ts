import type { PreviewContent } from '../node-context';

const titles: Readonly<Record<PreviewContent['kind'], string>> = {
  image: 'picture',
  plot: 'plot',
  table: 'table',
  frames: 'frames',
  compare: 'comparison',
  stack: 'report',
  tokens: 'tokens',
  text: 'text',
};

/** What a window or a message calls a result of this kind. */
export const contentTitle = ({ kind }: PreviewContent): string => titles[kind];
