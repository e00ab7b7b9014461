import { join } from 'node:path';
import { fontFolder } from '../../files/font-folder';
import { loadCanvas } from './canvas';

const family = 'Patchbay Inter';

/** CSS fonts that ship with the app: a fresh server has none of its own. */
export interface Fonts {
  readonly plain: (px: number) => string;
  readonly strong: (px: number) => string;
}

let loaded: Promise<Fonts> | undefined;

export function loadFonts(): Promise<Fonts> {
  loaded ??= register();
  return loaded;
}

async function register(): Promise<Fonts> {
  const { GlobalFonts } = await loadCanvas();
  const folder = fontFolder();
  for (const [file, name] of Object.entries({
    'Inter-Regular.ttf': family,
    'Inter-SemiBold.ttf': `${family} SemiBold`,
  })) {
    if (!GlobalFonts.registerFromPath(join(folder, file), name)) {
      throw new Error(`the font ${file} is missing: install the app again`);
    }
  }
  return {
    plain: (px) => `${px}px "${family}"`,
    strong: (px) => `${px}px "${family} SemiBold"`,
  };
}
