import { useEffect, useRef, useState } from 'react';
import { sameBytes } from '#shared/sync/bytes.ts';

/**
 * An address for bytes that the page holds, for as long as they are shown. Equal bytes keep their address, so that a
 * picture that is read again does not flicker.
 *
 * @param given a picture; undefined or null: none
 * @param type its media type
 * @returns the address, undefined while there is none
 */
export function useObjectUrl(given: Uint8Array | null | undefined, type: string): string | undefined {
  const kept = useRef(given);
  if (!given || !kept.current || !sameBytes(given, kept.current)) kept.current = given;
  const bytes = kept.current;
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}
