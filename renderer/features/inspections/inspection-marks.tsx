import { Text } from '@mantine/core';
import {
  type Icon,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  IconPencil,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { InspectionStatus, Severity } from '#shared/domain/vocabularies.ts';
import type { ScoreView } from '#shared/ipc/inspections.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import styles from './inspection-marks.module.css';

const statusLooks: Readonly<Record<InspectionStatus, readonly [Tone, Icon]>> = {
  draft: ['info', IconPencil],
  submitted: ['ok', IconCircleCheck],
  amended: ['watch', IconPencil],
};

const severityLooks: Readonly<Record<Severity, readonly [Tone, Icon]>> = {
  critical: ['alarm', IconAlertOctagon],
  major: ['watch', IconAlertTriangle],
  minor: ['neutral', IconInfoCircle],
};

/** Where an inspection stands. */
export function InspectionStatusMark({ status }: { readonly status: InspectionStatus }): ReactNode {
  const translate = useTranslate();
  const [tone, icon] = statusLooks[status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`vocabulary.inspectionStatuses.${status}`)}
    </StatusBadge>
  );
}

/** How grave a finding is; a count stands before the word. */
export function SeverityMark(props: { readonly severity: Severity; readonly count?: number }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [tone, icon] = severityLooks[props.severity];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {props.count === undefined ? '' : `${format.number(props.count)} `}
      {translate(`vocabulary.severities.${props.severity}`)}
    </StatusBadge>
  );
}

/** A score in words: never without its coverage. */
export function ScoreWords({ score }: { readonly score: ScoreView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const coverage = format.percent(score.coverage);
  return score.score === null
    ? translate('inspections.score.without', { coverage })
    : translate('inspections.score.with', {
        score: format.number(score.score, { maximumFractionDigits: 0 }),
        coverage,
      });
}

/** The score at the head of an inspection: number and band, and below it what they rest on. */
export function ScoreSoFar({ score }: { readonly score: ScoreView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { band, capped } = score;
  const coverage = translate('inspections.score.coverage', { coverage: format.percent(score.coverage) });
  return (
    <section className={styles.score} aria-label={translate('inspections.score.label')} aria-live="polite">
      <Text fw={600} className="tabular">
        {score.score === null
          ? translate('inspections.band.none')
          : translate('inspections.score.of', {
              score: format.number(score.score, { maximumFractionDigits: 0 }),
              band: translate(`inspections.band.${band}`),
            })}
      </Text>
      <Text size="xs" c="dimmed" className="tabular">
        {capped ? `${coverage} · ${translate('inspections.score.capped')}` : coverage}
      </Text>
    </section>
  );
}
