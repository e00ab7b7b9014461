import type { PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { SelectOption } from '../../node-params';
import type { TokenInfo } from '../../values';

/** Value of a picker that leaves its label out. */
const noLabel = 'none';

const ownPickers = ['style', 'category'] as const;
type LabelPicker = (typeof ownPickers)[number] | 'other';

const belongs = (group: string | undefined, picker: LabelPicker): boolean =>
  picker === 'other' ? !ownPickers.some((own) => own === group) : group === picker;

/** Labels by name, those of other groups under their group; empty where the model has none. */
export function labelOptions(
  part: PartOf<'class-embedder'> | undefined,
  picker: LabelPicker,
): readonly (SelectOption & { readonly group?: string })[] {
  const labels = (part?.labels ?? []).filter((label) => belongs(label.group, picker));
  if (labels.length === 0) return [];
  return [
    { value: noLabel, label: 'None' },
    ...labels.map(({ name, group }) => ({
      value: name,
      label: name,
      ...(picker === 'other' && group ? { group } : {}),
    })),
  ];
}

export interface LabelChoice {
  readonly style: string;
  readonly category: string;
  readonly label: string;
}

/** Ids in the order style, category, label, and what is wrong with the choice. */
export function checkLabels(
  part: PartOf<'class-embedder'>,
  choice: LabelChoice,
): { readonly ids: readonly number[]; readonly problems: readonly PortProblem[] } {
  const ids: number[] = [];
  const problems: PortProblem[] = [];
  const chosen: readonly [LabelPicker, string][] = [
    ['style', choice.style],
    ['category', choice.category],
    ['other', choice.label],
  ];
  for (const [picker, name] of chosen) {
    if (name === noLabel || name === '') continue;
    const labels = part.labels.filter((label) => belongs(label.group, picker));
    const label = labels.find((l) => l.name === name);
    if (label) {
      ids.push(label.id);
      continue;
    }
    const field = picker === 'other' ? 'label' : picker;
    const known = labels.slice(0, 12).map((l) => l.name);
    problems.push({
      severity: 'error',
      code: 'label-unknown',
      message: `${part.pipeline} has no ${field} "${name}".`,
      hint: known.length > 0 ? `It has: ${known.join(', ')}.` : `Set ${field} to none.`,
    });
  }
  if (ids.length === 0 && problems.length === 0) {
    problems.push({
      severity: 'error',
      code: 'no-label',
      message: 'No label is chosen.',
      hint: 'Choose at least one. For a picture of anything at all, use Null conditioning.',
    });
  }
  return { ids, problems };
}

/** What each label's token says. */
export const labelTokens = (
  part: PartOf<'class-embedder'>,
  ids: readonly number[],
): readonly TokenInfo[] =>
  ids.map((id) => ({
    id,
    text: part.labels.find((label) => label.id === id)?.name ?? `label ${id}`,
    state: 'known',
  }));
