import { z } from 'zod';
import { largestPhoto, largestThumbnail } from '../attachments/limits.ts';
import { channel } from './channel.ts';
import { clockTime, created, day, id, moment, nothing } from './common.ts';

const bytes = (most: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= most);

/** The record that a photo is added to. */
export const photoOwner = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    inspectionId: id,
    questionCode: z.string().min(1).max(80),
    repeat: z.int().min(0).default(0),
  }),
  z.object({ kind: z.literal('finding'), findingId: id }),
  z.object({ kind: z.literal('visit'), visitId: id }),
  z.object({ kind: z.literal('training'), eventId: id }),
]);
export type PhotoOwner = z.output<typeof photoOwner>;

/** The record whose photos are shown together: of an inspection those of its answers and findings. */
export const photoScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inspection'), inspectionId: id }),
  z.object({ kind: z.literal('visit'), visitId: id }),
  z.object({ kind: z.literal('training'), eventId: id }),
]);
export type PhotoScope = z.output<typeof photoScope>;

export const photoView = z.object({
  id,
  inspectionId: id.nullable(),
  questionCode: z.string().nullable(),
  repeat: z.int(),
  findingId: id.nullable(),
  visitId: id.nullable(),
  eventId: id.nullable(),
  caption: z.string().nullable(),
  /** By the camera's clock. */
  takenOn: day.nullable(),
  takenTime: clockTime.nullable(),
  addedBy: z.string(),
  addedAt: moment,
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  /** Bytes. */
  size: z.int(),
  /** The picture is on this laptop. */
  here: z.boolean(),
  /** Headquarters has it, whole and verified. */
  atHeadquarters: z.boolean(),
  /** JPEG; null until it has come from headquarters. */
  thumbnail: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
});
export type PhotoView = z.output<typeof photoView>;

export const photoTraffic = z.object({
  /** Photos of this laptop that headquarters lacks. */
  waiting: z.int(),
  bytes: z.int(),
  /** The link costs by the byte: photos wait until somebody sends them. */
  metered: z.boolean(),
  /** Photos are going up or coming down now. */
  moving: z.boolean(),
});
export type PhotoTraffic = z.output<typeof photoTraffic>;

export const attachmentChannels = {
  /** Oldest first. Those of restricted questions are left out without the right to see them. */
  'attachments.list': channel(z.object({ scope: photoScope }), z.array(photoView)),
  /** Takes a photo that was scaled and written anew in the window; what holds anything beside its picture is refused. */
  'attachments.add': channel(
    z.object({
      owner: photoOwner,
      picture: bytes(largestPhoto),
      thumbnail: bytes(largestThumbnail),
      caption: z.string().max(500).nullable().default(null),
      takenOn: day.nullable().default(null),
      takenTime: clockTime.nullable().default(null),
    }),
    created,
  ),
  'attachments.setCaption': channel(z.object({ id, caption: z.string().max(500).nullable() }), nothing),
  'attachments.remove': channel(z.object({ id }), nothing),
  'attachments.restore': channel(z.object({ id }), nothing),
  /** The whole picture; null when it is not on this laptop: then `attachments.fetch` asks headquarters for it. */
  'attachments.picture': channel(z.object({ id }), bytes(largestPhoto).nullable()),
  /** Brings a picture from headquarters, going on where a cut left it; the running job when there is one. */
  'attachments.fetch': channel(z.object({ id }), z.object({ jobId: z.string() })),
  'attachments.traffic': channel(nothing, photoTraffic),
  'attachments.setMetered': channel(z.object({ metered: z.boolean() }), nothing),
  /** Sends the photos that wait, also over a link that costs by the byte. */
  'attachments.sendNow': channel(nothing, z.object({ jobId: z.string() })),
} as const;
