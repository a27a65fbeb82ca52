/** Messages of the inspections screens. */
export const inspections = {} as const;
