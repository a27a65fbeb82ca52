import { z } from 'zod';
import { type ErrorShape, errorShape, parseAtBoundary } from '../errors.ts';
import { decodeMessage, encodeMessage } from './message.ts';

export { type Block, BlockReader, blockKinds, encodeBlock } from './blocks.ts';
export { decodeDeltas, encodeDeltas } from './delta.ts';
export type { DeltaEntry, DeltaKind, LostGroup } from './delta-entry.ts';

/** Content type of request and reply of `POST /sync/exchange`. A reply of any other kind is not headquarters'. */
export const exchangeContentType = 'application/vnd.outpost.exchange';

const count = z.int().nonnegative();
const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);
const hash = bytes.refine(({ length }) => length === 32, 'a hash has 32 bytes');
const nonce = bytes.refine(({ length }) => length === 16, 'a nonce has 16 bytes');
const signature = bytes.refine(({ length }) => length === 64, 'a signature has 64 bytes');
const head = z.strictObject({ seq: count, hash });

/** A part of a snapshot is no longer than this: half a minute at 64 kbit/s. */
export const maxPartBytes = 256 * 1024;

/** What a laptop says first. */
export const helloSchema = z.object({
  /** Lowest and highest protocol that it speaks. */
  protocol: z.tuple([count, count]),
  /** Version of its registry. */
  schema: count,
  device: count,
  /** Greater in every exchange of a device: the guard against replay. */
  exchange: count,
  /** Its wall clock, ms since 1970 UTC. */
  time: z.int(),
  /** The life of headquarters' database that its cursor belongs to. */
  epoch: z.string().min(1).max(64),
  /** Version of its grant. */
  grant: count,
  /** Headquarters' stream is applied up to this `hq_seq`. */
  cursor: count,
  /** Where its own chain stands. */
  head,
  /** Version of the app. */
  app: z.string().max(40),
  /** 16 random bytes; everything in reply repeats them. */
  nonce,
  /**
   * Its own ops up to this `seq` are committed at headquarters, as headquarters last said: how a headquarters that was
   * restored from a backup learns of it. Missing from laptops that cannot load snapshots.
   */
  accepted: count.optional(),
  /** Other laptops whose frames it carries, to learn how much of their work headquarters has. */
  carried: z.array(count).max(1000).optional(),
  /** Ops of its own that headquarters keeps aside, and that it asks to be looked at once more. */
  retry: z.array(count).max(1000).optional(),
});
export type Hello = z.infer<typeof helloSchema>;

/** A piece of a snapshot: named by what it holds. */
const part = z.object({ sha256: hash, size: count.max(maxPartBytes) });

/**
 * A snapshot to load in place of a long stream: the state of some scopes at one `hq_seq`. Its parts are fetched one by
 * one by `GET /sync/snapshot/<sha256>`, and loaded when all are there.
 */
export const bootstrapSchema = z.object({
  /** Names this snapshot. */
  id: z.string().min(1).max(64),
  /** Headquarters' position in it: the cursor afterwards. */
  at: count,
  /** The laptop's own ops up to this `seq` are in it, or kept aside. */
  ownSeq: count,
  /** The scopes that it holds: sites, and `*` for what everybody receives. */
  scopes: z.array(z.string().max(80)).max(10_001),
  /** True: it stands in for everything the laptop holds. False: it adds `scopes` to it. */
  whole: z.boolean(),
  /** In the order in which they are loaded; none when the scopes are empty. */
  parts: z.array(part).max(16_384),
});
export type Bootstrap = z.infer<typeof bootstrapSchema>;

