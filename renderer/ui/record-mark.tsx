import { Tooltip } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconCloudCheck, IconDeviceLaptop, IconUsb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import { useTranslate } from './language.tsx';
import styles from './record-mark.module.css';
import { StatusBadge, type Tone } from './status-badge.tsx';

const looks: Readonly<
  Record<RecordState, { readonly tone: Tone; readonly icon: Icon; readonly text: MessageKey }>
> = {
  saved_here: { tone: 'neutral', icon: IconDeviceLaptop, text: 'shell.record.savedHere' },
  carried: { tone: 'neutral', icon: IconUsb, text: 'shell.record.carried' },
  received: { tone: 'ok', icon: IconCloudCheck, text: 'shell.record.received' },
  needs_review: { tone: 'watch', icon: IconAlertTriangle, text: 'shell.record.needsReview' },
};

interface RecordMarkProps {
  readonly state: RecordState;
  /** In tables: the icon alone, its words in a tooltip and for screen readers. */
  readonly compact?: boolean;
}

/** Where a record stands: saved here, received by headquarters, or to review. */
export function RecordMark({ state, compact = false }: RecordMarkProps): ReactNode {
  const translate = useTranslate();
  const { tone, icon: Picture, text } = looks[state];
  if (!compact) {
    return (
      <StatusBadge tone={tone} icon={Picture}>
        {translate(text)}
      </StatusBadge>
    );
  }
  return (
    <Tooltip label={translate(text)}>
      <span role="img" aria-label={translate(text)} className={styles.mark} data-tone={tone}>
        <Picture size={16} stroke={1.6} aria-hidden />
      </span>
    </Tooltip>
  );
}
