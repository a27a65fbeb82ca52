/** Messages of the vocabulary screens. */
export const vocabulary = {} as const;
