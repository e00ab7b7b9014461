import { assertNever } from '../errors';
import type { Panel, PreviewContent } from '../node-context';

/** Every picture that a content holds, in the order it is read. */
export function picturesOf(content: PreviewContent): readonly Omit<Panel, 'label'>[] {
  switch (content.kind) {
    case 'image':
      return [content];
    case 'frames':
      return content.frames.flatMap(({ panels }) => panels);
    case 'compare':
      return [content.before, content.after];
    case 'stack':
      return content.parts.flatMap(picturesOf);
    case 'plot':
    case 'table':
    case 'tokens':
    case 'text':
      return [];
    default:
      return assertNever(content);
  }
}
