import { Alert, Button, Checkbox, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { InstitutionChoice } from '../../app/institution-choice.tsx';
import { useCall, useReply } from '../../app/queries.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';

type Templates = ReplyOf<'inspections.templates'>;

/** Starts an inspection from facility and checklist. */
export function NewInspection(): ReactNode {
  const translate = useTranslate();
  const reply = useReply('inspections.templates');
  return (
    <>
      <PageHeader title={translate('inspections.new.title')} />
      <Reply of={reply}>
        {(templates) =>
          templates.length === 0 ? (
            <Alert color="gray">{translate('inspections.new.noTemplates')}</Alert>
          ) : (
            <StartForm templates={templates} />
          )
        }
      </Reply>
    </>
  );
}

function StartForm({ templates }: { readonly templates: Templates }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [, go] = useLocation();
  const start = useCall('inspections.start');
  const [facility, setFacility] = useState<InstitutionOption | null>(null);
  const [chosen, setChosen] = useState(0);
  const [startDate, setStartDate] = useState(todayOnThisLaptop());
  const [announced, setAnnounced] = useState(false);
  const [missing, setMissing] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const template = templates[chosen];
    setMissing(facility === null);
    if (facility === null || !template) return;
    const { id } = await start.mutateAsync({
      facilityId: facility.id,
      templateCode: template.code,
      templateVersion: template.version,
      startDate,
      announced,
    });
    go(`/${id}`, { replace: true });
  };

  return (
    <Paper withBorder p="md" maw="40rem">
      {/* A failed save shows below; there is nothing else to do with it here. */}
      <form noValidate onSubmit={(event) => submit(event).catch(() => undefined)}>
        <Stack gap="sm">
          <Text size="sm">{translate('inspections.new.hint')}</Text>
          <InstitutionChoice
            label={translate('inspections.field.facility')}
            facilitiesOnly
            required
            autoFocus
            value={facility}
            onChange={setFacility}
            error={missing && facility === null ? translate('inspections.new.facilityMissing') : undefined}
          />
          <NativeSelect
            label={translate('inspections.field.template')}
            value={String(chosen)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={templates.map(({ title, questions }, index) => ({
              value: String(index),
              label: translate('inspections.field.templateOption', { title: format.name(title), questions }),
            }))}
          />
          <DateField
            label={translate('inspections.field.startDate')}
            required
            value={startDate}
            onChange={(day) => setStartDate(day ?? todayOnThisLaptop())}
          />
          <Checkbox
            label={translate('inspections.field.announced')}
            checked={announced}
            onChange={(event) => setAnnounced(event.currentTarget.checked)}
          />
          {start.error ? <ErrorAlert error={start.error} /> : null}
          <Group justify="end">
            <Button variant="default" onClick={() => go('/')}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={start.isPending}>
              {translate('inspections.new.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
