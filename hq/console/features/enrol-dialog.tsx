import {
  Button,
  CopyButton,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorAlert } from '#renderer/ui/error-alert.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { programmes, roles } from '#shared/domain/vocabularies.ts';
import type { OutpostError } from '#shared/errors.ts';
import type { ConsoleRequest, EnrolmentCreated } from '#shared/ipc/console.ts';
import { useHq } from '../app/queries.ts';
import { useSession } from '../app/session.tsx';
import { choicesOf } from '../app/vocabulary.ts';

interface EnrolDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a code for one more laptop and shows it once. */
export function EnrolDialog({ opened, onClose }: EnrolDialogProps): ReactNode {
  const translate = useTranslate();
  const [made, setMade] = useState<EnrolmentCreated | null>(null);
  const close = (): void => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={translate('console.device.enrol')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
      size="lg"
    >
      {made ? <Made made={made} onDone={close} /> : <EnrolForm onMade={setMade} />}
    </Modal>
  );
}

type EnrolRequest = ConsoleRequest<'enrolments.create'>;

function EnrolForm({ onMade }: { readonly onMade: (made: EnrolmentCreated) => void }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { call } = useSession();
  const sites = useHq('options', {}).data?.sites ?? [];
  const [wish, setWish] = useState<EnrolRequest>({
    site: '',
    label: '',
    role: 'advisor',
    programme: 'police',
    hours: 72,
  });
  const [error, setError] = useState<OutpostError | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<EnrolRequest>): void => setWish({ ...wish, ...part });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    call('enrolments.create', wish)
      .then(onMade, (thrown: OutpostError) => setError(thrown))
      .finally(() => setBusy(false));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{translate('console.device.enrolHint')}</Text>
        {error ? <ErrorAlert error={error} /> : null}
        <NativeSelect
          label={translate('console.filter.site')}
          required
          value={wish.site}
          onChange={(event) => set({ site: event.currentTarget.value })}
          data={[
            { value: '', label: '' },
            ...sites
              .filter(({ active }) => active)
              .map(({ code, name }) => ({ value: code, label: format.name(name) })),
          ]}
        />
        <TextInput
          label={translate('console.device.label')}
          required
          dir="auto"
          maxLength={80}
          value={wish.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <NativeSelect
          label={translate('console.device.role')}
          value={wish.role}
          onChange={(event) => set({ role: event.currentTarget.value as EnrolRequest['role'] })}
          data={[...choicesOf(translate, 'roles', roles)]}
        />
        <NativeSelect
          label={translate('console.filter.programme')}
          value={wish.programme}
          onChange={(event) => set({ programme: event.currentTarget.value as EnrolRequest['programme'] })}
          data={[...choicesOf(translate, 'programmes', programmes)]}
        />
        <NumberInput
          label={translate('console.device.hours')}
          min={1}
          max={24 * 90}
          value={wish.hours ?? 72}
          onChange={(hours) => set({ hours: Number(hours) })}
        />
        <Group justify="end">
          <Button type="submit" loading={busy}>
            {translate('console.device.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Made({ made, onDone }: { readonly made: EnrolmentCreated; readonly onDone: () => void }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Stack gap="sm">
      <Text size="sm">{translate('console.device.shownOnce', { when: format.moment(made.expiresAt) })}</Text>
      <Textarea
        label={translate('console.device.code')}
        readOnly
        autosize
        dir="ltr"
        value={made.code}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="end">
        <CopyButton value={made.code}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {translate(copied ? 'console.device.copied' : 'console.device.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          component="a"
          download={made.fileName}
          href={`data:application/json;charset=utf-8,${encodeURIComponent(made.file)}`}
        >
          {translate('console.device.download')}
        </Button>
        <Button onClick={onDone}>{translate('console.device.done')}</Button>
      </Group>
    </Stack>
  );
}
