import type { RatingView } from '#shared/ipc/mentoring.ts';

/** A rating as it is typed. */
export interface RatingDraft {
  /** The level's number; empty: not rated. */
  readonly level: string;
  readonly evidence: string;
}

/** What a rating lacks before it can be saved. */
export type RatingGap = 'level' | 'evidence';

/** A rating of which one half is typed: it stays a draft, and the screen says which half is missing. */
export class IncompleteRating extends Error {
  readonly gap: RatingGap;

  constructor(gap: RatingGap) {
    super(`The rating lacks its ${gap}.`);
    this.name = 'IncompleteRating';
    this.gap = gap;
  }
}

/**
 * @param rating as the core has it; undefined while the area is not rated
 * @returns the same as fields show it
 */
export function ratingDraft(rating: RatingView | undefined): RatingDraft {
  return { level: rating?.level?.toString() ?? '', evidence: rating?.evidence ?? '' };
}

/**
 * @param draft a rating as it is typed
 * @returns which half is missing; null when it can be saved, also when both are empty: that takes a rating back
 */
export function ratingGap({ level, evidence }: RatingDraft): RatingGap | null {
  const silent = evidence.trim() === '';
  if (level === '' && !silent) return 'level';
  return level !== '' && silent ? 'evidence' : null;
}
