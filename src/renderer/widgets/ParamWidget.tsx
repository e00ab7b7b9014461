import { assertNever } from '@core/errors';
import { readBoxes } from '@core/graph/layout-boxes';
import { readInnerGraph } from '@core/graph/subgraph/inner-graph';
import { modelRefSchema } from '@core/models/manifest';
import { onnxFileSchema } from '@core/models/onnx-file';
import type { NodeDefinition } from '@core/node-definition';
import type { ParamSpec } from '@core/node-params';
import { BooleanWidget } from './BooleanWidget';
import { BoxesWidget } from './boxes/BoxesWidget';
import { FileWidget } from './FileWidget';
import { GraphWidget } from './GraphWidget';
import { ModelWidget } from './ModelWidget';
import { NumberWidget } from './NumberWidget';
import { OnnxWidget } from './OnnxWidget';
import { PickerWidget } from './PickerWidget';
import { PaintWidget } from './paint/PaintWidget';
import { SeedWidget } from './SeedWidget';
import { SelectWidget } from './SelectWidget';
import { TextWidget } from './TextWidget';
import type { WidgetProps } from './types';
import { WireChoiceWidget } from './WireChoiceWidget';

interface Props extends WidgetProps<ParamSpec, unknown> {
  readonly definition: NodeDefinition;
}

const textOr = (value: unknown, otherwise: string) =>
  typeof value === 'string' ? value : otherwise;
const numberOr = (value: unknown, otherwise: number) =>
  typeof value === 'number' ? value : otherwise;

/**
 * The widget for a parameter's kind. A value of a foreign kind (a file written by hand) shows as
 * the default; validation names it as a problem, and it is kept until the user sets another.
 */
export function ParamWidget({ spec, value, definition, ...rest }: Props) {
  switch (spec.kind) {
    case 'number':
      return spec.wireOn === undefined ? (
        <NumberWidget {...rest} spec={spec} value={numberOr(value, spec.default)} />
      ) : (
        <WireChoiceWidget {...rest} spec={spec} value={numberOr(value, spec.default)} />
      );
    case 'seed':
      return <SeedWidget {...rest} spec={spec} value={numberOr(value, spec.default)} />;
    case 'boolean':
      return (
        <BooleanWidget
          {...rest}
          spec={spec}
          value={typeof value === 'boolean' ? value : spec.default}
        />
      );
    case 'text':
      return <TextWidget {...rest} spec={spec} value={textOr(value, spec.default)} />;
    case 'select':
      return <SelectWidget {...rest} spec={spec} value={textOr(value, spec.default)} />;
    case 'picker':
      return (
        <PickerWidget
          {...rest}
          spec={spec}
          value={textOr(value, spec.default)}
          definition={definition}
        />
      );
    case 'file':
      return <FileWidget {...rest} spec={spec} value={textOr(value, spec.default)} />;
    case 'model': {
      const ref = modelRefSchema.safeParse(value);
      return <ModelWidget {...rest} spec={spec} value={ref.success ? ref.data : null} />;
    }
    case 'paint':
      return (
        <PaintWidget
          {...rest}
          spec={spec}
          value={textOr(value, spec.default)}
          definition={definition}
        />
      );
    case 'onnx': {
      const file = onnxFileSchema.safeParse(value);
      return <OnnxWidget {...rest} spec={spec} value={file.success ? file.data : null} />;
    }
    case 'boxes': {
      const boxes = readBoxes(value);
      return (
        <BoxesWidget
          {...rest}
          spec={spec}
          value={boxes.ok ? boxes.value : spec.default}
          definition={definition}
        />
      );
    }
    case 'graph':
      return <GraphWidget {...rest} spec={spec} value={readInnerGraph(value) ?? spec.default} />;
    default:
      return assertNever(spec);
  }
}
