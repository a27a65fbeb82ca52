import { Paper, Text, Title } from '@mantine/core';
import { type Icon, IconAlertOctagon, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { IndicatorView } from '#shared/ipc/inspections.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { UserText } from '../../ui/user-text.tsx';
import styles from './census-tab.module.css';

/** What follows from the figures of a census, beside them: it changes as they are entered. */
export function Indicators({ indicators }: { readonly indicators: readonly IndicatorView[] }): ReactNode {
  const translate = useTranslate();
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      className={styles.indicators}
      // It scrolls by itself beside the form: the keyboard must reach it.
      tabIndex={0}
      aria-label={translate('inspections.census.indicators')}
    >
      <Title order={2} mb={indicators.length > 0 ? 'xs' : 4}>
        {translate('inspections.census.indicators')}
      </Title>
      {indicators.length > 0 ? (
        <ul className={styles.list}>
          {indicators.map((indicator) => (
            <Indicator key={indicator.code} indicator={indicator} />
          ))}
        </ul>
      ) : (
        <Text size="sm" c="dimmed">
          {translate('inspections.census.indicatorsHint')}
        </Text>
      )}
    </Paper>
  );
}

function Indicator({ indicator }: { readonly indicator: IndicatorView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { code, value, unit, flag, source } = indicator;
  return (
    <li className={styles.indicator} data-unknown={value === null || undefined}>
      <span>{translate(`census.indicator.${code}` as MessageKey)}</span>
      {value === null ? (
        <span>{translate('inspections.census.flag.unknown')}</span>
      ) : (
        <>
          <span className={styles.value}>
            {translate(`inspections.census.unit.${unit}`, {
              value: format.number(value, { maximumFractionDigits: 1 }),
            })}
          </span>
          <span className={styles.standing}>
            <Flag flag={flag} />
            <UserText>{source}</UserText>
          </span>
        </>
      )}
    </li>
  );
}

const flagLooks: Readonly<Record<Exclude<IndicatorView['flag'], 'unknown'>, readonly [Tone, Icon]>> = {
  ok: ['ok', IconCircleCheck],
  watch: ['watch', IconAlertTriangle],
  alarm: ['alarm', IconAlertOctagon],
};

/** Where the value stands against its limit; nothing for a value that has no limit. */
function Flag({ flag }: Pick<IndicatorView, 'flag'>): ReactNode {
  const translate = useTranslate();
  if (flag === 'unknown') return null;
  const [tone, icon] = flagLooks[flag];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`inspections.census.flag.${flag}`)}
    </StatusBadge>
  );
}
