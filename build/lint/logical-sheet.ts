import { lineAt, type Violation } from './violation.ts';

const sidedValue = /(?:^|[;{\s])(text-align|float|clear)\s*:\s*(left|right)\b/g;
const fourSides = /(?:^|[;{\s])(margin|padding|inset)\s*:\s*([^;{}]+)/g;

/**
 * Style sheets name no physical side in their values either. Biome's `useLogicalProperties` looks at the names of
 * properties; this looks at `text-align: left` and at four sides in one line where left and right differ.
 * @param path repository path of the style sheet
 */
export function checkLogicalSheet(path: string, text: string): readonly Violation[] {
  // Comments become blanks of the same length, so that lines stay where they are.
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  const violation = (offset: number, message: string): Violation => ({
    rule: 'logical-style',
    file: path,
    line: lineAt(bare, offset + 1),
    message,
  });
  const values = [...bare.matchAll(sidedValue)].map((match) =>
    violation(match.index, `${match[1]}: ${match[2]} is a physical side; use its inline form.`),
  );
  const shorthands = [...bare.matchAll(fourSides)].flatMap((match) => {
    const [, property = '', value = ''] = match;
    const sides = value.trim().split(/\s+(?![^(]*\))/);
    if (sides.length !== 4 || sides[1] === sides[3]) return [];
    return [
      violation(
        match.index,
        `${property} sets left and right apart; use ${property}-block and ${property}-inline.`,
      ),
    ];
  });
  return [...values, ...shorthands];
}
