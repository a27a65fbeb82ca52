import { actions } from './actions.ts';
import { carry } from './carry.ts';
import { certificates } from './certificates.ts';
import { checkIn } from './check-in.ts';
import { conflicts } from './conflicts.ts';
import { console } from './console.ts';
import { courses } from './courses.ts';
import { errors } from './errors.ts';
import { evaluation } from './evaluation.ts';
import { fields } from './fields.ts';
import { figures } from './figures.ts';
import { imports } from './imports.ts';
import { inspections } from './inspections.ts';
import { mentoring } from './mentoring.ts';
import { menu } from './menu.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { photos } from './photos.ts';
import { print } from './print.ts';
import { quarantine } from './quarantine.ts';
import { shell } from './shell.ts';
import { sync } from './sync.ts';
import { today } from './today.ts';
import { training } from './training.ts';
import { vault } from './vault.ts';
import { vocabulary } from './vocabulary.ts';

/** All English messages. English is the source: the keys come from here. */
export const en = {
  ...shell,
  ...menu,
  ...vault,
  ...today,
  ...people,
  ...training,
  ...courses,
  ...evaluation,
  ...checkIn,
  ...imports,
  ...mentoring,
  ...inspections,
  ...actions,
  ...sync,
  ...carry,
  ...conflicts,
  ...quarantine,
  ...fields,
  ...errors,
  ...vocabulary,
  ...console,
  ...print,
  ...papers,
  ...certificates,
  ...figures,
  ...photos,
} as const;
