import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import type { Compression, Decompress } from '#shared/sync/compression.ts';

const careful = 11;
const quick = 5;
/** From here on the best quality costs more time than the bytes it saves. */
const bulkBytes = 64 * 1024;
const bulkOps = 500;

/**
 * @param waitingOps ops that wait to be sent
 * @returns brotli at its best for what advisors enter in a few days, quicker for bulk
 */
export function frameCompression(waitingOps: number): Compression {
  return {
    encoding: 'br',
    run: (bytes) => {
      const quality = waitingOps > bulkOps || bytes.length > bulkBytes ? quick : careful;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      return brotliCompressSync(bytes, { params });
    },
  };
}

/** Undoes what headquarters compressed, never to more than it announced. */
export const decompress: Decompress = (encoding, bytes, maxBytes) => {
  switch (encoding) {
    case 'br':
      return brotliDecompressSync(bytes, { maxOutputLength: maxBytes });
    case 'gzip':
      return gunzipSync(bytes, { maxOutputLength: maxBytes });
    case 'plain':
      return bytes;
  }
};
