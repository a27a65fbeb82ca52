import { z } from 'zod';
import { paperDocument } from '../documents/document.ts';
import { channel } from './channel.ts';
import { id, language } from './common.ts';
import { paperChoices } from './documents.ts';

const file = z.object({
  fileName: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

/** What leaves the laptop about trainings. Every export is written down on the laptop. */
export const reportChannels = {
  /** The after-action report, to be printed. */
  'reports.training': channel(
    paperChoices.extend({
      eventId: id,
      /** With the list of trainees and their results. */
      trainees: z.boolean(),
      /** Why photos, which show people, are in it; null: none are. */
      photos: z.string().trim().min(1).max(500).nullable(),
    }),
    paperDocument,
  ),
  /** The same as a workbook, without photos. */
  'reports.trainingTables': channel(z.object({ eventId: id, language, trainees: z.boolean() }), file),
} as const;
