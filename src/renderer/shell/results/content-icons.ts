import type { EntryKind } from '@core/history/records';
import type { PreviewContent } from '@core/node-context';
import {
  ChartLine,
  CircleSlash,
  Columns2,
  Film,
  Image,
  LayoutList,
  type LucideIcon,
  Table,
  Text,
} from 'lucide-react';

/** What stands for a result that has no picture. */
export const contentIcons: Readonly<Record<PreviewContent['kind'], LucideIcon>> = {
  image: Image,
  plot: ChartLine,
  table: Table,
  frames: Film,
  compare: Columns2,
  stack: LayoutList,
  tokens: Text,
  text: Text,
};

/** The same for the history, where a run without a result has its place too. */
export const entryIcons: Readonly<Record<EntryKind, LucideIcon>> = {
  ...contentIcons,
  none: CircleSlash,
};
