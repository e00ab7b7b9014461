import { defineNode, type PortProblem } from '@core/node-definition';
import { maxPromptLength } from '@core/text/prompt';

export default defineNode({
  type: 'text-prompt',
  version: 1,
  title: 'Text prompt',
  category: 'conditioners',
  doc: 'Words that describe the picture.',
  synonyms: ['prompt', 'positive', 'negative', 'string', 'CLIP text'],
  inputs: {},
  outputs: { text: { label: 'Text', type: { kind: 'text' }, doc: 'The words as they stand.' } },
  params: {
    text: {
      kind: 'text',
      label: 'Prompt',
      doc: 'What the picture should show.',
      default: '',
      multiline: true,
      placeholder: 'red heart',
      maxLength: maxPromptLength,
    },
  },
  effects: 'pure',
  infer({ params }) {
    const problems: PortProblem[] = [];
    if (params.text.trim() === '') {
      problems.push({
        severity: 'warning',
        code: 'prompt-empty',
        message: 'The prompt is empty: the model gets nothing to go by.',
        hint: 'Write what the picture should show.',
      });
    }
    return { outputs: { text: { kind: 'text', value: params.text } }, problems };
  },
  async execute(_ctx, _inputs, params) {
    return { text: { kind: 'text', text: params.text } };
  },
});
