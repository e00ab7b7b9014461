import { Modal } from '@mantine/core';
import { ContentView } from './ContentView';
import { useLargeView } from './large-view';

/** A result over the whole window. */
export function LargeView() {
  const shown = useLargeView((state) => state.shown);
  const close = useLargeView((state) => state.close);
  return (
    <Modal
      opened={shown !== null}
      onClose={close}
      title={shown?.name}
      size="min(1100px, 92vw)"
      radius="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {/* On the content: the Modal's own root has no size that a test could see. */}
      <div data-testid="large-view">
        {shown && <ContentView content={shown.content} name={shown.name} size="large" />}
      </div>
    </Modal>
  );
}
