import { Anchor, Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ActionSide, actionSides } from '#shared/domain/vocabularies.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/queries.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

/** The action items of the visit; they also stand on the actions board. */
export function AgreedActions({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <>
      {visit.actions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {translate('mentoring.action.none')}
        </Text>
      ) : (
        <Table verticalSpacing={4} aria-label={translate('mentoring.section.agreed')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{translate('mentoring.action.description')}</Table.Th>
              <Table.Th>{translate('mentoring.action.owner')}</Table.Th>
              <Table.Th>{translate('mentoring.action.side')}</Table.Th>
              <Table.Th>{translate('mentoring.action.due')}</Table.Th>
              <Table.Th>{translate('actions.column.status')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {visit.actions.map((action) => (
              <Table.Tr key={action.id}>
                <Table.Td>
                  <Anchor size="sm" href={hrefOf(paths.action(action.id))}>
                    <UserText>{action.description}</UserText>
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <UserText>{action.owner}</UserText>
                </Table.Td>
                <Table.Td>{translate(`vocabulary.actionSides.${action.side}`)}</Table.Td>
                <Table.Td>{action.due ? format.day(action.due) : translate('actions.noDue')}</Table.Td>
                <Table.Td>
                  {action.overdue
                    ? translate('actions.overdue')
                    : translate(`vocabulary.actionStatuses.${action.status}`)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {disabled ? null : <AddAction visit={visit} />}
    </>
  );
}

function AddAction({ visit }: Pick<VisitPartProps, 'visit'>): ReactNode {
  const translate = useTranslate();
  const create = useCall('actions.create');
  const { summary } = visit;
  const [description, setDescription] = useState('');
  const [owner, setOwner] = useState('');
  const [side, setSide] = useState<ActionSide>('theirs');
  const [due, setDue] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = description.trim();
    setMissing(text === '');
    if (text === '') return;
    await create.mutateAsync({
      description: text,
      owner: owner.trim(),
      side,
      due,
      programme: summary.programme,
      visitId: summary.id,
      institutionId: summary.institutionId,
    });
    setDescription('');
    setDue(null);
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('mentoring.action.add')}
    >
      <Group align="start" gap="xs">
        <TextInput
          label={translate('mentoring.action.description')}
          dir="auto"
          flex={1}
          miw="14rem"
          value={description}
          error={missing ? translate('mentoring.action.missing') : undefined}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <TextInput
          label={translate('mentoring.action.owner')}
          dir="auto"
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <NativeSelect
          label={translate('mentoring.action.side')}
          value={side}
          onChange={(event) =>
            setSide(actionSides.find((code) => code === event.currentTarget.value) ?? 'theirs')
          }
          data={actionSides.map((value) => ({ value, label: translate(`vocabulary.actionSides.${value}`) }))}
        />
        <DateField label={translate('mentoring.action.due')} value={due} onChange={setDue} />
        <Button type="submit" variant="default" loading={create.isPending} mt="1.45rem">
          {translate('mentoring.action.add')}
        </Button>
      </Group>
      {create.error ? <ErrorAlert error={create.error} /> : null}
    </form>
  );
}