/** What headquarters says first. */
export const answerSchema = z.object({
  /** The hello's own, so that no other reply passes for this one. */
  nonce,
  exchange: count,
  /** The protocol that both will speak. */
  protocol: count,
  epoch: z.string().min(1).max(64),
  grant: z.object({ version: count, sites: z.array(z.string().max(80)).max(10_000) }),
  /** Headquarters' clock, ms since 1970 UTC. */
  time: z.int(),
  /** The device's clock minus headquarters', ms. */
  skew: z.int(),
  /** Where the device's chain stands at headquarters, quarantined ops included. */
  head,
  /** Ops up to this `seq` are committed at headquarters. */
  accepted: count,
  /** Ops up to this `seq` are in a verified backup too. */
  durable: count,
  /** Ops that headquarters keeps aside, and why: a short code. */
  quarantined: z.array(z.object({ seq: count, reason: z.string().max(100) })).max(10_000),
  /** The `hq_seq` that the deltas reach. */
  cursor: count,
  /** How many delta blocks follow. */
  deltas: count,
  /** Load this first; `epoch` and `grant` hold from then on. */
  bootstrap: bootstrapSchema.optional(),
  /** Of the laptops that the hello names: `seq` of the last op that headquarters has. */
  heads: z
    .array(z.tuple([count, count]))
    .max(1000)
    .optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** A control message as read, with what its signature covers; the caller verifies it. */
export interface Signed<T> {
  readonly message: T;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

type Sign = (bytes: Uint8Array) => Uint8Array;

const envelope = z.tuple([bytes, signature]);

/**
 * @param hello what the laptop says
 * @param sign Ed25519 by the device's key
 * @returns the payload of the hello block
 */
export function encodeHello(hello: Hello, sign: Sign): Uint8Array {
  return sealMessage(hello, helloSchema, sign);
}

/**
 * @param payload of a hello block
 * @returns the hello, unverified
 * @throws OutpostError `malformed_body`
 */
export function decodeHello(payload: Uint8Array): Signed<Hello> {
  return openMessage(payload, helloSchema);
}

/**
 * @param answer what headquarters says
 * @param sign Ed25519 by headquarters' key
 * @returns the payload of the answer block
 */
export function encodeAnswer(answer: Answer, sign: Sign): Uint8Array {
  return sealMessage(answer, answerSchema, sign);
}

/**
 * @param payload of an answer block
 * @returns the answer, unverified
 * @throws OutpostError `malformed_body`
 */
export function decodeAnswer(payload: Uint8Array): Signed<Answer> {
  return openMessage(payload, answerSchema);
}

/**
 * @param error what went wrong after blocks were already sent
 * @returns the payload of an error block
 */
export function encodeError(error: ErrorShape): Uint8Array {
  return encodeMessage(error);
}

/**
 * @param payload of an error block
 * @returns the error
 * @throws OutpostError `malformed_body`
 */
export function decodeError(payload: Uint8Array): ErrorShape {
  return decodeMessage(payload, errorShape);
}

/**
 * Writes a signed control message. Fields go by place, in the order of the schema: a name costs more than most values, and an exchange with nothing to
 * say happens most often. A later version may only add fields at the end; those that a peer does not know or does not
 * send are missing, and missing ones at the end take no bytes.
 *
 * @param message what is said
 * @param schema its form
 * @param sign Ed25519 by who says it
 * @returns the payload of its block
 */
export function sealMessage(message: unknown, schema: z.ZodType, sign: Sign): Uint8Array {
  const body = encodeMessage(byPlace(schema, message));
  return encodeMessage([body, sign(body)]);
}

/**
 * @param payload what `sealMessage` gave, from anybody
 * @param schema its form
 * @returns the message, unverified
 * @throws OutpostError `malformed_body`
 */
export function openMessage<T>(payload: Uint8Array, schema: z.ZodType<T>): Signed<T> {
  const [signed, given] = decodeMessage(payload, envelope);
  const message = byName(schema, decodeMessage(signed, z.unknown()));
  return { message: parseAtBoundary(schema, message, 'malformed_body'), signed, signature: given };
}

function byPlace(schema: unknown, value: unknown): unknown {
  const fields = fieldsOf(schema);
  if (!fields || value === undefined) return value;
  const named = new Map(Object.entries(value ?? {}));
  const places = fields.map(([name, part]) => byPlace(part, named.get(name)));
  return places.slice(0, places.findLastIndex((place) => place !== undefined) + 1);
}

function byName(schema: unknown, value: unknown): unknown {
  const fields = fieldsOf(schema);
  if (!fields || !Array.isArray(value)) return value;
  const places: readonly unknown[] = value;
  // A missing field before one that is there travels as nil, which no field of a message has as its value.
  return Object.fromEntries(
    fields.map(([name, part], place) => [name, byName(part, places[place] ?? undefined)]),
  );
}

function fieldsOf(schema: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap());
  return schema instanceof z.ZodObject ? Object.entries(schema.shape) : undefined;
}
