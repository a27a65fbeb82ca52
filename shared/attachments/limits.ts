/** Longest edge of a kept photo, in pixels. */
export const photoEdge = 1600;
/** Longest edge of its thumbnail, in pixels. */
export const thumbnailEdge = 240;
/** A kept photo is no larger, in bytes: at 64 kbit/s that is two minutes. */
export const largestPhoto = 1024 * 1024;
/** A thumbnail is no larger, in bytes. */
export const largestThumbnail = 32 * 1024;
/** A picture that somebody chooses is no larger, in bytes. */
export const largestSource = 40 * 1024 * 1024;
/** Nor has it more pixels: decoding takes four bytes for each. */
export const mostSourcePixels = 100_000_000;
/** Photos of one answer, finding or visit. */
export const photosPerRecord = 30;
/** What photos are kept as, whatever they were. */
export const photoType = 'image/jpeg';
