import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';

/** What an enrolment says: where to, for whom, until when. */
export function EnrolmentFacts({ facts }: { readonly facts: ReplyOf<'enrolment.preview'> }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [translate('vault.enrol.hq'), <Ltr key="hq">{facts.hqUrl}</Ltr>],
    [translate('vault.enrol.site'), <UserText key="site">{facts.site}</UserText>],
    [translate('vault.enrol.person'), <UserText key="person">{facts.label}</UserText>],
    [translate('vault.enrol.role'), translate(`vault.role.${facts.role}`)],
    [translate('vault.enrol.programme'), translate(`vault.programme.${facts.programme}`)],
    [translate('vault.enrol.expires'), format.moment(facts.expiresAt)],
  ];
  return (
    <>
      <Table variant="vertical" withTableBorder verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w="9rem">{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {facts.expired ? (
        <Text size="sm" c="var(--outpost-alarm)" role="alert">
          {translate('vault.enrol.expired')}
        </Text>
      ) : null}
    </>
  );
}
