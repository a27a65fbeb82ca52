import type { Programme } from '#shared/domain/vocabularies.ts';

/** The site and programme that the sample mode plays. */
export const sampleSite = 'MOSUL';
export const sampleProgramme: Programme = 'corrections';
