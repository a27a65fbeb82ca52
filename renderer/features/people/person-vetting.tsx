import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { addDays, format as formatDate, parseISO } from 'date-fns';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type VettingStatus, vettingStatuses } from '#shared/domain/vocabularies.ts';
import type { PersonDetail } from '#shared/ipc/people.ts';
import { useCall } from '../../app/queries.ts';
import { type KeptEntryHandle, useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { VettingMark } from '../../person/vetting-mark.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useToast } from '../../ui/toast.tsx';

interface PersonVettingProps {
  readonly person: PersonDetail;
  readonly disabled: boolean;
}

/** What is typed of a decision. */
interface Decision {
  readonly status: VettingStatus;
  readonly caseNumber: string;
  readonly decidedOn: string | null;
  readonly validUntil: string | null;
  readonly reason: string;
}

/** Where vetting stands, and the way to record a decision. Status only: never what was found. */
export function PersonVetting({ person, disabled }: PersonVettingProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const decision = useKeptEntry<Decision>(`person:${person.id}/vetting`, {
    status: person.vetting ?? 'submitted',
    caseNumber: '',
    decidedOn: null,
    validUntil: null,
    reason: '',
  });
  const [asked, setAsked] = useState(false);
  // A decision that a power cut interrupted goes on where it was.
  const open = !disabled && (asked || decision.kept);
  const close = (): void => {
    decision.clear();
    setAsked(false);
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('people.vetting')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{translate('people.vetting')}</Title>
        {disabled || open ? null : (
          <Button variant="default" onClick={() => setAsked(true)}>
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
      {open ? <VettingForm person={person} decision={decision} onClose={close} /> : null}
    </Paper>
  );
}

/** How long an approval is valid unless the decision says otherwise, in days. */
const usualValidity = 365;

interface VettingFormProps {
  readonly person: PersonDetail;
  readonly decision: KeptEntryHandle<Decision>;
  readonly onClose: () => void;
}

function VettingForm({ person, decision, onClose }: VettingFormProps): ReactNode {
  const translate = useTranslate();
  const say = useToast();
  const setVetting = useCall('people.setVetting');
  const { status, caseNumber, decidedOn, validUntil, reason } = decision.entry;
  const [tried, setTried] = useState(false);
  const needsReason = status === 'not_required';
  const lacksReason = needsReason && reason.trim() === '';
  const approved = status === 'approved';
  const endsBefore = approved && decidedOn !== null && validUntil !== null && validUntil < decidedOn;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (lacksReason || endsBefore) return;
    await setVetting.mutateAsync({
      personId: person.id,
      status,
      caseNumber: caseNumber.trim() || null,
      decidedOn,
      validUntil: approved ? validUntil : null,
      reason: needsReason ? reason.trim() : null,
    });
    say(translate('people.vetting.recorded'));
    onClose();
  };
  const decide = (day: string | null): void => {
    decision.change({
      decidedOn: day,
      validUntil: day && formatDate(addDays(parseISO(day), usualValidity), 'yyyy-MM-dd'),
    });
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('people.vetting.record')}
    >
      <Stack gap="xs" mt="sm">
        <Group grow align="start">
          <NativeSelect
            label={translate('people.vetting.status')}
            value={status}
            onChange={({ currentTarget }) =>
              decision.change({
                status: vettingStatuses.find((code) => code === currentTarget.value) ?? 'submitted',
              })
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
            onChange={({ currentTarget }) => decision.change({ caseNumber: currentTarget.value })}
          />
        </Group>
        <Group grow align="start">
          <DateField label={translate('people.vetting.decidedOn')} value={decidedOn} onChange={decide} />
          {approved ? (
            <DateField
              label={translate('people.vetting.until')}
              value={validUntil}
              error={endsBefore ? translate('people.vetting.endsBefore') : undefined}
              onChange={(day) => decision.change({ validUntil: day })}
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
            error={tried && lacksReason ? translate('people.vetting.reasonMissing') : undefined}
            onChange={({ currentTarget }) => decision.change({ reason: currentTarget.value })}
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
