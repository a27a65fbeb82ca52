/** What a spreadsheet would take for a formula, or for one behind apostrophes. */
const dangerous = /^'*[=+\-@\t\r]/;
/** What `formulaSafe` made of it. */
const guarded = /^'+[=+\-@\t\r]/;

/**
 * A text that no spreadsheet runs as a formula when it opens a CSV: an apostrophe goes before what could be one.
 *
 * @param text any text
 * @returns the text as it is written into a CSV; `plainAgain` gives it back
 */
export function formulaSafe(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/**
 * @param text a cell of a CSV
 * @returns the text that `formulaSafe` was given
 */
export function plainAgain(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
