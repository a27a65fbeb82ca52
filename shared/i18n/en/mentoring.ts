/** Messages of the mentoring screens. */
export const mentoring = {} as const;
