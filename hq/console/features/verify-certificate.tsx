import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import { readCertificateProof } from '#shared/domain/certificate.ts';
import type { CertificateVerdict } from '#shared/ipc/console.ts';
import { Around, slot } from '../app/around.tsx';
import { HqError } from '../app/hq-error.tsx';
import { useSession } from '../app/session.tsx';
import { CertificateFactsList } from './certificate-facts.tsx';

/** Says of a paper whether it was issued. A scanner that types and presses Enter works as well as fingers. */
export function VerifyCertificate(): ReactNode {
  const translate = useTranslate();
  const { call } = useSession();
  const [typed, setTyped] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const [answer, setAnswer] = useState<CertificateVerdict | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const verify = (event: FormEvent): void => {
    event.preventDefault();
    const proof = readCertificateProof(typed);
    setAnswer(null);
    setError(null);
    setUnreadable(!proof);
    if (!proof) return;
    setBusy(true);
    call('certificates.verify', proof)
      .then(setAnswer, (thrown: Error) => setError(thrown))
      .finally(() => setBusy(false));
  };

  return (
    <>
      <PageHeader title={translate('console.nav.certificates')} />
      <Stack gap="md" maw={760}>
        <form noValidate onSubmit={verify}>
          <Group align="end" gap="sm">
            <TextInput
              flex={1}
              dir="ltr"
              translate="no"
              autoFocus
              label={translate('console.certificate.field')}
              description={translate('console.certificate.hint')}
              placeholder={translate('console.certificate.placeholder')}
              error={unreadable ? translate('console.certificate.unreadable') : null}
              value={typed}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" loading={busy}>
              {translate('console.certificate.verify')}
            </Button>
          </Group>
        </form>
        <div role="status">{answer ? <Answer answer={answer} /> : null}</div>
        {error ? <HqError error={error} /> : null}
      </Stack>
    </>
  );
}

const looks = {
  valid: { tone: 'ok', icon: IconCheck },
  withdrawn: { tone: 'alarm', icon: IconX },
  wrong_code: { tone: 'alarm', icon: IconAlertTriangle },
  unknown: { tone: 'watch', icon: IconHelp },
} as const;

function Answer({ answer }: { readonly answer: CertificateVerdict }): ReactNode {
  const translate = useTranslate();
  const { tone, icon } = looks[answer.verdict];
  return (
    <Card withBorder>
      <Stack gap="sm" align="start">
        <StatusBadge tone={tone} icon={icon}>
          {translate(`console.certificate.${answer.verdict}`)}
        </StatusBadge>
        <AnswerBody answer={answer} />
      </Stack>
    </Card>
  );
}

function AnswerBody({ answer }: { readonly answer: CertificateVerdict }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  switch (answer.verdict) {
    case 'valid':
    case 'withdrawn':
      return (
        <div>
          <CertificateFactsList certificate={answer.certificate} />
        </div>
      );
    case 'wrong_code':
      return <Text size="sm">{translate('console.certificate.wrong_code.hint')}</Text>;
    case 'unknown': {
      const { laptop } = answer;
      if (!laptop) return <Text size="sm">{translate('console.certificate.unknown.none')}</Text>;
      const text =
        laptop.lastSeenAt === null
          ? translate('console.certificate.unknown.never', { label: slot })
          : translate('console.certificate.unknown.laptop', {
              label: slot,
              ago: format.relative(laptop.lastSeenAt),
            });
      return (
        <Text size="sm">
          <Around text={text}>
            <UserText>{laptop.label}</UserText> <Ltr>({laptop.number})</Ltr>
          </Around>
        </Text>
      );
    }
  }
}
