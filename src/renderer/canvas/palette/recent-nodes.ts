import type { Catalog } from '@core/node-definition';
import { useLibrary } from '../../stores/library';
import { notifyError } from '../../stores/notify';
import type { PaletteItem } from './rank-nodes';

/** How many are remembered, and how many the palette shows. */
const kept = 12;
const shown = 5;

/** Remembers a node type as the one placed last, over restarts. */
export function rememberNode(type: string): void {
  const { settings, setSettings } = useLibrary.getState();
  const recentNodes = [type, ...settings.recentNodes.filter((one) => one !== type)].slice(0, kept);
  setSettings({ recentNodes }).catch((reason: unknown) =>
    notifyError('The recent nodes were not kept', {
      code: 'settings-not-saved',
      message: reason instanceof Error ? reason.message : String(reason),
    }),
  );
}

/** The last placed first; types this version does not know are left out. */
export const recentItems = (
  catalog: Catalog,
  recentNodes: readonly string[],
): readonly PaletteItem[] =>
  recentNodes
    .flatMap((type) => {
      const definition = catalog.get(type);
      return definition ? [{ definition }] : [];
    })
    .slice(0, shown);
