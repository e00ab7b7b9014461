import type { SelectOption } from '../node-params';
import type { ResizeMethod } from './resize';

/** How pixels are made of pixels, as a user chooses it. */
export const methodOptions: readonly SelectOption<ResizeMethod>[] = [
  { value: 'nearest', label: 'Nearest', doc: 'Keeps hard pixels and exact colours' },
  { value: 'area', label: 'Area', doc: 'Mean of what each pixel covers: for shrinking' },
  { value: 'bilinear', label: 'Bilinear', doc: 'Soft, without overshoot' },
  { value: 'bicubic', label: 'Bicubic', doc: 'Sharper: Keys, a = -0.5' },
  { value: 'lanczos', label: 'Lanczos', doc: 'Sharpest: three lobes' },
];
