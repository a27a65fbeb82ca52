import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { addDays, format as formatDate, parseISO } from 'date-fns';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type VettingStatus, vettingStatuses } from '#shared/domain/vocabularies.ts';
import type { PersonDetail } from '#shared/ipc/people.ts';
import { useCall } from '../../app/queries.ts';
import { VettingMark } from '../../person/vetting-mark.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useToast } from '../../ui/toast.tsx';

interface PersonVettingProps {
  readonly person: PersonDetail;
  readonly disabled: boolean;
}

/** Where vetting stands, and the way to record a decision. Status only: never what was found. */
export function PersonVetting({ person, disabled }: PersonVettingProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('people.vetting')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{translate('people.vetting')}</Title>
        {disabled || open ? null : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {translate('people.vetting.record')}
          </Button>
        )}
      </Group>
      <Group gap="sm">
        <VettingMark person={person} />
        {person.vettingValidUntil ? (
          <Text size="sm">
            {translate('people.vetting.validUntil', { day: format.day(person.vettingValidUntil) })}
          </Text>
        ) : null}
      </Group>
      {open ? <VettingForm person={person} onClose={() => setOpen(false)} /> : null}
    </Paper>
  );
}

/** How long an approval is valid unless the decision says otherwise, in days. */
const usualValidity = 365;

function VettingForm({
  person,
  onClose,
}: {
  readonly person: PersonDetail;
  readonly onClose: () => void;
}): ReactNode {
  const translate = useTranslate();
  const say = useToast();
  const setVetting = useCall('people.setVetting');
  const [status, setStatus] = useState<VettingStatus>(person.vetting ?? 'submitted');
  const [caseNumber, setCaseNumber] = useState('');
  const [decidedOn, setDecidedOn] = useState<string | null>(null);
  const [validUntil, setValidUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const needsReason = status === 'not_required';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (needsReason && reason.trim() === '') return;
    await setVetting.mutateAsync({
      personId: person.id,
      status,
      caseNumber: caseNumber.trim() || null,
      decidedOn,
      validUntil: status === 'approved' ? validUntil : null,
      reason: needsReason ? reason.trim() : null,
    });
    say(translate('people.vetting.recorded'));
    onClose();
  };
  const decide = (day: string | null): void => {
    setDecidedOn(day);
    setValidUntil(day && formatDate(addDays(parseISO(day), usualValidity), 'yyyy-MM-dd'));
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('people.vetting.record')}
    >
      <Stack gap="xs" mt="sm">
        <Group grow align="start">
          <NativeSelect
            label={translate('people.vetting.status')}
            value={status}
            onChange={({ currentTarget }) =>
              setStatus(vettingStatuses.find((code) => code === currentTarget.value) ?? 'submitted')
            }
            data={vettingStatuses.map((value) => ({
              value,
              label: translate(`vocabulary.vettingStatuses.${value}`),
            }))}
          />
          <TextInput
            label={translate('people.vetting.caseNumber')}
            dir="ltr"
            maxLength={80}
            value={caseNumber}
            onChange={({ currentTarget }) => setCaseNumber(currentTarget.value)}
          />
        </Group>
        <Group grow align="start">
          <DateField label={translate('people.vetting.decidedOn')} value={decidedOn} onChange={decide} />
          {status === 'approved' ? (
            <DateField
              label={translate('people.vetting.until')}
              value={validUntil}
              onChange={setValidUntil}
            />
          ) : null}
        </Group>
        {needsReason ? (
          <TextInput
            label={translate('people.vetting.reason')}
            required
            dir="auto"
            maxLength={500}
            value={reason}
            error={tried && reason.trim() === '' ? translate('shell.field.required') : undefined}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        ) : null}
        {setVetting.error ? <ErrorAlert error={setVetting.error} /> : null}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={setVetting.isPending}>
            {translate('people.vetting.record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
