import type { NodeDefinition } from '@core/node-definition';
import type { PaintParam } from '@core/node-params';
import { useState } from 'react';
import type { WidgetProps } from '../types';
import { useInferArgs } from '../use-infer-args';
import { type Brush, PaintSurface } from './PaintSurface';
import { PaintTools } from './PaintTools';
import classes from './paint.module.css';
import { invertRaster, type Rgba } from './raster';
import { useRaster } from './use-raster';
import { paintedSize, useUnderlay } from './use-underlay';

export interface PaintProps extends WidgetProps<PaintParam, string> {
  readonly definition: NodeDefinition;
}

const white: Rgba = [255, 255, 255, 255];
const black: Rgba = [0, 0, 0, 255];
const clear: Rgba = [0, 0, 0, 0];

/** Pixels a side where a parameter tells none. */
const usualSize = { width: 64, height: 64 };
/** Part of the longer side that the thickest brush has. */
const thickest = 0.4;

/** Tools and canvas of a paint parameter; the same small in a node and large in a dialog. */
export function PaintEditor({ node, spec, value, commit, definition }: PaintProps) {
  const args = useInferArgs(node, definition);
  const underlay = useUnderlay(node, spec.underlay);
  const offered = spec.size?.(args) ?? usualSize;
  const { width, height } = paintedSize(args, spec.underlay, underlay, offered);
  const isMask = spec.mode === 'mask';
  const ground = isMask ? black : clear;
  const { raster, finish } = useRaster({ value, width, height, ground, commit });
  const palette = (!isMask && spec.palette?.(args)) || [];
  const longest = Math.max(width, height);
  const [tool, setTool] = useState<Brush['tool']>('brush');
  const [share, setShare] = useState(1 / 8);
  const [wanted, setWanted] = useState(1);
  const chosen = Math.min(wanted, Math.max(0, palette.length - 1));
  const rgb = palette[chosen]?.rgb;
  const colour: Rgba = tool === 'eraser' ? ground : rgb ? [...rgb, 255] : white;
  const size = Math.max(1, Math.round(share * longest));
  return (
    <div className={classes.editor}>
      <PaintTools
        tool={tool}
        onTool={setTool}
        size={size}
        mostSize={Math.max(2, Math.round(thickest * longest))}
        onSize={(px) => setShare(px / longest)}
        onClear={() => value !== '' && commit('')}
        onInvert={
          isMask
            ? () => {
                if (!raster) return;
                invertRaster(raster);
                finish();
              }
            : undefined
        }
        palette={palette}
        chosen={chosen}
        onChoose={(index) => {
          setWanted(index);
          if (tool === 'eraser') setTool('brush');
        }}
      />
      <PaintSurface
        raster={raster}
        brush={{ tool, size, colour }}
        label={`${spec.label}, ${width} × ${height} px: ${value === '' ? 'nothing painted' : 'painted'}`}
        mode={spec.mode}
        underlay={underlay?.url}
        ground={isMask ? '#000' : `rgb(${(palette[0]?.rgb ?? [255, 255, 255]).join(' ')})`}
        onStroke={finish}
      />
    </div>
  );
}
