import { OutpostError } from '#shared/errors.ts';

/** What a picture says of itself and what may be kept of it. */
export interface PhotoFacts {
  /** Pixels; 0 when the file doesn't say. */
  readonly width: number;
  readonly height: number;
  /** By the camera's clock, which knows no zone. */
  readonly takenOn: string | null;
  readonly takenTime: string | null;
}

const stamp = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d)/;

/**
 * Reads size and time of a picture; nothing else of what it says leaves this function.
 *
 * @param file a whole picture
 * @returns what may be known of it
 * @throws OutpostError `photo_damaged` when it cannot be read
 */
export async function readFacts(file: ArrayBuffer): Promise<PhotoFacts> {
  // Loaded late: few screens need it.
  const { load } = await import('exifreader');
  try {
    const tags = load(file);
    const numberOf = (tag: { readonly value?: unknown } | undefined): number =>
      typeof tag?.value === 'number' ? tag.value : 0;
    return {
      width: numberOf(tags['Image Width']),
      height: numberOf(tags['Image Height']),
      ...takenAt(tags.DateTimeOriginal?.description ?? ''),
    };
  } catch (cause) {
    // A picture without any note is fine; one whose notes cannot be read is drawn anyway, without a time.
    if (cause instanceof Error && cause.name === 'MetadataMissingError') return unknownFacts;
    throw new OutpostError('photo_damaged', 'The picture cannot be read.', { cause });
  }
}

const unknownFacts: PhotoFacts = { width: 0, height: 0, takenOn: null, takenTime: null };

/**
 * @param text `2009:03:09 14:05:00`, as cameras write it, or anything else
 * @returns day and time; null where it is none, such as the zeros of a camera whose clock was never set
 */
export function takenAt(text: string): Pick<PhotoFacts, 'takenOn' | 'takenTime'> {
  const [, year, month, day, time] = stamp.exec(text) ?? [];
  const takenOn = `${year}-${month}-${day}`;
  const date = new Date(`${takenOn}T${time}:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(takenOn) && Number(year) > 1990;
  return real ? { takenOn, takenTime: time ?? null } : { takenOn: null, takenTime: null };
}
