import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { NumberParam } from '../../node-params';
import type { Tiling } from './tiles';

/** Encode and Decode share these. */
export const tileParams = {
  tile: {
    kind: 'number',
    label: 'Tile',
    advanced: true,
    doc: 'Larger pictures are done in tiles of this side, which takes less memory; 0 does all at once. The autoencoder evens out contrast over what it sees at once, so that small tiles change it.',
    default: 0,
    min: 0,
    max: 4096,
    step: 64,
    integer: true,
    unit: 'px',
  },
  overlap: {
    kind: 'number',
    label: 'Overlap',
    advanced: true,
    doc: 'What neighbouring tiles share; they are faded into each other there.',
    default: 32,
    min: 0,
    max: 2048,
    step: 16,
    integer: true,
    unit: 'px',
  },
} as const satisfies Record<string, NumberParam>;

interface TilePixels {
  readonly tile: number;
  readonly overlap: number;
}

/** Why the tiles cannot be cut. Pixels. */
export function tileProblems(part: PartOf<'autoencoder'>, px: TilePixels): PortProblem[] {
  const { factor, pipeline } = part;
  // Below 0 the parameter itself is at fault, and is told so.
  if (px.tile <= 0 || px.overlap < 0) return [];
  for (const [name, value] of [['tile', px.tile] as const, ['overlap', px.overlap] as const]) {
    if (value % factor === 0) continue;
    const least = name === 'tile' ? 1 : 0;
    const near = Math.max(least, Math.round(value / factor)) * factor;
    return [
      {
        severity: 'error',
        code: 'tile-not-multiple',
        message: `The ${name} is ${value} px; the autoencoder of ${pipeline} needs a multiple of ${factor}.`,
        hint: `The nearest it takes is ${near} px.`,
      },
    ];
  }
  if (px.overlap < px.tile) return [];
  return [
    {
      severity: 'error',
      code: 'overlap-too-large',
      message: `Tiles of ${px.tile} px cannot overlap by ${px.overlap} px.`,
      hint: `Set the overlap to a quarter of the tile: ${Math.floor(px.tile / 4 / factor) * factor} px.`,
    },
  ];
}

/** The same in latent cells. @throws NodeFailure where the tiles cannot be cut. */
export function tilingOf(part: PartOf<'autoencoder'>, px: TilePixels): Tiling | undefined {
  const [problem] = tileProblems(part, px);
  if (problem) throw new NodeFailure(problem);
  if (px.tile === 0) return undefined;
  return { tile: px.tile / part.factor, overlap: px.overlap / part.factor };
}
