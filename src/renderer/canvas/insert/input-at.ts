/** The input port at an element of a node, where it is one: its row counts as well as its handle. */
export function inputAt(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const handle = target.closest('[data-side="in"]')?.querySelector('.react-flow__handle');
  return handle?.getAttribute('data-handleid') ?? undefined;
}
