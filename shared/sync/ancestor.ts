import { z } from 'zod';
import { openMessage, type Signed, sealMessage } from './exchange.ts';
import { decodeMessage, encodeMessage } from './message.ts';

/**
 * How a laptop whose database may be a copy, or a backup that was restored, comes to a device number of its own: it names
 * places of its chain, and headquarters says which of them it has too. With the last question the laptop claims another
 * number, under which it makes the ops that headquarters lacks again.
 */
export const ancestorPath = '/sync/ancestor';

/** Bytes of an op's hash that name it among the ops of one device. */
export const pointBytes = 8;
/** The most places that one question may name. */
export const mostPoints = 2000;

/** Why a laptop needs another device number. */
export const doubts = ['restored', 'copied', 'forked'] as const;
export type Doubt = (typeof doubts)[number];

const count = z.int().nonnegative();
const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);
const short = bytes.refine(({ length }) => length === 16, 'it has 16 bytes');
const point = z.tuple([count.min(1), bytes.refine(({ length }) => length === pointBytes, 'it has 8 bytes')]);

const questionSchema = z.object({
  /** 16 random bytes, which the answer repeats. */
  nonce: short,
  /** Places of the laptop's chain by ascending `seq`, each with the beginning of its hash. */
  points: z.array(point).max(mostPoints),
  /** Missing while the laptop only looks for the place. The same claim gives the same number again. */
  claim: z
    .object({
      id: short,
      doubt: z.enum(doubts),
      app: z.string().max(40),
      /** Where the laptop's chain stands. */
      head: count,
    })
    .optional(),
});
export type AncestorQuestion = z.infer<typeof questionSchema>;

const answerSchema = z.object({
  nonce: short,
  /** The last of the places that headquarters has too; 0: none of them. */
  shared: count,
  /** What the claim gave. */
  given: z
    .object({
      device: z.int().positive(),
      /** Numbers that nobody else gets. */
      spares: z.array(z.int().positive()).max(16),
      /** Headquarters' certificate of the key under the new number, as JSON text. */
      certificate: z.string().max(2000),
      /** The place from which the new number goes on: ops after it are made again. */
      after: count,
      /** Ops up to there that headquarters keeps aside: they are made again, too. */
      aside: z.array(count).max(10_000),
    })
    .optional(),
});
export type AncestorAnswer = z.infer<typeof answerSchema>;
export type GivenNumber = NonNullable<AncestorAnswer['given']>;

/**
 * @param question what the laptop asks
 * @returns the body of the request
 */
export function encodeAncestorQuestion(question: AncestorQuestion): Uint8Array {
  return encodeMessage(question);
}

/**
 * @param body of a request, from anybody
 * @returns the question
 * @throws OutpostError `malformed_body`
 */
export function decodeAncestorQuestion(body: Uint8Array): AncestorQuestion {
  return decodeMessage(body, questionSchema);
}

/**
 * @param answer what headquarters says
 * @param sign Ed25519 by headquarters' key
 * @returns the body of the reply
 */
export function encodeAncestorAnswer(
  answer: AncestorAnswer,
  sign: (signed: Uint8Array) => Uint8Array,
): Uint8Array {
  return sealMessage(answer, answerSchema, sign);
}

/**
 * @param body of a reply, from anybody
 * @returns the answer, unverified
 * @throws OutpostError `malformed_body`
 */
export function decodeAncestorAnswer(body: Uint8Array): Signed<AncestorAnswer> {
  return openMessage(body, answerSchema);
}
