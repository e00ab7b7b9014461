import { Modal } from '@mantine/core';
import { Maximize2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useDocument } from '../stores/document';
import classes from './widgets.module.css';

/** CSS pixels: what a canvas is worked on at in comfort, and still fits a small window. */
const width = 640;

interface Props {
  readonly label: string;
  /** Made when the dialog opens. */
  readonly children: () => ReactNode;
}

/** A button that opens the same editor in a dialog. Ctrl+Z undoes there as on the canvas. */
export function EditLarge({ label, children }: Props) {
  const [open, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    event.stopPropagation();
    const { undo, redo } = useDocument.getState();
    if (key === 'y' || event.shiftKey) redo();
    else undo();
  };
  return (
    <>
      <button type="button" className={classes.large} onClick={() => setOpen(true)}>
        <Maximize2 size={13} aria-hidden />
        Edit large
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={label}
        size={width}
        radius="md"
        closeButtonProps={{ 'aria-label': 'Close' }}
        onKeyDown={onKeyDown}
      >
        {open && children()}
      </Modal>
    </>
  );
}
