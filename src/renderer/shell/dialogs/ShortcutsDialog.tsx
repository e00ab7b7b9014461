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
      ['Export', 'Ctrl+Shift+E'],
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
      ['Add beside, not replace', 'Shift+Drop'],
      ['Rename', 'F2'],
      ['Move the selection', 'Arrows'],
      ['Move it further', 'Shift+Arrows'],
    ],
  },
  {
    title: 'View',
    keys: [
      ['Fit the graph', 'F'],
      ['Move around', 'Drag'],
      ['Zoom', 'Wheel'],
      ['Select an area', 'Shift+Drag'],
      ['Add to the selection', 'Shift+Click'],
      ['What a node can do', 'Right click'],
      ['These keys', 'F1'],
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
