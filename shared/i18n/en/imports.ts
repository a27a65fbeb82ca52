/** Messages of the imports screens. */
export const imports = {} as const;
