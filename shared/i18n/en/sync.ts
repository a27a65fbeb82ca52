/** Messages of the sync screens. */
export const sync = {} as const;
