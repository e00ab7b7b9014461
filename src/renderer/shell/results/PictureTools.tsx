import { SegmentedControl } from '@mantine/core';
import { useLibrary } from '../../stores/library';
import type { Zoom } from './fit-scale';
import classes from './Results.module.css';

const zooms: readonly { readonly value: string; readonly label: string; readonly zoom: Zoom }[] = [
  { value: 'fit', label: 'Fit', zoom: 'fit' },
  { value: '1', label: '1×', zoom: 1 },
  { value: '2', label: '2×', zoom: 2 },
  { value: '4', label: '4×', zoom: 4 },
  { value: '8', label: '8×', zoom: 8 },
];

interface PictureToolsProps {
  readonly zoom: Zoom;
  readonly smooth: boolean;
  /** Absent for what fills its place by itself. */
  readonly onZoom?: (zoom: Zoom) => void;
}

export function PictureTools({ zoom, smooth, onZoom }: PictureToolsProps) {
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <div className={classes.tools}>
      {onZoom && (
        <SegmentedControl
          size="xs"
          aria-label="Size of the picture"
          data={zooms.map(({ value, label }) => ({ value, label }))}
          value={String(zoom)}
          onChange={(value) => onZoom(zooms.find((one) => one.value === value)?.zoom ?? 'fit')}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label="How pixels are enlarged"
        data={[
          { value: 'pixels', label: 'Pixels' },
          { value: 'smooth', label: 'Smooth' },
        ]}
        value={smooth ? 'smooth' : 'pixels'}
        onChange={(value) => void setSettings({ smoothPreviews: value === 'smooth' })}
      />
    </div>
  );
}
