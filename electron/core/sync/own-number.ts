import { chainPoints, copyDoubt } from '#db/incarnation.ts';
import { journalHead } from '#db/journal.ts';
import { reincarnate } from '#db/reincarnate.ts';
import type { Store } from '#db/store.ts';
import { raiseExchange } from '#db/sync-state.ts';
import { OutpostError } from '#shared/errors.ts';
import {
  type AncestorAnswer,
  type AncestorQuestion,
  ancestorPath,
  decodeAncestorAnswer,
  encodeAncestorQuestion,
  mostPoints,
} from '#shared/sync/ancestor.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import { LaneRoad } from '../photos/lane-road.ts';
import { verifierOf } from './device-key.ts';
import type { Moved } from './exchange.ts';
import type { Transport } from './transport.ts';

/** What asking for a number works with. */
export interface NumberQuestion {
  readonly store: Store;
  readonly transport: Transport;
  readonly appVersion: string;
  /** Fresh random bytes. */
  readonly random: (count: number) => Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * Where this database may be a copy: asks headquarters how much of its chain it has, takes a device number of its own,
 * and makes again what headquarters lacks. Nothing is sent before that. A lost reply may be asked for again.
 *
 * @param question the laptop's database, the road, and what stands in for the machine
 * @param moved counts along
 * @returns whether the number has changed
 * @throws OutpostError `network_*`, `hq_identity` when somebody else signed, or the code with which headquarters refused
 */
export async function takeOwnNumber(question: NumberQuestion, moved: Moved): Promise<boolean> {
  const { store, transport, signal } = question;
  const copy = copyDoubt(store);
  if (!copy) return false;
  const road = new LaneRoad(store, transport, signal);
  try {
    const head = journalHead(store).seq;
    // Headquarters has everything up to `low` and nothing from `high` on.
    let [low, high] = [0, head + 1];
    for (;;) {
      const points = chainPoints(store, Math.max(1, low), high - 1, mostPoints);
      const isLast = high - low <= mostPoints;
      const claim = { id: copy.claim, doubt: copy.doubt, app: question.appVersion.slice(0, 40), head };
      const asked: AncestorQuestion = {
        nonce: question.random(16),
        points: points.map(([seq, hash]) => [seq, hash]),
        ...(isLast ? { claim } : {}),
      };
      const { shared, given } = await ask(road, question, asked);
      if (given) {
        // It may have been recorded on meanwhile: that is made again, too.
        reincarnate(store, given);
        return true;
      }
      if (isLast) throw new OutpostError('malformed_body', 'Headquarters gave no number.');
      low = Math.max(low, shared);
      high = points.find(([seq]) => seq > low)?.[0] ?? high;
    }
  } finally {
    moved.bytesUp += road.bytes.up;
    moved.bytesDown += road.bytes.down;
  }
}

async function ask(
  road: LaneRoad,
  question: NumberQuestion,
  asked: AncestorQuestion,
): Promise<AncestorAnswer> {
  try {
    return await askOnce(road, asked);
  } catch (cause) {
    if (!(cause instanceof OutpostError) || cause.code !== 'replayed_exchange') throw cause;
    // A restored database counts exchanges from an old number.
    raiseExchange(question.store, Number(cause.details.lastExchange ?? 0));
    return askOnce(road, asked);
  }
}

async function askOnce(road: LaneRoad, asked: AncestorQuestion): Promise<AncestorAnswer> {
  const { hqKey } = road.enrolled;
  const reply = await road.ask(ancestorPath, encodeAncestorQuestion(asked));
  const { message, signed, signature } = decodeAncestorAnswer(reply);
  if (sameBytes(message.nonce, asked.nonce) && verifierOf(hqKey)(signed, signature)) return message;
  throw new OutpostError('hq_identity', 'The answer was not signed by headquarters for this question.');
}
