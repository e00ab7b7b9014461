import { Button } from '@mantine/core';
import { useDocument } from '../../stores/document';
import { keepMine, reloadFile, save } from '../../stores/files';
import { t } from '../../text/text';
import { Banner } from './Banner';

/** The shown graph's file is no longer what was opened or saved here. */
export function OutsideBanner() {
  const outside = useDocument((state) => state.outside);
  const name = useDocument((state) => state.name);
  if (outside === 'same') return null;
  const isGone = outside === 'gone';
  const text = t.files.outside;
  return (
    <Banner
      title={isGone ? text.goneTitle(name) : text.changedTitle(name)}
      message={isGone ? text.goneMessage : text.changedMessage}
      hint={isGone ? text.goneHint : text.reloadHint}
      testId="outside-banner"
      onClose={() => useDocument.setState({ outside: 'same' })}
      actions={
        isGone ? (
          <Button onClick={() => void save()}>{text.saveAgain}</Button>
        ) : (
          <>
            <Button data-testid="reload-file" onClick={() => void reloadFile()}>
              {text.reload}
            </Button>
            <Button variant="default" data-testid="keep-mine" onClick={() => void keepMine()}>
              {text.keep}
            </Button>
          </>
        )
      }
    />
  );
}
