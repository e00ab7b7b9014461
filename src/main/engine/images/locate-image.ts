/** Shared with the window's thumbnails, which may not reach into the engine. */
export { type ImageFolders, locateImage } from '../../files/locate-image';
