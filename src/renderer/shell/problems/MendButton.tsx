import { type Fault, mendFor } from '@core/graph/mend';
import { Button } from '@mantine/core';
import { catalog } from '@nodes';
import { Wrench } from 'lucide-react';
import { useMemo } from 'react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';

/** Does what would mend a problem, as one step of undo; nothing where only the user can say. */
export function MendButton({ problem }: { readonly problem: Fault }) {
  const doc = useDocument((state) => state.doc);
  const models = useLibrary((state) => state.models);
  const mend = useMemo(() => mendFor({ doc, catalog, models, problem }), [doc, models, problem]);
  if (!mend) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Wrench size={12} aria-hidden />}
      data-testid="mend-button"
      onClick={() => useDocument.getState().apply(mend.edit)}
    >
      {mend.label}
    </Button>
  );
}
