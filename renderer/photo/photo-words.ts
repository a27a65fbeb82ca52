import {
  type Icon,
  IconCloudCheck,
  IconCloudDown,
  IconDeviceLaptop,
  IconHourglass,
} from '@tabler/icons-react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { Translate } from '#shared/i18n/translate.ts';
import type { PhotoView } from '#shared/ipc/attachments.ts';
import type { Format } from '../ui/format.ts';
import type { Tone } from '../ui/status-badge.tsx';

/** Where a photo is. */
export interface PhotoPlace {
  readonly icon: Icon;
  readonly tone: Tone;
  readonly words: MessageKey;
}

/**
 * @param photo a photo
 * @returns where it is: here alone, at headquarters, there alone, or on another laptop
 */
export function placeOf({ here, atHeadquarters }: PhotoView): PhotoPlace {
  if (here) {
    return atHeadquarters
      ? { icon: IconCloudCheck, tone: 'ok', words: 'photos.state.atHeadquarters' }
      : { icon: IconDeviceLaptop, tone: 'neutral', words: 'photos.state.here' };
  }
  return atHeadquarters
    ? { icon: IconCloudDown, tone: 'info', words: 'photos.state.away' }
    : { icon: IconHourglass, tone: 'neutral', words: 'photos.state.elsewhere' };
}

/**
 * @param photo a photo
 * @param place which of how many it is
 * @param translate the translate function of the screens
 * @param format the formats of the screens
 * @returns what a screen reader says of it
 */
export function photoLabel(
  photo: PhotoView,
  place: { readonly number: number; readonly total: number },
  translate: Translate,
  format: Format,
): string {
  const counts = { number: format.number(place.number), total: format.number(place.total) };
  return photo.caption === null
    ? translate('photos.position', counts)
    : translate('photos.positionWith', { ...counts, caption: photo.caption });
}
