import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { LayoutBox, SemanticClass } from '../../values';
import { cornersOf, type LabelledBox } from './layout-tokens';

type Encoder = PartOf<'layout-encoder'>;

/** Classes that boxes may have: the encoder's where one is wired, else the palette's. */
export const boxLabels = (
  encoder: Encoder | undefined,
  palette: readonly SemanticClass[],
): readonly string[] => (encoder ? encoder.labels : palette).map(({ name }) => name);

/** Boxes of a class that there is not, and no boxes at all. */
export function boxProblems(
  boxes: readonly LayoutBox[],
  labels: readonly string[],
  pipeline: string | undefined,
): PortProblem[] {
  if (boxes.length === 0) {
    return [
      {
        severity: 'error',
        code: 'no-boxes',
        message: 'No box is drawn.',
        hint: 'Draw at least one in the Boxes field and give it a class.',
      },
    ];
  }
  return boxes.flatMap(({ label }, i): PortProblem[] =>
    labels.includes(label)
      ? []
      : [
          {
            severity: 'error',
            code: 'label-unknown',
            message: `Box ${i + 1} is "${label}", which ${pipeline ?? 'the palette'} does not know.`,
            hint: `It has: ${labels.slice(0, 12).join(', ')}.`,
          },
        ],
  );
}

/** @throws NodeFailure for the first error among problems. */
export function failAtErrors(problems: readonly PortProblem[]): void {
  const error = problems.find(({ severity }) => severity === 'error');
  if (!error) return;
  const { severity: _severity, index: _index, ...failure } = error;
  throw new NodeFailure(failure);
}

export const labelledBoxes = (
  boxes: readonly LayoutBox[],
  { labels }: Encoder,
): readonly LabelledBox[] =>
  boxes.flatMap((box) => {
    const label = labels.find(({ name }) => name === box.label);
    return label ? [{ id: label.id, box: cornersOf(box) }] : [];
  });
