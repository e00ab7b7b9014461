import type { PreviewContent } from '@core/node-context';
import { Button } from '@mantine/core';
import { Copy, Download } from 'lucide-react';
import { exportsOf } from './exports';
import classes from './views.module.css';

interface ExportBarProps {
  readonly content: PreviewContent;
  /** Of what the file is called. */
  readonly name: string;
}

/** Buttons that save or copy what is shown. */
export function ExportBar({ content, name }: ExportBarProps) {
  const actions = exportsOf(content, name);
  if (actions.length === 0) return null;
  return (
    <div className={classes.exports}>
      {actions.map(({ label, kind, run }) => (
        <Button
          key={label}
          size="compact-xs"
          variant="light"
          leftSection={
            kind === 'copy' ? <Copy size={12} aria-hidden /> : <Download size={12} aria-hidden />
          }
          onClick={() => void run()}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
