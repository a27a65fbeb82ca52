import { Button, Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type RosterFormat, rosterFormats } from '#shared/ipc/imports.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { saveFile } from '../../../app/bridge.ts';
import { useCall } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { useToast } from '../../../ui/toast.tsx';

interface ExportRosterProps {
  readonly training: TrainingDetail;
  readonly onClose: () => void;
}

/** Saves the roster as a file that an import reads again, after saying what it leaves behind. */
export function ExportRoster({ training, onClose }: ExportRosterProps): ReactNode {
  const translate = useTranslate();
  const mayContact = useMay()('people.contact');
  const [kind, setKind] = useState<RosterFormat>('xlsx');
  const [personal, setPersonal] = useState(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { save, error, pending } = useSaveRoster(training.summary.id, onClose);
  const needsReason = personal && reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!needsReason) void save(kind, personal ? reason : null);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('imports.export.title')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="sm">
          <Radio.Group
            label={translate('imports.export.format')}
            value={kind}
            onChange={(value) => setKind(rosterFormats.find((each) => each === value) ?? 'xlsx')}
          >
            <Stack gap={6} mt={6}>
              {rosterFormats.map((value) => (
                <Radio key={value} value={value} label={translate(`imports.export.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {personal ? null : <Text size="sm">{translate('imports.export.leavesOut')}</Text>}
          {mayContact ? (
            <Checkbox
              label={translate('imports.export.personal')}
              description={translate('imports.export.personalHint')}
              checked={personal}
              onChange={({ currentTarget }) => setPersonal(currentTarget.checked)}
            />
          ) : null}
          {personal ? (
            <TextInput
              label={translate('imports.export.reason')}
              required
              dir="auto"
              maxLength={500}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
              error={asked && needsReason ? translate('imports.export.needsReason') : undefined}
            />
          ) : null}
          {error ? <ErrorAlert error={error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={pending}>
              {translate('imports.export.save', { count: onRoster(training) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function onRoster({ trainees }: TrainingDetail): number {
  return trainees.filter(({ status }) => status !== 'withdrawn').length;
}

interface SaveRoster {
  readonly save: (kind: RosterFormat, reason: string | null) => Promise<void>;
  readonly error: Error | null;
  readonly pending: boolean;
}

function useSaveRoster(eventId: number, onSaved: () => void): SaveRoster {
  const translate = useTranslate();
  const say = useToast();
  const write = useCall('roster.export');
  const [error, setError] = useState<Error | null>(null);
  return {
    save: async (kind, reason) => {
      setError(null);
      try {
        const file = await write.mutateAsync({ eventId, format: kind, personal: reason !== null, reason });
        const name = await saveFile(file.fileName, file.bytes);
        // Whoever closed the dialogue of the system decides anew.
        if (name === null) return;
        onSaved();
        say(translate('imports.export.saved', { name, count: file.rows }));
      } catch (thrown) {
        setError(thrown as Error);
      }
    },
    error,
    pending: write.isPending,
  };
}
