import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { CertificateFacts } from '#shared/ipc/console.ts';
import styles from './certificate-facts.module.css';

/** What was issued, to be compared with the paper line by line. */
export function CertificateFactsList({ certificate }: { readonly certificate: CertificateFacts }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { startDate, endDate, venue, withdrawnOn } = certificate;
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={translate('console.certificate.name')}>
          <UserText>{certificate.nameAr ?? ''}</UserText>
          <br />
          <UserText>{certificate.nameLatin ?? ''}</UserText>
        </Fact>
        <Fact label={translate('console.certificate.course')}>
          <BilingualName name={certificate.course} />
        </Fact>
        {startDate && endDate ? (
          <Fact label={translate('console.certificate.dates')}>
            {format.period(startDate, endDate)} <UserText>{venue ?? ''}</UserText>
          </Fact>
        ) : null}
        <Fact label={translate('console.certificate.issued')}>
          {format.day(certificate.issuedOn)} · <BilingualName name={certificate.site} /> ·{' '}
          <UserText>{certificate.issuedBy ?? ''}</UserText>
        </Fact>
        {withdrawnOn ? (
          <Fact label={translate('console.certificate.withdrawnOn')}>
            {format.day(withdrawnOn)} <UserText>{certificate.withdrawnReason ?? ''}</UserText>
          </Fact>
        ) : null}
        <Fact label={translate('console.certificate.copies')}>
          {translate('console.certificate.copiesValue', { count: certificate.copies })}
        </Fact>
      </dl>
      <Text size="sm">
        <Ltr>{certificate.number}</Ltr>
      </Text>
      {certificate.result === 'completed' || withdrawnOn ? null : (
        <Text size="sm" fw={600} mt="xs">
          {translate('console.certificate.notCompleted')}
        </Text>
      )}
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
