import { applyDelta } from '#db/apply-delta.ts';
import { letGo } from '#db/carried-work.ts';
import { opAt } from '#db/journal.ts';
import { purgeLostSites } from '#db/lost-sites.ts';
import { acknowledge, noteAnswered, settleAccepted, settleReleased, syncState } from '#db/sync-state.ts';
import { fromErrorShape, OutpostError } from '#shared/errors.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import { decodeDeltas } from '#shared/sync/delta.ts';
import { type Answer, type Block, blockKinds, decodeAnswer, decodeError } from '#shared/sync/exchange.ts';
import { decompress } from './compression.ts';
import { verifierOf } from './device-key.ts';
import type { ExchangeInput, Moved, Opening } from './exchange.ts';

/** What reading an answer works with. */
export type AnswerReadingInput = Pick<ExchangeInput, 'store' | 'enrolled' | 'report'>;

/** Takes headquarters' blocks as they arrive, and believes only what it signed for this very exchange. */
export class AnswerReading {
  readonly #input: AnswerReadingInput;
  readonly #opening: Opening;
  readonly #moved: Moved;
  readonly #isByHeadquarters: (bytes: Uint8Array, signature: Uint8Array) => boolean;
  #answer: Answer | undefined;
  #cursor: number;
  #taken = 0;

  /**
   * @param input what the exchange works with
   * @param opening how it began
   * @param moved where to count what arrives
   */
  constructor(input: AnswerReadingInput, opening: Opening, moved: Moved) {
    this.#input = input;
    this.#opening = opening;
    this.#moved = moved;
    this.#cursor = opening.cursor;
    this.#isByHeadquarters = verifierOf(input.enrolled.hqKey);
  }

  /**
   * Takes one block: what it says is on disk when this returns.
   *
   * @param block the next block of the reply
   * @throws OutpostError `hq_identity`, `malformed_body`, `frame_malformed`, `frame_fork`, or what headquarters
   *   reports in an error block
   */
  take(block: Block): void {
    switch (block.kind) {
      case blockKinds.answer:
        this.#takeAnswer(block.payload);
        return;
      case blockKinds.delta:
        this.#takeDelta(block.payload);
        return;
      case blockKinds.error:
        throw fromErrorShape(decodeError(block.payload));
      case blockKinds.end:
        return;
      default:
        throw new OutpostError('malformed_body', 'The answer holds a block that only laptops send.');
    }
  }

  /**
   * @returns the answer, once everything that it announced was taken
   * @throws OutpostError `malformed_body` when something is missing
   */
  finish(): Answer {
    const answer = this.#answer;
    if (!answer || this.#taken !== answer.deltas) {
      throw new OutpostError('malformed_body', 'The answer of headquarters is not complete.');
    }
    if (!answer.bootstrap) {
      settleAccepted(this.#input.store, answer.accepted);
      purgeLostSites(this.#input.store);
      settleReleased(this.#input.store, { headSeq: answer.head.seq, quarantined: answer.quarantined });
      letGo(this.#input.store, answer.heads ?? []);
    }
    noteAnswered(this.#input.store, answer.exchange);
    return answer;
  }

  #takeAnswer(payload: Uint8Array): void {
    const { message, signed, signature } = decodeAnswer(payload);
    const { nonce, exchange, waiting } = this.#opening;
    const forThisOne = sameBytes(message.nonce, nonce) && message.exchange === exchange;
    if (this.#answer || !forThisOne || !this.#isByHeadquarters(signed, signature)) throw somebodyElse();
    this.#refuseFork(message.head);
    const { epoch, grant, head, accepted, durable, quarantined, skew, bootstrap } = message;
    acknowledge(this.#input.store, {
      epoch,
      grant,
      headSeq: head.seq,
      accepted,
      durable,
      quarantined,
      // On the way of a file time passes that says nothing of this laptop's clock.
      skewMs: this.#opening.carried ? (syncState(this.#input.store).skewMs ?? 0) : skew,
      bootstrap,
    });
    // Nobody sees any longer what this laptop must not hold, whatever becomes of the rest of the answer.
    purgeLostSites(this.#input.store);
    this.#answer = message;
    // In a new epoch the stream begins again.
    this.#cursor = syncState(this.#input.store).cursor;
    this.#input.report(waiting, waiting + message.deltas);
  }

  #takeDelta(payload: Uint8Array): void {
    const { header, entries, signed, signature } = decodeDeltas(payload, { decompress });
    const next = sameBytes(header.nonce, this.#opening.nonce) && header.index === this.#taken;
    if (!this.#answer || !next || !this.#isByHeadquarters(signed, signature)) throw somebodyElse();
    const behind = this.#opening.carried && header.from < this.#cursor;
    if (header.from !== this.#cursor && !behind) {
      const code = this.#opening.carried ? 'carry_gap' : 'malformed_body';
      throw new OutpostError(code, 'The stream of headquarters has a gap.');
    }
    applyDelta(this.#input.store, { from: header.from, to: header.to, entries });
    this.#moved.opsReceived += entries.filter(({ device }) => device !== this.#input.enrolled.device).length;
    this.#cursor = Math.max(this.#cursor, header.to);
    this.#taken++;
    this.#input.report(this.#opening.waiting + this.#taken, this.#opening.waiting + this.#answer.deltas);
  }

  /** Headquarters must know this laptop's own history, or a beginning of it. */
  #refuseFork(head: Answer['head']): void {
    if (head.seq === 0) return;
    const own = opAt(this.#input.store, head.seq)?.hash;
    if (own && sameBytes(own, head.hash)) return;
    throw new OutpostError('frame_fork', 'Headquarters knows another history of this laptop.', {
      details: { seq: head.seq },
    });
  }
}

function somebodyElse(): OutpostError {
  return new OutpostError('hq_identity', 'The answer was not signed by headquarters for this exchange.');
}
