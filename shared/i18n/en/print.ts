/** Messages of the print screens. */
export const print = {} as const;
