/** Messages of the vault screens. */
export const vault = {} as const;
