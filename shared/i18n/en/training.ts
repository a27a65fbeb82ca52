/** Messages of the training screens. */
export const training = {} as const;
