import { answerChoices } from '../domain/vocabularies.ts';

const comparison = /^(<=|>=|!=|=|<|>)\s*(-?\d+(?:\.\d+)?)\s*(days)?$/;

/**
 * Turns the short form of a checklist's "adverse when" column into a formula over the answer: `no` means that the
 * answer is no, `>0` that it is above 0, `<18 or >32` that it lies outside, `>180 days` that the date is older than that
 * on the day of the inspection. Anything else is taken as a formula already.
 *
 * @param text the column as it stands; empty means never adverse
 * @returns the formula's text, or null when no answer is adverse
 */
export function normaliseAdverseRule(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  const parts = trimmed.split(/\s+(or|and)\s+/);
  const rules = parts.map((part, index) => (index % 2 === 1 ? part : shortForm(part)));
  return rules.every((rule) => rule !== null) ? rules.join(' ') : trimmed;
}

function shortForm(part: string): string | null {
  const bare = part.trim();
  if (answerChoices.some((choice) => choice === bare)) return `. = '${bare}'`;
  const found = comparison.exec(bare);
  if (!found) return null;
  const [, operator, limit, days] = found;
  return days ? `today() - . ${operator} ${limit}` : `. ${operator} ${limit}`;
}
