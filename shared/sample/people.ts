import institutions from '../reference/institutions.json' with { type: 'json' };
import { institutionId } from '../reference/seed.ts';
import { command, type SampleCommand } from './command.ts';
import { sampleName } from './names.ts';
import type { Random } from './random.ts';
import { addDays } from './work-days.ts';

const ranks = [
  'SHURTI',
  'SHURTI_AWAL',
  'NAIB_ARIF',
  'ARIF',
  'RAIS_URAFA',
  'NAIB_MUFAWWAD',
  'MUFAWWAD',
] as const;

/** One person of a roster, before anything is recorded. */
export interface SampleTrainee {
  readonly nameAr: string;
  readonly nameLatin: string;
  readonly sex: 'male' | 'female';
  readonly badge: string;
  readonly rankCode: string;
  readonly unit: string;
  readonly institutionId: number;
  readonly birthDate: string;
  readonly phone: string;
  readonly vetted: boolean;
}

/**
 * Institutions of one site, by the number under which reference data knows them.
 *
 * @param site code of the site; undefined: of every site
 * @param types codes of institution types; all when empty
 * @returns the institutions
 */
export function institutionsOf(
  site: string | undefined,
  types: readonly string[] = [],
): readonly {
  readonly id: number;
  readonly type: string;
  readonly nameEn: string;
  readonly nameAr: string;
}[] {
  return institutions
    .filter(
      ({ serving_site, type_code }) =>
        (site === undefined || serving_site === site) && (types.length === 0 || types.includes(type_code)),
    )
    .map(({ number, type_code, name_en, name_ar }) => ({
      id: institutionId(number),
      type: type_code,
      nameEn: name_en,
      nameAr: name_ar,
    }));
}

/**
 * Made-up police trainees of one site, with badges that are all different.
 *
 * @param random the draws
 * @param site code of the site
 * @param count how many
 * @returns the trainees
 */
export function sampleTrainees(random: Random, site: string, count: number): readonly SampleTrainee[] {
  const police = institutionsOf(site, ['PPHQ', 'PDHQ', 'PSTN']);
  const units = police.length > 0 ? police : institutionsOf(site);
  const firstBadge = random.between(100, 800) * 1000;
  return Array.from({ length: count }, (_, index) => {
    const { arabic, latin, sex } = sampleName(random, 0.08);
    const unit = random.pick(units);
    const year = random.between(1970, 2003);
    return {
      nameAr: arabic,
      nameLatin: latin,
      sex,
      badge: String(firstBadge + index * 7),
      rankCode: random.pick(ranks),
      unit: unit.nameAr,
      institutionId: unit.id,
      birthDate: random.chance(0.3)
        ? `${year}-07-01`
        : `${year}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`,
      phone: `0770${random.between(1_000_000, 9_999_999)}`,
      vetted: random.chance(0.93),
    };
  });
}

/**
 * @param trainees people to record
 * @param named prefix under which their replies are kept: `<named>0`, `<named>1`, …
 * @param decidedOn day on which vetting was approved
 * @returns the commands that record them with their vetting
 */
export function personCommands(
  trainees: readonly SampleTrainee[],
  named: string,
  decidedOn: string,
): readonly SampleCommand[] {
  return trainees.flatMap(({ vetted, ...person }, index) => [
    command('people.create', person, `${named}${index}`),
    command('people.setVetting', {
      personId: { $ref: `${named}${index}.id` },
      status: vetted ? 'approved' : 'submitted',
      caseNumber: `V-${decidedOn.slice(0, 4)}-${pad(index + 1, 4)}`,
      decidedOn: vetted ? decidedOn : null,
      validUntil: vetted ? addDays(decidedOn, 365) : null,
      reason: null,
    }),
  ]);
}

function pad(number: number, digits = 2): string {
  return String(number).padStart(digits, '0');
}
