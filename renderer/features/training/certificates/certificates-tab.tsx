import { Button, Group, Text } from '@mantine/core';
import { IconCertificate, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CertificateHolder } from '#shared/ipc/certificates.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { Reply } from '../../../ui/reply.tsx';
import { useErrorToast, useToast } from '../../../ui/toast.tsx';
import { PrintCertificates } from './print-certificates.tsx';
import { useCertificateColumns } from './use-certificate-columns.tsx';
import { validOf } from './valid-of.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface CertificatesTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** Who has a certificate, who may get one, and the papers. */
export function CertificatesTab({ training, readOnly }: CertificatesTabProps): ReactNode {
  const reply = useReply('certificates.list', { eventId: training.summary.id });
  return (
    <Reply of={reply}>
      {(holders) => <Holders training={training} holders={holders} readOnly={readOnly} />}
    </Reply>
  );
}

interface HoldersProps extends CertificatesTabProps {
  readonly holders: readonly CertificateHolder[];
}

function Holders({ training, holders, readOnly }: HoldersProps): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const [printing, setPrinting] = useState<readonly string[] | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const mayPrint = !readOnly && may('records.export');
  const columns = useCertificateColumns({
    onPrint: mayPrint ? (number) => setPrinting([number]) : undefined,
    onWithdraw: readOnly ? undefined : setWithdrawing,
  });
  const valid = holders.flatMap((holder) => validOf(holder) ?? []);
  const fresh = valid.filter(({ copies }) => copies === 0);
  const printButtons = [
    { key: 'fresh', numbers: fresh.map(({ number }) => number) },
    { key: 'all', numbers: valid.map(({ number }) => number) },
  ] as const;
  return (
    <>
      <DataTable
        label={translate('training.tab.certificates')}
        rows={holders}
        rowKey={({ personId }) => personId}
        columns={columns}
        filterText={({ nameAr, nameLatin, certificates }) =>
          [nameAr, nameLatin, ...certificates.map(({ number }) => number)].join(' ')
        }
        toolbar={
          <Group gap="xs">
            {readOnly ? null : <IssueButton training={training} holders={holders} />}
            {printButtons.map(({ key, numbers }) => (
              <Button
                key={key}
                variant="default"
                leftSection={<IconPrinter size={16} aria-hidden />}
                disabled={!mayPrint || numbers.length === 0}
                onClick={() => setPrinting(numbers)}
              >
                {translate(`certificates.print.${key}`, { count: numbers.length })}
              </Button>
            ))}
          </Group>
        }
        empty={
          <EmptyState
            icon={IconCertificate}
            title={translate('training.noTrainees')}
            hint={translate('training.noTraineesHint')}
          />
        }
      />
      {training.summary.status === 'completed' ? null : (
        <Text size="sm" c="dimmed" mt="xs">
          {translate('certificates.notCompletedYet')}
        </Text>
      )}
      {printing ? (
        <PrintCertificates
          training={training}
          certificates={valid.filter(({ number }) => printing.includes(number))}
          onClose={() => setPrinting(null)}
        />
      ) : null}
      {withdrawing ? <WithdrawDialog number={withdrawing} onClose={() => setWithdrawing(null)} /> : null}
    </>
  );
}

interface IssueButtonProps {
  readonly training: TrainingDetail;
  readonly holders: readonly CertificateHolder[];
}

function IssueButton({ training, holders }: IssueButtonProps): ReactNode {
  const translate = useTranslate();
  const toast = useToast();
  const showError = useErrorToast();
  const issue = useCall('certificates.issue');
  const without = holders.filter((holder) => holder.result === 'completed' && !validOf(holder));
  const start = async (): Promise<void> => {
    const { issued } = await issue.mutateAsync({
      eventId: training.summary.id,
      personIds: without.map(({ personId }) => personId),
    });
    toast(translate('certificates.issued', { count: issued.length }));
  };
  return (
    <Button
      leftSection={<IconCertificate size={16} aria-hidden />}
      loading={issue.isPending}
      disabled={without.length === 0}
      onClick={() => start().catch(showError)}
    >
      {translate('certificates.issue', { count: without.length })}
    </Button>
  );
}
