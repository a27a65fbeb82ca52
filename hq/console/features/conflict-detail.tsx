import { Alert, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { ValueComparison } from '#renderer/ui/value-comparison.tsx';
import { hqDevice } from '#shared/domain/ids.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { ConflictFacts, ConflictSide } from '#shared/ipc/conflicts.ts';
import { useHq } from '../app/queries.ts';
import { RecordPage } from '../app/record-page.tsx';
import { type Fact, Facts, Notes } from '../app/record-parts.tsx';
import { SiteName } from '../app/site-name.tsx';
import { ConflictMark } from '../app/status-marks.tsx';
import { RecordKind, RecordName } from './conflict-list.tsx';

/** One conflict: both values, the one before them, and what came of it. It is decided at its site. */
export function ConflictDetail({ id }: { readonly id: string }): ReactNode {
  const reply = useHq('conflicts.get', { id });
  return (
    <RecordPage list={{ path: '/conflicts', name: 'console.nav.conflicts' }} reply={reply}>
      {(conflict) => <Conflict conflict={conflict} />}
    </RecordPage>
  );
}

function Conflict({ conflict }: { readonly conflict: ConflictFacts }): ReactNode {
  const translate = useTranslate();
  return (
    <Stack gap="md">
      <PageHeader
        title={<RecordName conflict={conflict} />}
        subtitle={<RecordKind conflict={conflict} />}
        marks={<ConflictMark state={conflict.state} />}
      />
      <Facts facts={useFacts(conflict)} />
      {conflict.withheld ? (
        <Alert color="gray" icon={<IconLock size={18} aria-hidden />}>
          {translate('console.conflict.withheld')}
        </Alert>
      ) : (
        <ValueComparison
          table={conflict.table}
          fields={conflict.fields}
          sides={(['standing', 'fallen'] as const).map((side) => ({
            side,
            title: translate(titleOf(conflict, side)),
            by: <Author side={conflict[side]} />,
          }))}
        />
      )}
      <Notes notes={[[translate('conflicts.note'), conflict.note]]} />
    </Stack>
  );
}

/** What stood while it waited may not stand any more. */
function titleOf({ state }: ConflictFacts, side: 'standing' | 'fallen'): MessageKey {
  if (side === 'fallen') return 'conflicts.side.fallen';
  return state === 'open' ? 'conflicts.side.standing' : 'conflicts.column.stood';
}

function useFacts(conflict: ConflictFacts): readonly Fact[] {
  const translate = useTranslate();
  const format = useFormat();
  const { decision, decidedBy, decidedAt } = conflict;
  return [
    { label: translate('console.filter.site'), value: <SiteName code={conflict.site} /> },
    {
      label: translate('console.conflict.decision'),
      value: decision
        ? translate(`vocabulary.conflictDecisions.${decision}`)
        : translate('console.conflict.atSite'),
      wide: true,
    },
    {
      label: translate('console.conflict.by'),
      value: decidedBy === null ? null : <UserText>{decidedBy}</UserText>,
    },
    {
      label: translate('console.conflict.at'),
      value: decidedAt === null ? null : format.moment(decidedAt),
    },
  ];
}

function Author({ side }: { readonly side: ConflictSide }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const nameless = translate(
    side.device === hqDevice ? 'conflicts.author.headquarters' : 'conflicts.author.unknown',
  );
  return (
    <>
      {side.author === null ? nameless : <UserText>{side.author}</UserText>}
      {side.laptop === null ? null : (
        <>
          {' · '}
          <UserText>{side.laptop}</UserText>
        </>
      )}
      {side.at === '' ? null : ` · ${format.moment(side.at)}`}
    </>
  );
}
