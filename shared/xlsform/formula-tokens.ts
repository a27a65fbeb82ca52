import { FormulaError } from './formula-error.ts';

export type TokenKind = 'number' | 'text' | 'reference' | 'name' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Digits of a number, content of a text, name of a reference, the name or symbol itself. */
  readonly text: string;
  readonly position: number;
}

/** Longest formula, in UTF-16 units: far above any real one, low enough to parse at once. */
export const longestFormula = 10_000;

const space = /[\s\u00a0]+/y;
const numeral = /\d+(?:\.\d*)?|\.\d+/y;
const reference = /\$\{\s*(?:last-saved#)?([^${}\s]+)\s*\}/y;
// XML names, with the prefix that `jr:choice-name` has; a dot inside a name belongs to it, as in XPath.
const name = /[\p{L}_][\p{L}\p{N}\p{M}_.-]*(?::[\p{L}_][\p{L}\p{N}\p{M}_.-]*)?/uy;
const symbol = /!=|<=|>=|\.\.|\/\/|[=<>+\-*(),./[\]|@]/y;

/**
 * Cuts a formula into tokens.
 *
 * @param text the formula as a sheet holds it
 * @returns its tokens, the last one of kind `end`
 * @throws FormulaError with the position of the first character that fits nothing
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > longestFormula) {
    throw new FormulaError('too_long', longestFormula, `More than ${longestFormula} characters`);
  }
  const tokens: Token[] = [];
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const { token, length } = nextToken(text, position);
    tokens.push(token);
    position = skipSpace(text, position + length);
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

interface Cut {
  readonly token: Token;
  readonly length: number;
}

function nextToken(text: string, position: number): Cut {
  const first = text[position] ?? '';
  const quote = closingQuote(first);
  if (quote) return quoted(text, position, quote);
  if (first === '$') {
    const found = match(reference, text, position);
    if (!found) {
      throw new FormulaError('malformed_reference', position, 'A reference looks like ${name}');
    }
    return { token: { kind: 'reference', text: found[1] ?? '', position }, length: found[0].length };
  }
  const kinds = [
    ['number', numeral],
    ['name', name],
    ['symbol', symbol],
  ] as const;
  for (const [kind, pattern] of kinds) {
    const found = match(pattern, text, position);
    if (found) return { token: { kind, text: found[0], position }, length: found[0].length };
  }
  throw new FormulaError('unexpected_character', position, `Unexpected ${JSON.stringify(first)}`);
}

/** Spreadsheets turn straight quotes into curly ones while somebody types. */
function closingQuote(first: string): RegExp | undefined {
  if (first === "'") return /'/g;
  if (first === '"') return /"/g;
  if (first === '‘' || first === '’') return /[’‘]/g;
  return first === '“' || first === '”' ? /[”“]/g : undefined;
}

function quoted(text: string, position: number, closing: RegExp): Cut {
  closing.lastIndex = position + 1;
  const end = closing.exec(text)?.index;
  if (end === undefined) throw new FormulaError('unterminated_text', position, 'A closing quote is missing');
  return {
    token: { kind: 'text', text: text.slice(position + 1, end), position },
    length: end + 1 - position,
  };
}

function skipSpace(text: string, position: number): number {
  return position + (match(space, text, position)?.[0].length ?? 0);
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
