/** Messages of the today screens. */
export const today = {} as const;
