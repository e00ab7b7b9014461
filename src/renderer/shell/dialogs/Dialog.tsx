import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UiState } from '../../stores/types';
import { useUi } from '../../stores/ui';
import classes from './Dialog.module.css';

interface DialogProps {
  readonly id: NonNullable<UiState['dialog']>;
  readonly title: string;
  /** CSS pixels. */
  readonly width: number;
  readonly children: ReactNode;
}

/** One of the app's dialogs; `useUi` says which is open. */
export function Dialog({ id, title, width, children }: DialogProps) {
  const opened = useUi((state) => state.dialog === id);
  const openDialog = useUi((state) => state.openDialog);
  return (
    <Modal
      opened={opened}
      onClose={() => openDialog(null)}
      title={title}
      size={width}
      radius="md"
      classNames={{ title: classes.title, header: classes.header }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {/* On the content: the Modal's own root has no size that a test could see. */}
      <div data-testid={`dialog-${id}`}>{children}</div>
    </Modal>
  );
}
