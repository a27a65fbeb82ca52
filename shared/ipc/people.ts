import { z } from 'zod';
import { sexes, vettingStatuses } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import {
  bilingual,
  changeMark,
  created,
  day,
  id,
  moment,
  nothing,
  option,
  patchOf,
  programme,
  recordState,
} from './common.ts';

export const personSummary = z.object({
  id,
  nameAr: z.string(),
  nameLatin: z.string(),
  badge: z.string().nullable(),
  rank: bilingual.nullable(),
  unit: z.string().nullable(),
  sex: z.enum(sexes).nullable(),
  vetting: z.enum(vettingStatuses).nullable(),
  vettingValidUntil: day.nullable(),
});
export type PersonSummary = z.infer<typeof personSummary>;

export const personInput = z.object({
  nameAr: z.string().trim().max(300),
  nameLatin: z.string().trim().max(300),
  sex: z.enum(sexes).nullable().default(null),
  birthDate: day.nullable().default(null),
  rankCode: z.string().nullable().default(null),
  post: z.string().max(300).nullable().default(null),
  unit: z.string().max(300).nullable().default(null),
  institutionId: id.nullable().default(null),
  governorateCode: z.string().nullable().default(null),
  badge: z.string().max(80).nullable().default(null),
  phone: z.string().max(80).nullable().default(null),
  note: z.string().max(5000).nullable().default(null),
});
export type PersonInput = z.input<typeof personInput>;

export const personDetail = personSummary.extend({
  ...personInput.shape,
  state: recordState,
  /** The records that were joined into this person, the one first that stands for them; empty when there is one. */
  records: z.array(
    z.object({
      id,
      nameAr: z.string(),
      nameLatin: z.string(),
      badge: z.string().nullable(),
      phone: z.string().nullable(),
      birthDate: day.nullable(),
      unit: z.string().nullable(),
      enteredAt: moment.nullable(),
      enteredBy: z.string().nullable(),
      /** Who joined it with the others, and when. */
      joined: changeMark.nullable(),
    }),
  ),
  trainings: z.array(
    z.object({
      eventId: id,
      course: bilingual,
      startDate: day,
      status: z.string(),
      result: z.string().nullable(),
    }),
  ),
  visits: z.array(z.object({ visitId: id, day, institution: bilingual })),
});
export type PersonDetail = z.infer<typeof personDetail>;

export const institutionOption = z.object({
  id,
  name: bilingual,
  typeCode: z.string(),
  governorateCode: z.string().nullable(),
  isFacility: z.boolean(),
});
export type InstitutionOption = z.infer<typeof institutionOption>;

export const peopleChannels = {
  'people.search': channel(
    z.object({ text: z.string().max(300), limit: z.int().min(1).max(200).default(50) }),
    z.array(personSummary),
  ),
  'people.get': channel(z.object({ id }), personDetail),
  'people.create': channel(personInput, created),
  'people.update': channel(z.object({ id, patch: patchOf(personInput) }), nothing),
  'people.setVetting': channel(
    z.object({
      personId: id,
      status: z.enum(vettingStatuses),
      caseNumber: z.string().max(80).nullable(),
      decidedOn: day.nullable(),
      validUntil: day.nullable(),
      reason: z.string().max(500).nullable(),
    }),
    created,
  ),
  /** Lists of reference data for pickers. */
  'reference.options': channel(
    z.object({
      list: z.enum(['course', 'rank', 'governorate', 'site', 'institution_type', 'advisor']),
      programme: programme.optional(),
    }),
    z.array(option),
  ),
  'reference.institutions': channel(
    z.object({
      text: z.string().max(200).default(''),
      facilitiesOnly: z.boolean().default(false),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.array(institutionOption),
  ),
  'reference.capabilityAreas': channel(
    z.object({ programme }),
    z.array(
      z.object({
        code: z.string(),
        name: bilingual,
        scaleCode: z.string(),
        direction: z.enum(['high_is_best', 'low_is_best']),
        levels: z.array(z.object({ level: z.int(), name: bilingual })),
      }),
    ),
  ),
} as const;
