import { Kbd } from '@mantine/core';
import { t } from '../../text/text';
import { shortcut } from '../shortcut';
import { Dialog } from './Dialog';
import classes from './Dialog.module.css';

const groups: readonly { readonly title: string; readonly keys: readonly [string, string][] }[] = [
  {
    title: 'Run and files',
    keys: [
      ['Run, or queue another', 'Ctrl+Enter'],
      ['Run to the selected node', 'Shift+Enter'],
      ['New', 'Ctrl+N'],
      ['New window', 'Ctrl+Shift+N'],
      ['Next tab', 'Ctrl+Tab'],
      ['Close tab', 'Ctrl+W'],
      ['Open', 'Ctrl+O'],
      ['Save', 'Ctrl+S'],
      ['Save as', 'Ctrl+Shift+S'],
      ['Export', 'Ctrl+Shift+E'],
      ['Results gallery', 'Ctrl+Shift+R'],
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
      ['Delete, close the gap', 'Delete'],
      ['Delete with its wires', 'Ctrl+Delete'],
    ],
  },
  {
    title: 'Nodes and wires',
    keys: [
      ['Find and add a node', 'Tab, Ctrl+K'],
      ['The same, at the pointer', 'Double click'],
      ['Add beside, not replace', 'Shift+Drop'],
      ['Rename', 'F2'],
      ['Make subgraph', 'Ctrl+G'],
      ['Unpack subgraph', 'Ctrl+Shift+G'],
      ['Move the selection', 'Arrows'],
      ['Move it further', 'Shift+Arrows'],
    ],
  },
  {
    title: 'View',
    keys: [
      ['Fit the graph', 'F'],
      ['Node library', 'Ctrl+L'],
      ['Move around', 'Drag'],
      ['Zoom', 'Wheel'],
      ['Select an area', 'Shift+Drag'],
      ['Add to the selection', 'Shift+Click'],
      ['What a node can do', 'Right click'],
      ['These keys', 'F1'],
    ],
  },
];

/** Read while rendering: the words are those of the chosen language. */
const arrangeKeys = (): (typeof groups)[number] => {
  const { keys } = t.arrange;
  return {
    title: keys.title,
    keys: [
      [keys.align, 'Ctrl+Shift+Arrows'],
      [keys.alignMiddles, 'Ctrl+Shift+K, M'],
      [keys.distribute, 'Ctrl+Shift+H, J'],
      [keys.layOut, 'Ctrl+Shift+L'],
      [keys.collapse, 'C'],
      [keys.pin, 'P'],
      [keys.snap, 'Ctrl+Drag'],
      [keys.trace, 'Hold H'],
      [keys.reroute, 'Alt+Click a wire'],
      [keys.moveWires, 'Shift+Drag'],
    ],
  };
};

export function ShortcutsDialog() {
  return (
    <Dialog id="shortcuts" title="Keyboard and mouse" width={620}>
      <div className={classes.shortcuts}>
        {[...groups, arrangeKeys()].map(({ title, keys }) => (
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
