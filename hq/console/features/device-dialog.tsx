import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { IconBan, IconRestore } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { DeviceRow } from '#shared/ipc/console.ts';
import { HqError } from '../app/hq-error.tsx';
import { useHq } from '../app/queries.ts';
import { useSession } from '../app/session.tsx';

interface DeviceDialogProps {
  /** Null: closed. */
  readonly device: DeviceRow | null;
  readonly onClose: () => void;
  /** Something changed at headquarters. */
  readonly onChanged: () => void;
}

/** What an admin may change about a laptop: its sites, and whether it is in service. */
export function DeviceDialog({ device, onClose, onChanged }: DeviceDialogProps): ReactNode {
  const translate = useTranslate();
  return (
    <Modal
      opened={device !== null}
      onClose={onClose}
      title={device ? <UserText>{device.label}</UserText> : null}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
      size="lg"
    >
      {device ? (
        <Stack gap="lg">
          {device.revokedAt === null ? (
            <SitesForm device={device} onChanged={onChanged} onClose={onClose} />
          ) : null}
          <Service device={device} onChanged={onChanged} onClose={onClose} />
        </Stack>
      ) : null}
    </Modal>
  );
}

interface PartProps {
  readonly device: DeviceRow;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function SitesForm({ device, onChanged, onClose }: PartProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { call } = useSession();
  const known = useHq('options', {}).data?.sites ?? [];
  const [sites, setSites] = useState(device.sites);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const lost = device.sites.filter((site) => !sites.includes(site));
  const unchanged = [...sites].sort().join() === [...device.sites].sort().join();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    call('devices.grant', { device: device.number, sites })
      .then(() => {
        onChanged();
        onClose();
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Checkbox.Group
          label={translate('console.device.sites')}
          description={translate('console.device.sitesHint')}
          value={sites}
          onChange={setSites}
        >
          <Stack gap="xs" mt="xs">
            {known
              .filter(({ code, active }) => active || device.sites.includes(code))
              .map(({ code, name }) => (
                <Checkbox key={code} value={code} label={format.name(name)} />
              ))}
          </Stack>
        </Checkbox.Group>
        {lost.length > 0 ? <Alert color="yellow">{translate('console.device.sitesLost')}</Alert> : null}
        {error ? <HqError error={error} /> : null}
        <Group justify="end">
          <Button type="submit" loading={busy} disabled={unchanged}>
            {translate('console.device.saveSites')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Service({ device, onChanged, onClose }: PartProps): ReactNode {
  const translate = useTranslate();
  const { call } = useSession();
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const revoke = device.revokedAt === null;
  const change = (): void => {
    // Revoking is taken back as easily, but a laptop in the field must not lose its sync by a slip.
    if (revoke && !asked) {
      setAsked(true);
      return;
    }
    setBusy(true);
    call('devices.revoke', { device: device.number, revoked: revoke })
      .then(() => {
        onChanged();
        onClose();
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Stack gap="sm">
      <Text size="sm">{translate(revoke ? 'console.device.revokeHint' : 'console.device.restoreHint')}</Text>
      {error ? <HqError error={error} /> : null}
      <Group justify="end">
        <Button
          variant={asked ? 'filled' : 'default'}
          {...(revoke ? { color: 'red' } : {})}
          leftSection={revoke ? <IconBan size={16} aria-hidden /> : <IconRestore size={16} aria-hidden />}
          loading={busy}
          onClick={change}
        >
          {translate(buttonOf(revoke, asked))}
        </Button>
      </Group>
    </Stack>
  );
}

function buttonOf(
  revoke: boolean,
  asked: boolean,
): 'console.device.restore' | 'console.device.revokeNow' | 'console.device.revoke' {
  if (!revoke) return 'console.device.restore';
  return asked ? 'console.device.revokeNow' : 'console.device.revoke';
}
