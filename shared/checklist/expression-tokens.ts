import { ExpressionError } from './expression-error.ts';

export type TokenKind = 'number' | 'string' | 'reference' | 'self' | 'name' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Digits of a number, content of a string, code of a reference, the name or symbol itself. */
  readonly text: string;
  readonly position: number;
}

/** Longest expression, in UTF-16 units: far above any real rule, low enough to parse at once. */
export const longestExpression = 4000;

const space = /[ \t\r\n]+/y;
const numeral = /\d+(?:\.\d+)?|\.\d+/y;
const reference = /\$\{([A-Za-z][A-Za-z0-9_-]*)\}/y;
const word = /[a-z]+(?:-[a-z]+)*/y;
const symbol = /!=|<=|>=|[=<>+\-*(),]/y;

/**
 * Cuts an expression into tokens.
 *
 * @param text the expression as a template holds it
 * @returns its tokens, the last one of kind `end`
 * @throws ExpressionError with the position of the first character that fits nothing
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > longestExpression) {
    throw new ExpressionError('too_long', longestExpression, `More than ${longestExpression} characters`);
  }
  const tokens: Token[] = [];
  let position = match(space, text, 0)?.[0].length ?? 0;
  while (position < text.length) {
    const { token, length } = nextToken(text, position);
    tokens.push(token);
    position += length;
    position += match(space, text, position)?.[0].length ?? 0;
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

function nextToken(text: string, position: number): { readonly token: Token; readonly length: number } {
  const first = text[position] ?? '';
  if (first === "'" || first === '"') return quoted(text, position, first);
  if (first === '$') {
    const found = match(reference, text, position);
    if (!found) {
      throw new ExpressionError('unterminated_reference', position, 'A reference looks like ${CODE}');
    }
    return { token: { kind: 'reference', text: found[1] ?? '', position }, length: found[0].length };
  }
  const kinds = [
    ['number', numeral],
    ['name', word],
    ['symbol', symbol],
  ] as const;
  for (const [kind, pattern] of kinds) {
    const found = match(pattern, text, position);
    if (found) return { token: { kind, text: found[0], position }, length: found[0].length };
  }
  if (first === '.') return { token: { kind: 'self', text: '.', position }, length: 1 };
  throw new ExpressionError('unexpected_character', position, `Unexpected ${JSON.stringify(first)}`);
}

function quoted(
  text: string,
  position: number,
  quote: string,
): { readonly token: Token; readonly length: number } {
  const end = text.indexOf(quote, position + 1);
  if (end < 0) throw new ExpressionError('unterminated_string', position, `A closing ${quote} is missing`);
  return {
    token: { kind: 'string', text: text.slice(position + 1, end), position },
    length: end + 1 - position,
  };
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = position;
  return sticky.exec(text);
}
