import type { SchedulerConfig } from '../../models/manifest';
import { type SamplerId, samplerIds } from '../../values';
import { ddim } from './ddim';
import { ddpm } from './ddpm';
import { dpmpp2m } from './dpmpp-2m';
import { dpmpp2mSde } from './dpmpp-2m-sde';
import { euler } from './euler';
import { eulerAncestral } from './euler-ancestral';
import { flowMatchEuler } from './flow-match-euler';
import { heun } from './heun';
import { lcm } from './lcm';
import { pndm } from './pndm';
import type { Sampler } from './sampler';
import { uniPc } from './unipc';

/** Adding a sampler is a file beside this one, a line here and its id in `samplerIds`. */
export const samplers: Readonly<Record<SamplerId, Sampler>> = {
  ddim,
  ddpm,
  euler,
  'euler-ancestral': eulerAncestral,
  heun,
  pndm,
  'dpmpp-2m': dpmpp2m,
  'dpmpp-2m-sde': dpmpp2mSde,
  unipc: uniPc,
  lcm,
  'flow-match-euler': flowMatchEuler,
};

/** The sampler that a model's own config names; nothing where it names none that is here. */
export const samplerOfConfig = (config: SchedulerConfig): SamplerId | undefined =>
  samplerIds.find((id) => {
    const { className, isMeantBy } = samplers[id];
    return config._class_name === className && (isMeantBy?.(config) ?? true);
  });
