import { setParam } from './commands';
import type { Mend, MendArgs } from './mend';
import { ancestors } from './topology';

/** Lets the pipelines that a failed node runs choose where they run. */
export function providerMend({ doc, catalog, problem }: MendArgs): Mend | null {
  const before = ancestors(doc, problem.node === undefined ? [] : [problem.node]);
  const [id, ...others] = [...before].filter((node) => {
    const { type, params } = doc.nodes[node] ?? {};
    return type === 'load-pipeline' && (params?.provider ?? 'auto') !== 'auto';
  });
  if (id === undefined || others.length > 0) return null;
  const edit = setParam({ doc, catalog, id, param: 'provider', value: 'auto' });
  return edit && { label: 'Run where it can', edit };
}
