import { z } from 'zod';
import { channel } from './channel.ts';
import { bilingual, day, language, programme } from './common.ts';

/** What the figures of trainings are counted by. */
export const figureGroups = ['month', 'course', 'province', 'sex', 'band'] as const;
export type FigureGroup = (typeof figureGroups)[number];

/** Ranks by band, the lowest first; as the reference data names them. */
export const rankBands = [
  'cadet',
  'enlisted',
  'nco',
  'commissioner',
  'officer',
  'general',
  'civilian',
] as const;

export const figureRow = z.object({
  /** Month `YYYY-MM`, code, or null: not known. */
  key: z.string().nullable(),
  /** Of courses and provinces; the others are named by their key. */
  name: bilingual.nullable(),
  trainings: z.int(),
  /** On rosters, without those who withdrew. Somebody in two trainings counts twice. */
  trainees: z.int(),
  women: z.int(),
  withdrawn: z.int(),
  completed: z.int(),
  failed: z.int(),
  /** No result yet. */
  open: z.int(),
  /** Present or late among all marks, 0 to 1; null without marks. */
  attendance: z.number().nullable(),
  preTest: z.number().nullable(),
  postTest: z.number().nullable(),
});
export type FigureRow = z.infer<typeof figureRow>;

const wish = z.object({
  /** Trainings that begin on these days or between them. */
  from: day,
  to: day,
  programme: programme.optional(),
  by: z.enum(figureGroups),
});

export const figureFormats = ['xlsx', 'csv'] as const;
export type FigureFormat = (typeof figureFormats)[number];

export const figureChannels = {
  'figures.trainings': channel(wish, z.object({ rows: z.array(figureRow), total: figureRow })),
  /** The same as a file, in the language of the screens; written down on the laptop. */
  'figures.export': channel(
    wish.extend({ format: z.enum(figureFormats), language }),
    z.object({
      fileName: z.string(),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
  ),
} as const;
