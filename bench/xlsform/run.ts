import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { PlainFailure } from '#build/plain-failure.ts';
import { type CompiledForm, compileForm } from '#shared/xlsform/compile-form.ts';
import { readFormWorkbook } from '#shared/xlsform/workbook-file.ts';
import { expectedBinds } from './expected-binds.ts';
import { sameFormula } from './same-formula.ts';

/** What came of one workbook that somebody else wrote. */
interface Outcome {
  readonly file: string;
  readonly usable: boolean;
  readonly questions: number;
  readonly errors: readonly string[];
  readonly warnings: number;
  /** Formulas of a published XForm that are the same here, and all of them. */
  readonly same: number;
  readonly compared: number;
}

/**
 * Compiles the example workbooks of the XLSForm tool chain and compares relevance, constraints and calculations with the
 * XForms that were published with them.
 *
 * @param options `FOLDER…` with workbooks; `--expected FOLDER` with XForms of the same names; `--report FILE` for JSON
 * @throws PlainFailure when no folder is named
 */
export async function benchXlsform(options: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...options],
    allowPositionals: true,
    options: { expected: { type: 'string' }, report: { type: 'string' } },
  });
  if (positionals.length === 0) {
    throw new PlainFailure(
      'Name folders with XLSForm workbooks: npm run bench -- xlsform tests/example_xls --expected tests/test_expected_output (of pyxform)',
    );
  }
  const outcomes = positionals.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(?:xlsx|xlsm|xls)$/i.test(name))
      .sort()
      .map((name) => outcomeOf(path.join(folder, name), values.expected)),
  );
  const table = new Table({
    head: ['workbook', 'outcome', 'questions', 'warnings', 'formulas as published'],
  });
  for (const { file, usable, questions, errors, warnings, same, compared } of outcomes) {
    const outcome = usable ? 'can be used' : errors.join('; ');
    table.push([
      path.basename(file),
      outcome,
      questions,
      warnings,
      compared > 0 ? `${same} of ${compared}` : '',
    ]);
  }
  console.log(table.toString());
  const usable = outcomes.filter((outcome) => outcome.usable).length;
  const same = outcomes.reduce((sum, outcome) => sum + outcome.same, 0);
  const compared = outcomes.reduce((sum, outcome) => sum + outcome.compared, 0);
  console.log(
    `${outcomes.length} workbooks, ${usable} can be used, ${same} of ${compared} published formulas are the same`,
  );
  if (values.report) writeFileSync(values.report, JSON.stringify(outcomes, null, 2));
}

function outcomeOf(file: string, expected: string | undefined): Outcome {
  const name = path.basename(file).replace(/\.[^.]*$/, '');
  const compiled = compileForm(readFormWorkbook(new Uint8Array(readFileSync(file))), name);
  const published = expected === undefined ? '' : path.join(expected, `${name}.xml`);
  const comparison = existsSync(published) ? compareWith(compiled, readFileSync(published, 'utf8')) : [];
  return {
    file,
    usable: compiled.form !== undefined,
    questions: compiled.questions,
    errors: [...new Set(compiled.errors.map(({ code }) => code))],
    warnings: compiled.warnings.length,
    same: comparison.filter((same) => same).length,
    compared: comparison.length,
  };
}

function compareWith({ program }: CompiledForm, xml: string): readonly boolean[] {
  // The setting `flat` takes groups apart, which this program does not do.
  if (!program || program.source.otherSettings.flat) return [];
  return expectedBinds(xml).flatMap(({ path: place, formulas }) => {
    const node = program.nodes.find((candidate) => candidate.path === place);
    return Object.entries(formulas).flatMap(([column, theirs]) => {
      if (!node) {
        // The standard counts blocks by a question that it adds, and names records by a formula.
        if (place.endsWith('_count') || place.startsWith('meta/')) return [];
        console.log(`  ${place} ${column}: no such place | ${theirs}`);
        return [false];
      }
      const ours = node.formulas[column as 'relevant']?.text;
      const same = ours !== undefined && sameFormula(ours, theirs, node, program.names);
      if (!same) console.log(`  ${place} ${column}: ${ours ?? 'nothing'} | ${theirs}`);
      return [same];
    });
  });
}
