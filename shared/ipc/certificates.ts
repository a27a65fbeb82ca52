import { z } from 'zod';
import { certificateStatuses, enrolmentStatuses } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { day, id, moment, nothing } from './common.ts';

export const certificateView = z.object({
  number: z.string(),
  issuedOn: day,
  /** As they stand on the paper. */
  nameAr: z.string(),
  nameLatin: z.string(),
  status: z.enum(certificateStatuses),
  withdrawnOn: day.nullable(),
  withdrawnReason: z.string().nullable(),
  /** How often it was printed, as far as this laptop knows. */
  copies: z.int(),
  lastPrintedAt: moment.nullable(),
  /** The person's record says another name now than the paper does. */
  nameChanged: z.boolean(),
});
export type CertificateView = z.infer<typeof certificateView>;

/** Somebody on the roster and what was issued to them, the newest first. */
export const certificateHolder = z.object({
  personId: id,
  nameAr: z.string(),
  nameLatin: z.string(),
  /** By the rule of the course, or as a supervisor decided. */
  result: z.enum(enrolmentStatuses),
  certificates: z.array(certificateView),
});
export type CertificateHolder = z.infer<typeof certificateHolder>;

const number = z.string().min(1).max(80);

export const certificateChannels = {
  /** Everybody on the roster, in its order. */
  'certificates.list': channel(z.object({ eventId: id }), z.array(certificateHolder)),
  /** Gives those who completed the training and have no valid certificate one each; all or nothing. */
  'certificates.issue': channel(
    z.object({ eventId: id, personIds: z.array(id).min(1).max(2000) }),
    z.object({ issued: z.array(number) }),
  ),
  'certificates.withdraw': channel(z.object({ number, reason: z.string().trim().min(1).max(500) }), nothing),
  /** Takes a withdrawal back. */
  'certificates.restore': channel(z.object({ number }), nothing),
} as const;
