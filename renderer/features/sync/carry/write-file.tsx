import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { saveFile } from '../../../app/bridge.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { Ltr, UserText } from '../../../ui/user-text.tsx';

/** It may open every file. */
const headquarters = 'headquarters';

/** Writes what waits into a file, for headquarters and for chosen laptops of the site. */
export function WriteFile(): ReactNode {
  const translate = useTranslate();
  const laptops = useReply('carry.laptops').data ?? [];
  const write = useCall('carry.write');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [saved, setSaved] = useState<{ readonly name: string; readonly ops: number } | null>(null);
  const [error, setError] = useState<Error | null>(null);

  const start = async (): Promise<void> => {
    setSaved(null);
    setError(null);
    try {
      const { fileName, bytes, ops } = await write.mutateAsync({ laptops: [...chosen] });
      const name = await saveFile(fileName, bytes);
      if (name !== null) setSaved({ name, ops });
    } catch (thrown) {
      setError(thrown as Error);
    }
  };

  return (
    <Stack gap="xs" align="start">
      <Button
        variant="default"
        leftSection={<IconFileExport size={16} aria-hidden />}
        loading={write.isPending}
        onClick={() => void start()}
      >
        {translate('carry.write')}
      </Button>
      {laptops.length > 0 ? (
        <Checkbox.Group
          label={translate('carry.for')}
          description={translate('carry.forHint')}
          value={[headquarters, ...chosen.map(String)]}
          onChange={(values) => setChosen(values.filter((value) => value !== headquarters).map(Number))}
        >
          <Stack gap={6} mt={6}>
            <Checkbox value={headquarters} label={translate('carry.headquarters')} disabled />
            {laptops.map(({ device, label }) => (
              <Checkbox key={device} value={String(device)} label={<UserText>{label}</UserText>} />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : null}
      <div role="status">
        {saved ? (
          <Text size="sm">
            {translate('carry.written', { count: saved.ops })} <Ltr>{saved.name}</Ltr>
          </Text>
        ) : null}
      </div>
      {error ? <ErrorAlert error={error} onClose={() => setError(null)} /> : null}
    </Stack>
  );
}
