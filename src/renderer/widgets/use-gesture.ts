import { useRef } from 'react';

let count = 0;

/** Names a gesture, so that its edits merge into one step of undo and the next one's do not. */
export function useGesture(): { readonly begin: () => void; readonly name: () => string } {
  const current = useRef(0);
  const gesture = useRef({
    begin: () => {
      current.current = ++count;
    },
    name: () => `gesture-${current.current}`,
  });
  return gesture.current;
}
