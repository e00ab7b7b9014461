import { arrange } from './arrange';
import { files } from './files';
import { insert } from './insert';
import { library } from './library';
import { look } from './look';
import { palette } from './palette';
import { recovery } from './recovery';
import { results } from './results';
import { run } from './run';
import { subgraph } from './subgraph';
import { tabs } from './tabs';
import { wires } from './wires';

/**
 * Every English string of the window, by area: one file each, plain strings or functions that put
 * values in. A second language is an object of the same type.
 */
export const en = {
  look,
  subgraph,
  run,
  insert,
  library,
  palette,
  tabs,
  arrange,
  wires,
  files,
  recovery,
  results,
};
