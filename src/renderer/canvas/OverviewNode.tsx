import { MiniMapNode, type MiniMapNodeProps } from '@xyflow/react';
import { useDocument } from '../stores/document';
import classes from './canvas.module.css';
import { useStable } from './use-stable';
import { useZoneRect } from './zones/use-zone-rect';

/** A node of the overview; the begin of a loop draws the loop's area with it. */
export function OverviewNode(props: MiniMapNodeProps) {
  const members = useDocument(
    useStable(({ analysis }) => {
      const zone = Object.values(analysis.zones).find(({ begin }) => begin === props.id);
      return zone ? [zone.begin, ...zone.body, zone.end] : null;
    }),
  );
  return (
    <>
      {members && <ZoneRect members={members} />}
      <MiniMapNode {...props} />
    </>
  );
}

function ZoneRect({ members }: { readonly members: readonly string[] }) {
  const rect = useZoneRect(members);
  return rect && <rect className={classes.overviewZone} {...rect} rx={18} />;
}
