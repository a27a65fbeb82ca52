import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCloudCheck,
  IconCloudOff,
  IconDeviceLaptop,
  IconFlask,
  IconHandStop,
  IconRefresh,
} from '@tabler/icons-react';
import { assertNever } from '#shared/assert-never.ts';
import type { Translate } from '#shared/i18n/translate.ts';
import type { SyncStatus } from '#shared/ipc/sync.ts';
import type { Format } from '../../ui/format.ts';
import type { Tone } from '../../ui/status-badge.tsx';

/** What the chip shows: the words say all of it, icon and colour repeat it. */
export interface SyncWords {
  readonly icon: Icon;
  readonly tone: Tone;
  readonly text: string;
}

/**
 * Where the records stand, in one line.
 *
 * @param status as the core tells it
 * @param sample whether the sample data is open, which is never sent
 * @param translate the translate function of the screens
 * @param format the formats of the screens
 * @returns words, icon and tone; being offline is neutral, never an alarm
 */
export function syncWords(
  status: SyncStatus,
  sample: boolean,
  translate: Translate,
  format: Format,
): SyncWords {
  if (sample) return { icon: IconFlask, tone: 'info', text: translate('sync.chip.sample') };
  const count = { count: status.toSend + status.photosToSend };
  switch (status.state) {
    case 'not_enrolled':
      return { icon: IconDeviceLaptop, tone: 'neutral', text: translate('sync.chip.notEnrolled') };
    case 'saved':
      return { icon: IconCircleCheck, tone: 'neutral', text: translate('sync.chip.saved', count) };
    case 'syncing':
      return { icon: IconRefresh, tone: 'info', text: syncingText(status, translate, format) };
    case 'up_to_date':
      return { icon: IconCloudCheck, tone: 'ok', text: upToDateText(status, translate, format) };
    case 'offline':
      return { icon: IconCloudOff, tone: 'neutral', text: translate('sync.chip.offline', count) };
    case 'review':
      return {
        icon: IconAlertTriangle,
        tone: 'watch',
        text: translate('sync.chip.review', { count: status.toReview + status.quarantined }),
      };
    case 'refused':
      return { icon: IconHandStop, tone: 'watch', text: translate('sync.chip.refused', count) };
    default:
      return assertNever(status.state);
  }
}

function syncingText(status: SyncStatus, translate: Translate, format: Format): string {
  return status.progress === null
    ? translate('sync.chip.syncing')
    : translate('sync.chip.syncingShare', { share: format.percent(status.progress) });
}

function upToDateText(status: SyncStatus, translate: Translate, format: Format): string {
  return status.lastSuccessAt === null
    ? translate('sync.chip.upToDate')
    : translate('sync.chip.upToDateSince', { since: format.relative(status.lastSuccessAt) });
}
