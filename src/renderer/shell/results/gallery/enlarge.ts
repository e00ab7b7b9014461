import { api } from '../../../stores/api';
import { notifyError } from '../../../stores/notify';
import { t } from '../../../text/text';
import { useLargeView } from '../../../views/large-view';

/** Shows a result over the whole window. */
export async function enlarge(id: string): Promise<void> {
  const item = await api()['history.item'](id);
  if (!item.ok) {
    notifyError(t.results.notRead, item.error);
    return;
  }
  const { content, entry } = item.value;
  if (content) useLargeView.getState().show(content, entry.title);
}
