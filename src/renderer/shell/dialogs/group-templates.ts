import type { IpcResult } from '@core/ipc-contract';

type Template = IpcResult<'templates.list'>[number];

/** Templates that have every word of the query in their name, text or group, under their groups. */
export function groupTemplates(
  templates: readonly Template[],
  query: string,
): readonly (readonly [group: string, members: readonly Template[]])[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Template[]>();
  for (const template of templates) {
    const { name, description, group } = template;
    const text = `${name} ${description} ${group}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const members = groups.get(group);
    if (members) members.push(template);
    else groups.set(group, [template]);
  }
  return [...groups];
}
