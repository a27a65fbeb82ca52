/**
 * Arabic-Indic (٠-٩) and Persian (۰-۹) digits as Western ones. Forms may be filled in with either.
 *
 * @param text what was typed
 * @returns the same with digits 0-9
 */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0x0f));
}
