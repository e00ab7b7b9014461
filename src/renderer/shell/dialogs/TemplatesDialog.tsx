import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { openTemplate } from '../../stores/files';
import { useLibrary } from '../../stores/library';
import { Dialog } from './Dialog';
import classes from './Dialog.module.css';
import { groupTemplates } from './group-templates';
import { Schematic } from './Schematic';

export function TemplatesDialog() {
  return (
    <Dialog id="templates" title="Templates" width={880}>
      <TemplateList />
    </Dialog>
  );
}

/** Mounted while the dialog is open, so that each visit begins with all of them. */
function TemplateList() {
  const templates = useLibrary((state) => state.templates);
  const [query, setQuery] = useState('');
  const groups = useMemo(() => groupTemplates(templates, query), [templates, query]);
  return (
    <>
      <p className={classes.intro}>
        Complete pipelines to start from. A template opens as a new graph of yours.
      </p>
      <TextInput
        className={classes.search}
        aria-label="Search the templates"
        placeholder="Search: inpainting, VQ, sweep…"
        leftSection={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        data-testid="template-search"
        data-autofocus
      />
      {groups.map(([group, members]) => (
        <section key={group} aria-label={group}>
          <h3 className={classes.group}>{group}</h3>
          <div className={classes.cards}>
            {members.map(({ id, name, description, text }) => (
              <button
                key={id}
                type="button"
                className={classes.card}
                data-testid={`template-${id}`}
                onClick={() => openTemplate(id)}
              >
                <Schematic text={text} />
                <div className={classes.cardText}>
                  <h4>{name}</h4>
                  <p>{description}</p>
                </div>
              </button>
            ))}
          </div>
        </section>
      ))}
      {groups.length === 0 && (
        <p className={classes.intro} role="status">
          No template is about “{query}”.
        </p>
      )}
    </>
  );
}
