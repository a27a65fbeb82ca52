import {
  Button,
  CopyButton,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { programmes, roles } from '#shared/domain/vocabularies.ts';
import type { ConsoleRequest, EnrolmentCreated } from '#shared/ipc/console.ts';
import { Around, slot } from '../app/around.tsx';
import { HqError } from '../app/hq-error.tsx';
import { useHq } from '../app/queries.ts';
import { useSession } from '../app/session.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** What headquarters made, and for which laptop. */
type MadeCode = EnrolmentCreated & { readonly label: string };

interface EnrolDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a code for one more laptop and shows it once. */
export function EnrolDialog({ opened, onClose }: EnrolDialogProps): ReactNode {
  const translate = useTranslate();
  const [made, setMade] = useState<MadeCode | null>(null);
  const close = (): void => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={
        made ? (
          <Around text={translate('console.device.codeFor', { label: slot })}>
            <UserText>{made.label}</UserText>
          </Around>
        ) : (
          translate('console.device.enrol')
        )
      }
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
      // What is shown once must not go away by a click beside it.
      closeOnClickOutside={made === null}
      size="lg"
    >
      {made ? <Made made={made} onDone={close} /> : <EnrolForm onMade={setMade} onCancel={close} />}
    </Modal>
  );
}

type EnrolRequest = ConsoleRequest<'enrolments.create'>;

const usualTerms: EnrolRequest = { site: '', label: '', role: 'advisor', programme: 'police', hours: 72 };

interface EnrolFormProps {
  readonly onMade: (made: MadeCode) => void;
  readonly onCancel: () => void;
}

function EnrolForm({ onMade, onCancel }: EnrolFormProps): ReactNode {
  const translate = useTranslate();
  const { call } = useSession();
  const [wish, setWish] = useState(usualTerms);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    call('enrolments.create', wish)
      .then(
        (made) => onMade({ ...made, label: wish.label }),
        (thrown: Error) => setError(thrown),
      )
      .finally(() => setBusy(false));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text>{translate('console.device.enrolHint')}</Text>
        {error ? <HqError error={error} /> : null}
        <Terms wish={wish} onChange={(part) => setWish({ ...wish, ...part })} />
        <Group justify="end">
          <Button variant="default" onClick={onCancel}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {translate('console.device.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface TermsProps {
  readonly wish: EnrolRequest;
  readonly onChange: (part: Partial<EnrolRequest>) => void;
}

function Terms({ wish, onChange }: TermsProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const sites = useHq('options', {}).data?.sites ?? [];
  return (
    <>
      <NativeSelect
        label={translate('console.filter.site')}
        required
        data-autofocus
        value={wish.site}
        onChange={(event) => onChange({ site: event.currentTarget.value })}
        data={[
          { value: '', label: translate('console.device.chooseSite'), disabled: true },
          ...sites
            .filter(({ active }) => active)
            .map(({ code, name }) => ({ value: code, label: format.name(name) })),
        ]}
      />
      <TextInput
        label={translate('console.device.name')}
        description={translate('console.device.nameHint')}
        required
        dir="auto"
        maxLength={80}
        value={wish.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={translate('console.device.role')}
          value={wish.role}
          onChange={(event) => onChange({ role: event.currentTarget.value as EnrolRequest['role'] })}
          data={[...choicesOf(translate, 'roles', roles)]}
        />
        <NativeSelect
          label={translate('console.filter.programme')}
          value={wish.programme}
          onChange={(event) =>
            onChange({ programme: event.currentTarget.value as EnrolRequest['programme'] })
          }
          data={[...choicesOf(translate, 'programmes', programmes)]}
        />
        <NumberInput
          label={translate('console.device.hours')}
          min={1}
          max={24 * 90}
          clampBehavior="strict"
          allowDecimal={false}
          required
          withAsterisk={false}
          value={wish.hours ?? ''}
          onChange={(hours) => onChange({ hours: hours === '' ? undefined : Number(hours) })}
        />
      </SimpleGrid>
    </>
  );
}

function Made({ made, onDone }: { readonly made: MadeCode; readonly onDone: () => void }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Stack gap="sm">
      <Text>{translate('console.device.shownOnce', { when: format.moment(made.expiresAt) })}</Text>
      <Textarea
        label={translate('console.device.code')}
        readOnly
        autosize
        maxRows={8}
        dir="ltr"
        data-autofocus
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', wordBreak: 'break-all' } }}
        value={made.code}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="space-between">
        <Group gap="xs">
          <CopyButton value={made.code}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
                onClick={copy}
              >
                {translate(copied ? 'console.device.copied' : 'console.device.copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            component="a"
            leftSection={<IconDownload size={16} aria-hidden />}
            download={made.fileName}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(made.file)}`}
          >
            {translate('console.device.download')}
          </Button>
        </Group>
        <Button onClick={onDone}>{translate('console.device.done')}</Button>
      </Group>
    </Stack>
  );
}
