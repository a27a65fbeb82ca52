import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { OutpostError } from '#shared/errors.ts';

const shortest = 10;
/** Of 0 to 4, as zxcvbn counts: at least 10^8 guesses, each of which costs a key derivation. */
const weakestScore = 3;
/** Longer ones are strong enough by what comes first, and would take the estimate too long. */
const estimated = 100;

/**
 * Refuses passphrases that a thief of the disk would guess.
 *
 * @param passphrase what a person chose
 * @param context words that say nothing about it: the person's name
 * @throws OutpostError `weak_passphrase`, with `shortest` in its details when it is too short
 */
export function requireStrongPassphrase(passphrase: string, context: readonly string[]): void {
  if ([...passphrase].length < shortest) {
    throw new OutpostError('weak_passphrase', `A passphrase has at least ${shortest} characters.`, {
      details: { shortest, reason: 'short' },
    });
  }
  const { score } = createEstimator().check(passphrase.slice(0, estimated), [...context, 'outpost']);
  if (score < weakestScore) {
    throw new OutpostError('weak_passphrase', 'This passphrase is easy to guess.', {
      details: { shortest, reason: 'guessable' },
    });
  }
}

/** Made anew each time: passphrases are chosen once in a while, and the lists take tens of megabytes. */
function createEstimator(): ZxcvbnFactory {
  return new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { ...common, ...english } });
}
