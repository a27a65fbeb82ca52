/** Messages of the errors screens. */
export const errors = {} as const;
