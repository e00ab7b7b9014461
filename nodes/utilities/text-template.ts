import { defineNode, type Inputs } from '@core/node-definition';
import type { PortType } from '@core/ports/port-type';
import { maxPromptLength } from '@core/text/prompt';
import { fillTemplate, templateFields } from '@core/text/template';
import type { Value } from '@core/values';

/** Numbers are written out. */
const fieldTypes: readonly PortType[] = [{ kind: 'text' }, { kind: 'number' }, { kind: 'seed' }];

export default defineNode({
  type: 'text-template',
  version: 1,
  title: 'Text template',
  category: 'utilities',
  doc: 'Text with fields in braces; each field becomes an input.',
  synonyms: ['format', 'concatenate', 'string', 'join text', 'wildcard', 'prompt template'],
  inputs: {},
  outputs: { text: { label: 'Text', type: { kind: 'text' }, doc: 'With its fields filled in.' } },
  params: {
    template: {
      kind: 'text',
      label: 'Template',
      doc: 'A name in braces is a field: a {colour} {thing}.',
      default: 'a {colour} {thing}',
      multiline: true,
      maxLength: maxPromptLength,
      wirable: false,
    },
  },
  ports: ({ template }) => ({
    inputs: Object.fromEntries(
      templateFields(template).map((name): [string, Inputs[string]] => [
        name,
        { label: name, type: fieldTypes, doc: `What stands for {${name}}.` },
      ]),
    ),
    outputs: {},
  }),
  effects: 'pure',
  infer({ inputs, params: { template } }) {
    const types: Readonly<Record<string, readonly PortType[]>> = inputs;
    const fields = templateFields(template);
    const known = fields.every((name) => textOfType(types[name]?.[0]) !== undefined);
    const value = known
      ? fillTemplate(template, (name) => textOfType(types[name]?.[0]))
      : undefined;
    return { outputs: { text: { kind: 'text', value } } };
  },
  async execute(ctx, inputs, { template }) {
    const values: Readonly<Record<string, Value>> = inputs;
    const text = fillTemplate(template, (name) => textOfValue(values[name]));
    if (ctx.wantsPreviews) ctx.preview({ kind: 'text', text });
    return { text: { kind: 'text', text } };
  },
});

function textOfType(type: PortType | undefined): string | undefined {
  const carries = type?.kind === 'text' || type?.kind === 'number' || type?.kind === 'seed';
  return carries && type.value !== undefined ? String(type.value) : undefined;
}

function textOfValue(value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case 'text':
      return value.text;
    case 'number':
      return String(value.value);
    case 'seed':
      return String(value.seed);
    default:
      return undefined;
  }
}
