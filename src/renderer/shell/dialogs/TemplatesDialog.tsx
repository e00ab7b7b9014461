import { openTemplate } from '../../stores/files';
import { useLibrary } from '../../stores/library';
import { Dialog } from './Dialog';
import classes from './Dialog.module.css';
import { Schematic } from './Schematic';

export function TemplatesDialog() {
  const templates = useLibrary((state) => state.templates);
  return (
    <Dialog id="templates" title="Templates" width={840}>
      <p className={classes.intro}>
        Complete pipelines to start from. A template opens as a new graph of yours.
      </p>
      <div className={classes.cards}>
        {templates.map(({ id, name, description, text }) => (
          <button
            key={id}
            type="button"
            className={classes.card}
            data-testid={`template-${id}`}
            onClick={() => void openTemplate(id)}
          >
            <Schematic text={text} />
            <div className={classes.cardText}>
              <h3>{name}</h3>
              <p>{description}</p>
            </div>
          </button>
        ))}
      </div>
    </Dialog>
  );
}
