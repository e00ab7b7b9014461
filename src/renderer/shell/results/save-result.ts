import { api } from '../../stores/api';
import { useDocument } from '../../stores/document';
import { notifyDone, notifyError } from '../../stores/notify';

/** Writes the picture's own PNG bytes where the user says. `name`: of the graph that made it. */
export async function saveResult(
  png: Uint8Array,
  seed: number | null,
  name = useDocument.getState().name,
): Promise<void> {
  const suggestedName = seed === null ? `${name}.png` : `${name} ${seed}.png`;
  const saved = await api()['result.save']({ png: new Uint8Array(png), suggestedName });
  if (saved === null) return;
  if (saved.ok) notifyDone(`Saved ${saved.value.path}`);
  else notifyError('The picture was not saved', saved.error);
}
