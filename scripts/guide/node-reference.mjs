/** docs/guide/nodes.md: every node of the catalogue with its ports and parameters, in the app's own words. */

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const kinds = (type) => ('kind' in type ? [type] : type).map(kindName).join(' or ');
const kindName = (type) =>
  type.kind === 'model' ? type.role.replace('-', ' ') : type.kind.replaceAll('-', ' ');

/** What is said of an input beside its kind. */
const arity = ({ optional, multiple }) =>
  [optional && 'optional', multiple && 'several wires'].filter(Boolean).join(', ');

function ports(heading, all) {
  const names = Object.entries(all);
  if (names.length === 0) return [];
  return [
    row([heading, 'carries', '']),
    row(['---', '---', '---']),
    ...names.map(([, port]) => {
      const extra = arity(port);
      return row([port.label, `${kinds(port.type)}${extra && ` (${extra})`}`, port.doc]);
    }),
    '',
  ];
}

/** The values a parameter can have, in short. */
function range(spec) {
  const unit = spec.unit ? ` ${spec.unit}` : '';
  switch (spec.kind) {
    case 'number':
      return spec.min === undefined && spec.max === undefined
        ? `${spec.default}${unit}`
        : `${spec.default}${unit} (${spec.min ?? ''} to ${spec.max ?? ''})`;
    case 'select': {
      const chosen = spec.options.find((option) => option.value === spec.default);
      return `${chosen?.label ?? spec.default} (${spec.options.map((o) => o.label).join(', ')})`;
    }
    case 'boolean':
      return spec.default ? 'on' : 'off';
    case 'seed':
      return String(spec.default);
    case 'model':
      return spec.default?.name ?? '';
    case 'paint':
    case 'boxes':
      return 'drawn by hand';
    case 'graph':
      return 'a graph';
    default:
      return spec.default === '' ? '' : `"${spec.default}"`;
  }
}

function params(all) {
  const names = Object.entries(all);
  if (names.length === 0) return [];
  return [
    row(['parameter', 'default (range)', '']),
    row(['---', '---', '---']),
    ...names.map(([name, spec]) => row([`${spec.label} \`${name}\``, range(spec), spec.doc])),
    '',
  ];
}

const node = (definition) => [
  `### ${definition.title}`,
  '',
  `\`${definition.type}\` · ${definition.doc}`,
  '',
  ...ports('input', definition.inputs),
  ...ports('output', definition.outputs),
  ...params(definition.params),
];

/**
 * @param {ReadonlyMap<string, import('../../src/core/node-definition').NodeDefinition>} catalog
 * @param {Readonly<Record<string, string>>} categoryTitles
 */
export function nodeReference(catalog, categoryTitles) {
  const all = [...catalog.values()];
  const sections = Object.entries(categoryTitles).flatMap(([category, title]) => {
    const members = all.filter((definition) => definition.category === category);
    members.sort((a, b) => a.title.localeCompare(b.title));
    return members.length === 0 ? [] : [`## ${title}`, '', ...members.flatMap(node)];
  });
  return [
    '# Nodes',
    '',
    'Written by `node scripts/guide.mjs` from the node files, which the app shows too: right-click a node',
    'and choose *Help*. The names in `code` are those of the [graph format](../graph-format.md) and of',
    '`--set node.param=value`. Every parameter that is a number, a text or a choice also takes a wire.',
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
