import type { ArrangeCommand } from '@core/graph/arrange';
import type { MenuCommand } from '@core/ipc-contract';
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../settings/settings';

type Send = (command: MenuCommand) => void;

/** The page handles the keys itself: in a text field they belong to the text. */
const entries: readonly (readonly [ArrangeCommand, string, string] | null)[] = [
  ['alignLeft', 'Align left', 'CmdOrCtrl+Shift+Left'],
  ['alignCentre', 'Align centre', 'CmdOrCtrl+Shift+K'],
  ['alignRight', 'Align right', 'CmdOrCtrl+Shift+Right'],
  ['alignTop', 'Align top', 'CmdOrCtrl+Shift+Up'],
  ['alignMiddle', 'Align middle', 'CmdOrCtrl+Shift+M'],
  ['alignBottom', 'Align bottom', 'CmdOrCtrl+Shift+Down'],
  null,
  ['distributeAcross', 'Distribute across', 'CmdOrCtrl+Shift+H'],
  ['distributeDown', 'Distribute down', 'CmdOrCtrl+Shift+J'],
  null,
  ['layOut', 'Lay out the selection or the graph', 'CmdOrCtrl+Shift+L'],
  null,
  ['collapse', 'Collapse or expand', 'C'],
  ['pin', 'Pin or unpin', 'P'],
];

export const arrangeMenu = (send: Send): MenuItemConstructorOptions => ({
  label: '&Arrange',
  submenu: entries.map((entry): MenuItemConstructorOptions => {
    if (!entry) return { type: 'separator' };
    const [id, label, accelerator] = entry;
    return { id, label, accelerator, registerAccelerator: false, click: () => send(id) };
  }),
});

/** Of the View menu, each with what says whether it is on. */
const toggles = [
  { id: 'snapToGrid', label: 'Snap to grid', isOn: (now: Settings) => now.snapToGrid },
  {
    id: 'angledWires',
    label: 'Wires with right angles',
    isOn: ({ wireStyle }: Settings) => wireStyle === 'angled',
  },
  { id: 'wireLabels', label: 'Wire labels', isOn: (now: Settings) => now.wireLabels },
  {
    id: 'traceSelection',
    label: 'Light what the selection needs and feeds',
    isOn: (now: Settings) => now.traceSelection,
  },
] as const;

export const viewToggles = (send: Send, settings: Settings): MenuItemConstructorOptions[] =>
  toggles.map(({ id, label, isOn }) => ({
    ...{ id, label, type: 'checkbox', checked: isOn(settings) },
    click: () => send(id),
  }));

/** Ticks what the settings now say: a change may come from the page too. */
export function tickViewMenu(settings: Settings): void {
  const menu = Menu.getApplicationMenu();
  for (const { id, isOn } of toggles) {
    const found = menu?.getMenuItemById(id);
    if (found) found.checked = isOn(settings);
  }
}
