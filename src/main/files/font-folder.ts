import { join } from 'node:path';
import { findAssetsFolder } from '../assets-folder';

/** The fonts that ship with the app. */
export const fontFolder = (): string => join(findAssetsFolder(), 'fonts');
