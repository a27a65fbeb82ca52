/** Messages of the shell screens. */
export const shell = {} as const;
