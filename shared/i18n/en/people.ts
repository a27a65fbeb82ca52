/** Messages of the people screens. */
export const people = {} as const;
