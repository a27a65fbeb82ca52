/**
 * What a simulated laptop runs: the product's database and sync, and what people do with them. Loaded once for each
 * version that laptops of a world may have, see `program-versions.ts`; whatever depends on the tables that a version
 * knows belongs here.
 */
export { commit } from '#db/commit.ts';
export { compactJournal } from '#db/compact-journal.ts';
export { listConflicts } from '#db/conflict-views.ts';
export { decideConflict, undoDecision } from '#db/conflicts.ts';
export { replayDeferred } from '#db/deferred.ts';
export { suspectCopy } from '#db/incarnation.ts';
export { appendOps, journalHead, journalState, opAt, opsAfter } from '#db/journal.ts';
export { readableDb } from '#db/read.ts';
export { saveEnrolment, syncState } from '#db/sync-state.ts';
export { verifyDatabase } from '#db/verify.ts';
export { createJobs } from '#electron/core/jobs.ts';
export { createSyncEngine } from '#electron/core/sync/engine.ts';
export { tableById } from '#shared/domain/registry.ts';
export { chooseEdit } from './edits.ts';
