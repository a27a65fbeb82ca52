import {
  type Icon,
  IconCircleCheck,
  IconClockExclamation,
  IconHandStop,
  IconInfoCircle,
  IconQrcode,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import type { Tone } from '../../../ui/status-badge.tsx';
import { Ltr, UserText } from '../../../ui/user-text.tsx';
import styles from './check-in.module.css';
import type { Seen } from './use-check-in.ts';

const looks: Readonly<Record<Seen['outcome'], readonly [Tone, Icon]>> = {
  in: ['ok', IconCircleCheck],
  already: ['info', IconInfoCircle],
  not_on_roster: ['watch', IconHandStop],
  several: ['watch', IconUserQuestion],
  unknown: ['alarm', IconUserQuestion],
};

/** What came of the last scan, in letters that are read from the door: colour, picture and words say the same. */
export function CheckInFeedback({ seen }: { readonly seen: Seen | undefined }): ReactNode {
  const translate = useTranslate();
  if (!seen) {
    return (
      <div className={styles.feedback} data-tone="neutral">
        <IconQrcode size={56} stroke={1.2} aria-hidden />
        <p className={styles.words}>{translate('checkIn.waiting')}</p>
      </div>
    );
  }
  const late = seen.outcome === 'in' && seen.mark === 'late';
  const [tone, Picture]: readonly [Tone, Icon] = late ? ['watch', IconClockExclamation] : looks[seen.outcome];
  return (
    // Drawn anew for each scan, so that the same person twice is seen to be two.
    <div className={styles.feedback} data-tone={tone} data-outcome={seen.outcome} key={seen.number}>
      <Picture size={56} stroke={1.4} aria-hidden />
      <p className={styles.name}>
        {seen.person ? (
          <BilingualName name={{ en: seen.person.nameLatin, ar: seen.person.nameAr }} both />
        ) : (
          <Ltr>{seen.badge}</Ltr>
        )}
      </p>
      <p className={styles.words}>
        {late
          ? translate('training.mark.lateBy', { minutes: seen.minutes ?? 0 })
          : translate(`checkIn.outcome.${seen.outcome}`)}
      </p>
      {seen.person?.unit ? (
        <p className={styles.detail}>
          <UserText>{seen.person.unit}</UserText>
        </p>
      ) : null}
      {seen.person && !seen.cleared ? (
        <p className={styles.detail}>
          <strong>{translate('training.vettingWarning')}</strong>
        </p>
      ) : null}
    </div>
  );
}
