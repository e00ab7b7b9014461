import { err, ok, type Result } from '@core/errors';
import electron, { clipboard, nativeImage } from 'electron';

/** Puts a PNG on the system's clipboard as a picture. */
export async function copyImage(png: Uint8Array): Promise<Result<void>> {
  const bytes = new Uint8Array(png);
  const image = nativeImage.createFromBuffer(Buffer.from(bytes));
  if (image.isEmpty()) {
    return err({
      code: 'not-an-image',
      message: 'The picture was not copied: its bytes are no PNG.',
      hint: 'Run the graph again.',
    });
  }
  // Electrons whose clipboard has no items yet: the one of the package registry (33) is one.
  const writeImage: unknown = Reflect.get(clipboard, 'writeImage');
  if (typeof writeImage === 'function') writeImage.call(clipboard, image);
  else {
    const blob = new Blob([bytes], { type: 'image/png' });
    // Not imported by name: where it does not exist, the whole app would not start.
    await clipboard.write([new electron.ClipboardItem({ 'image/png': blob })]);
  }
  return ok(undefined);
}
