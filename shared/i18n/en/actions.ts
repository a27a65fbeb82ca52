/** Messages of the actions screens. */
export const actions = {} as const;
