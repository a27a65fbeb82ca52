import type { Compression, Decompress } from '#shared/sync/compression.ts';

/** No compression: what the simulation is about does not depend on it, and it would cost most of the time. */
export const plainCompression: Compression = { encoding: 'plain', run: (bytes) => bytes };

/** Undoes no compression. */
export const undoPlain: Decompress = (_encoding, bytes) => bytes;
