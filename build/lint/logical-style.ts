import { type ESTree, Visitor } from 'vite';
import { lineAt, type SourceFile, type Violation } from './violation.ts';

const physicalProps: ReadonlyMap<string, string> = new Map([
  ['ml', 'ms'],
  ['mr', 'me'],
  ['pl', 'ps'],
  ['pr', 'pe'],
  ['left', 'style insetInlineStart'],
  ['right', 'style insetInlineEnd'],
]);

const sidedValueNames = new Set(['ta', 'textAlign', 'float', 'justify']);
const physicalKey = /^(margin|padding|border|inset|scrollMargin|scrollPadding)(Top|Bottom)?(Left|Right)/;

/**
 * Arabic is written right to left, so JSX may not name a physical side: neither in Mantine's style props
 * nor in style objects. Style sheets are checked by Biome's `useLogicalProperties`.
 */
export function checkLogicalStyle(source: SourceFile): readonly Violation[] {
  if (!source.path.endsWith('.tsx')) return [];
  const found: Violation[] = [];
  const report = (offset: number, message: string): void => {
    found.push({ rule: 'logical-style', file: source.path, line: lineAt(source.text, offset), message });
  };
  const checkKey = (node: KeyedProperty): void => {
    const key = keyName(node);
    if (!key) return;
    if (physicalKey.test(key)) report(node.start, `${key} names a physical side; use its inline form.`);
    if (sidedValueNames.has(key)) checkSidedValue(key, node.value, report);
  };
  new Visitor({
    Property: checkKey,
    JSXAttribute: (node) => {
      if (node.name.type !== 'JSXIdentifier') return;
      const name = node.name.name;
      const replacement = physicalProps.get(name);
      if (replacement) report(node.start, `${name} is a physical side; use ${replacement}.`);
      if (sidedValueNames.has(name)) checkSidedValue(name, node.value, report);
      if (name === 'style') checkStyleSides(node, report);
    },
  }).visit(source.syntax.program);
  return found;
}

/** Objects and patterns alike: a pattern that takes `marginLeft` apart names the side too. */
type KeyedProperty = Pick<ESTree.ObjectProperty, 'start' | 'key'> & { readonly value: ESTree.Node };

type Report = (offset: number, message: string) => void;

function checkSidedValue(name: string, value: ESTree.Node | null, report: Report): void {
  if (value?.type !== 'Literal') return;
  if (value.value === 'left' || value.value === 'right') {
    report(value.start, `${name}: ${value.value} is a physical side; use start or end.`);
  }
}

function checkStyleSides(attribute: ESTree.JSXAttribute, report: Report): void {
  if (attribute.value?.type !== 'JSXExpressionContainer') return;
  const expression = attribute.value.expression;
  if (expression.type !== 'ObjectExpression') return;
  for (const property of expression.properties) {
    if (property.type !== 'Property') continue;
    const key = keyName(property);
    if (key === 'left' || key === 'right') {
      report(property.start, `${key} is a physical side; use insetInlineStart or insetInlineEnd.`);
    }
  }
}

function keyName(property: KeyedProperty): string | undefined {
  if (property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' && typeof property.key.value === 'string'
    ? property.key.value
    : undefined;
}
