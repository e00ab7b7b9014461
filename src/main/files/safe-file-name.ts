/** Characters that Windows, macOS or Linux refuse in file names, and control characters. */
const refused = /[<>:"/\\|?*\p{Cc}]/gu;

/** A name that every system takes, at most 100 characters, never empty. */
export function safeFileName(name: string): string {
  const plain = name.replace(refused, ' ').replace(/\s+/g, ' ').trim();
  // Names of dots alone mean folders; Windows drops dots at the end.
  const cut = [...plain]
    .slice(0, 100)
    .join('')
    .replace(/[. ]+$/, '');
  return cut === '' ? 'Untitled' : cut;
}
