import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { type Recoverable, useRecovery } from '../../stores/recovery';
import { t } from '../../text/text';
import dialogClasses from '../dialogs/Dialog.module.css';
import classes from './RecoveryDialog.module.css';

/** Offers what was not saved when the app ended by itself. Closing it decides nothing. */
export function RecoveryDialog() {
  const documents = useRecovery((state) => state.documents);
  const { restore, later } = useRecovery.getState();
  const restoreAll = async () => {
    for (const { id } of documents) await restore(id);
  };
  return (
    <Modal
      opened={documents.length > 0}
      onClose={later}
      title={t.recovery.title}
      size={620}
      radius="md"
      closeOnClickOutside={false}
      classNames={{ title: dialogClasses.title, header: dialogClasses.header }}
      closeButtonProps={{ 'aria-label': t.recovery.later }}
    >
      <div data-testid="dialog-recovery">
        <p className={dialogClasses.intro}>{t.recovery.intro}</p>
        <ul className={classes.list}>
          {documents.map((document) => (
            <Row key={document.id} document={document} />
          ))}
        </ul>
        <div className={classes.end}>
          <Button variant="default" onClick={later}>
            {t.recovery.later}
          </Button>
          <Button data-autofocus data-testid="restore-all" onClick={() => void restoreAll()}>
            {t.recovery.restoreAll}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Row({
  document: { id, name, path, time, edits, damaged },
}: {
  readonly document: Recoverable;
}) {
  const [sure, setSure] = useState(false);
  const { restore, discard } = useRecovery.getState();
  return (
    <li className={classes.row} data-testid={`recover-${name}`}>
      <div className={classes.facts}>
        <h3 className={classes.name}>{name}</h3>
        <p className={classes.note}>
          {t.recovery.edits(edits)}, {new Date(time).toLocaleString()}
        </p>
        <p className={classes.note}>{path ?? t.recovery.noFile}</p>
        {damaged && <p className={classes.damaged}>{t.recovery.damaged}</p>}
      </div>
      {sure ? (
        <Button
          color="red"
          onClick={() => void discard(id)}
          onBlur={() => setSure(false)}
          autoFocus
        >
          {t.recovery.reallyDiscard}
        </Button>
      ) : (
        <Button
          variant="subtle"
          color="gray"
          aria-label={t.recovery.discardName(name)}
          onClick={() => setSure(true)}
        >
          {t.recovery.discard}
        </Button>
      )}
      <Button
        variant="default"
        aria-label={t.recovery.restoreName(name)}
        onClick={() => void restore(id)}
      >
        {t.recovery.restore}
      </Button>
    </li>
  );
}
