import type { Schedule } from '../../values';
import { ddim } from './ddim';
import { euler } from './euler';
import type { Sampler } from './sampler';

/** Adding a sampler is a file beside this one and a line here. */
export const samplers: Readonly<Record<Schedule['sampler'], Sampler>> = { ddim, euler };
