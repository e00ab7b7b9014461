/** docs/guide/templates.md: every template with its picture. */

/**
 * @param {readonly { id: string, name: string, description: string, group: string }[]} templates
 *   as the app lists them
 */
export function templateGallery(templates) {
  const groups = [...new Set(templates.map(({ group }) => group))];
  const sections = groups.flatMap((group) => [
    `## ${group}`,
    '',
    ...templates
      .filter((template) => template.group === group)
      .flatMap(({ id, name, description }) => [
        `### ${name}`,
        '',
        description,
        '',
        `![${name}](images/templates/${id}.png)`,
        '',
      ]),
  ]);
  return [
    '# Templates',
    '',
    'Complete pipelines that ship with the app (**Templates** in the top bar), each as it looks after a',
    'run with the bundled model. From the command line: `npx patchbay run assets/templates/<file>.json`.',
    'Text by `node scripts/guide.mjs`, pictures by `npm run screenshots`.',
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
