import { Kbd } from '@mantine/core';
import { shortcut } from '../shortcut';
import { Dialog } from './Dialog';
import classes from './Dialog.module.css';

const groups: readonly { readonly title: string; readonly keys: readonly [string, string][] }[] = [
  {
    title: 'Run and files',
    keys: [
      ['Run', 'Ctrl+Enter'],
      ['New', 'Ctrl+N'],
      ['Open', 'Ctrl+O'],
      ['Save', 'Ctrl+S'],
      ['Save as', 'Ctrl+Shift+S'],
      ['Export', 'Ctrl+E'],
    ],
  },
  {
    title: 'Edit',
    keys: [
      ['Undo', 'Ctrl+Z'],
      ['Redo', 'Ctrl+Shift+Z'],
      ['Cut, copy, paste', 'Ctrl+X, C, V'],
      ['Duplicate', 'Ctrl+D'],
      ['Select all', 'Ctrl+A'],
      ['Delete', 'Delete'],
    ],
  },
  {
    title: 'Nodes and wires',
    keys: [
      ['Find and add a node', 'Tab'],
      ['The same, at the pointer', 'Double click'],
      ['Add beside the wires there', 'Shift while dropping'],
      ['Rename', 'Double click a title'],
      ['Move the selection', 'Arrows'],
    ],
  },
  {
    title: 'View',
    keys: [
      ['Fit the graph', 'F'],
      ['Zoom', 'Wheel'],
      ['Select several', 'Shift+drag'],
    ],
  },
];

export function ShortcutsDialog() {
  return (
    <Dialog id="shortcuts" title="Keyboard and mouse" width={620}>
      <div className={classes.shortcuts}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            {keys.map(([what, key]) => (
              <div key={what} className={classes.keyRow}>
                {what}
                <Kbd size="xs">{shortcut(key)}</Kbd>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
