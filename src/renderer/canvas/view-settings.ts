import { useLibrary } from '../stores/library';

/** How the canvas is shown: kept with the settings, switched in the View menu. */
export const viewToggles = ['snapToGrid', 'angledWires', 'wireLabels', 'traceSelection'] as const;
export type ViewToggle = (typeof viewToggles)[number];

export function toggleView(what: ViewToggle): void {
  const { settings, setSettings } = useLibrary.getState();
  void setSettings(
    what === 'angledWires'
      ? { wireStyle: settings.wireStyle === 'angled' ? 'curved' : 'angled' }
      : { [what]: !settings[what] },
  );
}
