import { Button } from '@mantine/core';
import { Images } from 'lucide-react';
import { t } from '../../../text/text';
import { useGallery } from './gallery-store';

export function OpenGallery() {
  const show = useGallery((state) => state.show);
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      title={t.results.openHint}
      leftSection={<Images size={13} aria-hidden />}
      onClick={show}
      data-testid="open-gallery"
    >
      {t.results.open}
    </Button>
  );
}
