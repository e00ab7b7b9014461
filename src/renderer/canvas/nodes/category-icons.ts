import type { NodeCategory } from '@core/node-definition';
import {
  Boxes,
  Image,
  type LucideIcon,
  Merge,
  MessageSquareText,
  ScanSearch,
  Shrink,
  Waves,
  Wrench,
} from 'lucide-react';

export const categoryIcons: Readonly<Record<NodeCategory, LucideIcon>> = {
  models: Boxes,
  'first-stage': Shrink,
  conditioners: MessageSquareText,
  conditioning: Merge,
  diffusion: Waves,
  images: Image,
  inspect: ScanSearch,
  utilities: Wrench,
};
