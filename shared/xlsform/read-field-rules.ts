import { evidenceTypes, severities } from '../domain/vocabularies.ts';
import type { FieldRules } from './form.ts';
import type { FormProblems } from './form-problem.ts';
import { isNo, isYes } from './read-settings.ts';
import { cell, type SheetRow } from './sheet-rows.ts';

/** This program's own columns. */
export const fieldColumns = [
  'outpost::weight',
  'outpost::severity',
  'outpost::rule',
  'outpost::evidence',
  'outpost::adverse_when',
  'outpost::restricted',
  'outpost::score',
  'outpost::unit',
  'outpost::basis',
  'outpost::core',
] as const;

const scores = ['standard', 'reversed', 'none'] as const;

/**
 * Reads what the columns `outpost::…` of a question say.
 *
 * @param row of the sheet `survey`
 * @param sheet its name
 * @param problems takes what is wrong
 * @returns the rules
 */
export function readFieldRules(row: SheetRow, sheet: string, problems: FormProblems): FieldRules {
  const refuse = (column: string, message: string): null => {
    const code = 'value_unknown';
    problems.error({ sheet, row: row.number, column: `outpost::${column}`, code, message });
    return null;
  };
  const oneOf = <T extends string>(column: string, values: readonly T[]): T | null => {
    const text = cell(row, `outpost::${column}`)?.toLowerCase();
    if (text === undefined) return null;
    const value = values.find((known) => known === text);
    return value ?? refuse(column, `outpost::${column} is one of ${values.join(', ')}, not “${text}”.`);
  };
  const weightText = cell(row, 'outpost::weight');
  const weight = weightText === undefined ? null : Number(weightText.replace(',', '.'));
  const hasWeight = weight === null || (weight >= 0 && weight <= 100);
  const evidence = (cell(row, 'outpost::evidence') ?? '').split(/[\s,;|]+/).filter(Boolean);
  for (const kind of evidence) {
    if (evidenceTypes.some((known) => known === kind)) continue;
    refuse('evidence', `There is no kind of evidence “${kind}”: ${evidenceTypes.join(', ')}.`);
  }
  const flag = (column: 'restricted' | 'core'): boolean => {
    const text = cell(row, `outpost::${column}`);
    if (!isYes(text) && !isNo(text)) refuse(column, `outpost::${column} is yes or no, not “${text}”.`);
    return isYes(text);
  };
  return {
    weight: hasWeight
      ? weight
      : refuse('weight', `The weight is a number from 0 to 100, not “${weightText}”.`),
    severity: oneOf('severity', severities),
    rule: cell(row, 'outpost::rule') ?? null,
    evidence,
    adverseWhen: cell(row, 'outpost::adverse_when') ?? null,
    restricted: flag('restricted'),
    score: oneOf('score', scores),
    unit: cell(row, 'outpost::unit') ?? null,
    basis: cell(row, 'outpost::basis') ?? null,
    core: flag('core'),
  };
}
