import { parseSync } from 'oxc-parser';

/**
 * Every module a source file names: static, dynamic and type imports, re-exports, `require`,
 * `import.meta.glob`.
 * @returns {{ specifier: string, line: number }[]}
 */
export function findImports(fileName, source) {
  const found = [];
  const { program, errors } = parseSync(fileName, source);
  if (errors.length > 0) throw new Error(`${fileName} cannot be parsed: ${errors[0].message}`);
  visit(program, (node) => {
    for (const specifier of specifiersOf(node)) {
      found.push({ specifier, line: source.slice(0, node.start).split('\n').length });
    }
  });
  return found;
}

function specifiersOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literals(node.source ?? node.argument);
    case 'TSExternalModuleReference':
      return literals(node.expression);
    case 'CallExpression':
      return isRequire(node.callee) || isGlob(node.callee) ? literals(node.arguments[0]) : [];
    default:
      return [];
  }
}

const isRequire = (callee) => callee.type === 'Identifier' && callee.name === 'require';

const isGlob = (callee) =>
  callee.type === 'MemberExpression' &&
  callee.object.type === 'MetaProperty' &&
  callee.property.name === 'glob';

/** The strings an import's argument holds; one that is computed cannot be checked here. */
function literals(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value.replace(/^!/, '')] : [];
    case 'TSLiteralType':
      return literals(node.literal);
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? [node.quasis[0].value.cooked] : [];
    case 'ArrayExpression':
      return node.elements.flatMap(literals);
    default:
      return [];
  }
}

function visit(node, onNode) {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, onNode);
    return;
  }
  if (!node || typeof node !== 'object') return;
  if (typeof node.type === 'string') onNode(node);
  for (const key in node) if (typeof node[key] === 'object') visit(node[key], onNode);
}
