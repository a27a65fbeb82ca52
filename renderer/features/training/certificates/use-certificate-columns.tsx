import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCertificate, IconCertificateOff, IconMinus } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { CertificateHolder, CertificateView } from '#shared/ipc/certificates.ts';
import { BothNames } from '../../../person/both-names.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Column } from '../../../ui/table-order.ts';
import { Ltr, UserText } from '../../../ui/user-text.tsx';
import { validOf } from './valid-of.ts';

interface CertificateActions {
  /** Undefined: this person may not. */
  readonly onPrint: ((number: string) => void) | undefined;
  readonly onWithdraw: ((number: string) => void) | undefined;
}

/**
 * @param actions what can be done with a certificate
 * @returns the columns of the list of certificates
 */
export function useCertificateColumns({
  onPrint,
  onWithdraw,
}: CertificateActions): readonly Column<CertificateHolder>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'name',
        title: translate('training.column.name'),
        cell: (holder) => <BothNames person={holder} />,
        sortBy: ({ nameAr, nameLatin }) => format.name({ en: nameLatin, ar: nameAr }),
      },
      {
        key: 'status',
        title: translate('certificates.column.status'),
        cell: (holder) => <Standing holder={holder} />,
        sortBy: (holder) => `${validOf(holder) ? 0 : 1}${holder.result}`,
        nowrap: true,
      },
      {
        key: 'number',
        title: translate('certificates.column.number'),
        cell: ({ certificates }) => <Numbers certificates={certificates} />,
        sortBy: (holder) => validOf(holder)?.number ?? null,
        nowrap: true,
      },
      {
        key: 'issued',
        title: translate('certificates.column.issued'),
        cell: (holder) => {
          const issuedOn = validOf(holder)?.issuedOn;
          return issuedOn ? format.day(issuedOn) : null;
        },
        sortBy: (holder) => validOf(holder)?.issuedOn ?? null,
        nowrap: true,
      },
      {
        key: 'copies',
        title: translate('certificates.column.copies'),
        cell: (holder) => validOf(holder)?.copies ?? null,
        sortBy: (holder) => validOf(holder)?.copies ?? null,
        numeric: true,
        width: '5rem',
      },
      {
        key: 'actions',
        title: translate('certificates.column.actions'),
        cell: (holder) => {
          const valid = validOf(holder);
          const name = format.name({ en: holder.nameLatin, ar: holder.nameAr });
          return valid ? (
            <Group gap={4} wrap="nowrap">
              {onPrint ? (
                <Button
                  variant="default"
                  aria-label={translate('certificates.printName', { name })}
                  onClick={() => onPrint(valid.number)}
                >
                  {translate('certificates.printOne')}
                </Button>
              ) : null}
              {onWithdraw ? (
                <Button
                  variant="subtle"
                  aria-label={translate('certificates.withdrawName', { name })}
                  onClick={() => onWithdraw(valid.number)}
                >
                  {translate('certificates.withdraw')}
                </Button>
              ) : null}
            </Group>
          ) : null;
        },
      },
    ],
    [translate, format, onPrint, onWithdraw],
  );
}

function Standing({ holder }: { readonly holder: CertificateHolder }): ReactNode {
  const translate = useTranslate();
  const valid = validOf(holder);
  if (valid?.nameChanged) {
    return (
      <StatusBadge tone="watch" icon={IconAlertTriangle}>
        {translate('certificates.status.nameChanged')}
      </StatusBadge>
    );
  }
  if (valid && holder.result !== 'completed') {
    return (
      <StatusBadge tone="watch" icon={IconAlertTriangle}>
        {translate('certificates.status.notCompleted')}
      </StatusBadge>
    );
  }
  if (valid) {
    return (
      <StatusBadge tone="ok" icon={IconCertificate}>
        {translate('certificates.status.issued')}
      </StatusBadge>
    );
  }
  if (holder.certificates.length > 0) {
    return (
      <StatusBadge tone="neutral" icon={IconCertificateOff}>
        {translate('certificates.status.withdrawn')}
      </StatusBadge>
    );
  }
  const isDue = holder.result === 'completed';
  return (
    <StatusBadge tone={isDue ? 'info' : 'neutral'} icon={isDue ? IconCertificate : IconMinus}>
      {translate(isDue ? 'certificates.status.due' : 'certificates.status.none')}
    </StatusBadge>
  );
}

/** The one that counts, and those that were withdrawn with their reason. */
function Numbers({ certificates }: { readonly certificates: readonly CertificateView[] }): ReactNode {
  const translate = useTranslate();
  return certificates.map(({ number, status, withdrawnReason }) => (
    <div key={number}>
      <Ltr>{number}</Ltr>
      {status === 'withdrawn' ? (
        <Text size="xs" c="dimmed">
          {translate('certificates.withdrawnBecause')} <UserText>{withdrawnReason ?? ''}</UserText>
        </Text>
      ) : null}
    </div>
  ));
}
