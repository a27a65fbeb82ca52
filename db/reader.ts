/** Who reads: what they may see decides what a list or view holds. */
export interface Reader {
  readonly advisorId: number;
  /** May see restricted answers and the text of confidential visits (`restricted.read`). */
  readonly mayReadRestricted: boolean;
}
