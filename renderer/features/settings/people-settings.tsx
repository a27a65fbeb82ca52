import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Role, roles } from '#shared/domain/vocabularies.ts';
import { replyKey, useCall, useReply } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { NewPassphrase } from '../../ui/new-passphrase.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { SettingsSection } from './settings-section.tsx';

/** Who may unlock this laptop, and the way to add one more. */
export function PeopleSettings(): ReactNode {
  const translate = useTranslate();
  const status = useReply('vault.status');
  const [adding, setAdding] = useState(false);
  return (
    <SettingsSection title={translate('vault.settings.people')} hint={translate('vault.settings.peopleHint')}>
      <Reply of={status}>
        {({ people }) => (
          <Stack gap={4}>
            {people.map(({ id, label }) => (
              <Text key={id} size="sm">
                <UserText>{label}</UserText>
              </Text>
            ))}
          </Stack>
        )}
      </Reply>
      {adding ? (
        <AddForm onDone={() => setAdding(false)} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setAdding(true)}>
            {translate('vault.settings.addPerson')}
          </Button>
        </Group>
      )}
    </SettingsSection>
  );
}

function AddForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const translate = useTranslate();
  const say = useToast();
  const client = useQueryClient();
  const add = useCall('vault.addPerson');
  const [label, setLabel] = useState('');
  const [role, setRole] = useState<Role>('advisor');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [ready, setReady] = useState(false);
  const complete = ready && label.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete) return;
    add.mutate(
      { label, passphrase, role },
      {
        onSuccess: () => {
          void client.invalidateQueries({ queryKey: replyKey('vault.status') });
          say(translate('vault.settings.personAdded'));
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={translate('vault.settings.personName')}
          value={label}
          autoFocus
          dir="auto"
          autoComplete="off"
          maxLength={80}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <NativeSelect
          label={translate('vault.enrol.role')}
          value={role}
          data={roles.map((value) => ({ value, label: translate(`vault.role.${value}`) }))}
          onChange={(event) => setRole(roles.find((known) => known === event.currentTarget.value) ?? role)}
        />
        <NewPassphrase
          value={passphrase}
          onChange={setPassphrase}
          repeated={repeated}
          onRepeatedChange={setRepeated}
          known={[label]}
          onReady={setReady}
        />
        {add.error ? <ErrorAlert error={add.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={add.isPending}>
            {translate('vault.settings.addPerson')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
