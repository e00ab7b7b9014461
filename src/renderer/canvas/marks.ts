/** Nodes and wires by id, each with what is to be written on its element. */
export interface Marked {
  readonly nodes?: ReadonlyMap<string, string>;
  readonly wires?: ReadonlyMap<string, string>;
}

export interface Marks {
  set(marked: Marked): void;
  dispose(): void;
}

const elements = '.react-flow__node, .react-flow__edge';

/**
 * Writes a data attribute on nodes and wires by hand and not by React, so that lighting a path through
 * a thousand nodes renders none of them. Elements that come on screen later are marked then.
 */
export function createMarks(root: HTMLElement, attribute: string): Marks {
  let marked: Marked = {};
  let isEmpty = true;
  const write = () => {
    for (const element of root.querySelectorAll<HTMLElement | SVGElement>(elements)) {
      const isNode = element.classList.contains('react-flow__node');
      const value = (isNode ? marked.nodes : marked.wires)?.get(element.dataset.id ?? '');
      if (value === undefined) delete element.dataset[attribute];
      else if (element.dataset[attribute] !== value) element.dataset[attribute] = value;
    }
  };
  const observer = new MutationObserver((records) => {
    const isNew = ({ addedNodes }: MutationRecord) =>
      [...addedNodes].some((node) => node instanceof Element && containsElement(node));
    if (records.some(isNew)) write();
  });
  return {
    set(next) {
      const wasEmpty = isEmpty;
      marked = next;
      isEmpty = (next.nodes?.size ?? 0) + (next.wires?.size ?? 0) === 0;
      if (isEmpty && wasEmpty) return;
      write();
      observer.disconnect();
      if (!isEmpty) observer.observe(root, { childList: true, subtree: true });
    },
    dispose() {
      this.set({});
      observer.disconnect();
    },
  };
}

const containsElement = (node: Element) =>
  node.matches(elements) || node.querySelector(elements) !== null;
