import type { AppError } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import { useEffect, useState } from 'react';
import { api } from '../../../stores/api';

export type HistoryItem = Extract<IpcResult<'history.item'>, { ok: true }>['value'];

/** Milliseconds an entry must stay the current one: arrow keys held down read none of those passed by. */
const restMs = 80;

/** All that is kept of an entry; null until it is here. */
export function useHistoryItem(
  id: string | null,
): { readonly item: HistoryItem } | { readonly error: AppError } | null {
  const [read, setRead] = useState<{ id: string; answer: IpcResult<'history.item'> } | null>(null);
  useEffect(() => {
    if (id === null) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const answer = await api()['history.item'](id);
      if (!gone) setRead({ id, answer });
    }, restMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id]);
  if (read === null || read.id !== id) return null;
  return read.answer.ok ? { item: read.answer.value } : { error: read.answer.error };
}
