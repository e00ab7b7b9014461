import { assertNever } from '@core/errors';
import type { PreviewContent } from '@core/node-context';
import nodeClasses from '../canvas/nodes/node.module.css';
import { CompareView } from './CompareView';
import { ExportBar } from './ExportBar';
import { FramesView } from './FramesView';
import { PanelPicture } from './PanelPicture';
import { PlotView } from './PlotView';
import { TableView } from './TableView';
import { TokensView } from './TokensView';
import type { ViewSize } from './view-size';
import classes from './views.module.css';

interface ContentViewProps {
  readonly content: PreviewContent;
  readonly size: ViewSize;
  /** Of what files are called: the node it comes from. */
  readonly name: string;
}

/** What a node shows, drawn by its kind; outside of the node with buttons to save it. */
export function ContentView({ content, size, name }: ContentViewProps) {
  if (content.kind === 'stack') {
    return (
      <div className={classes.stack}>
        {content.parts.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <ContentView key={i} content={part} size={size} name={name} />
        ))}
      </div>
    );
  }
  return (
    <div className={classes.view}>
      <Leaf content={content} size={size} name={name} />
      {size !== 'node' && <ExportBar content={content} name={name} />}
    </div>
  );
}

function Leaf({ content, size, name }: ContentViewProps) {
  switch (content.kind) {
    case 'image':
      return <PanelPicture panel={content} alt={name} />;
    case 'plot':
      return <PlotView content={content} size={size} />;
    case 'table':
      return <TableView content={content} size={size} />;
    case 'frames':
      return <FramesView content={content} size={size} />;
    case 'compare':
      return <CompareView content={content} size={size} />;
    case 'tokens':
      return <TokensView {...content} />;
    case 'text':
      return <div className={nodeClasses.text}>{content.text}</div>;
    case 'stack':
      return null;
    default:
      return assertNever(content);
  }
}
