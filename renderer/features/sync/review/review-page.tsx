import { Alert, Anchor, Button, Group, Kbd, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { recordKey } from '#shared/conflicts/in-words.ts';
import type { ConflictDecision } from '#shared/domain/vocabularies.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { hrefOf } from '../../../app/go-to.ts';
import { pathOfHit } from '../../../app/paths.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Reply } from '../../../ui/reply.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useErrorToast, useToast, useUndoToast } from '../../../ui/toast.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { FieldName, ValueComparison } from '../../../ui/value-comparison.tsx';
import { AuthorLine } from './author-line.tsx';
import { Decision } from './decision.tsx';
import { RecordDetail, RecordTitle } from './record-title.tsx';
import styles from './review-page.module.css';
import { keptWords, orderedSides, sideTitle } from './sides.ts';

/** One conflict: the values side by side, and the decision; then the next one. */
export function ReviewPage({ id }: { readonly id: string }): ReactNode {
  const reply = useReply('conflicts.get', { id });
  return <Reply of={reply}>{(conflict) => <Review conflict={conflict} />}</Reply>;
}

function Review({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const queue = useQueue(conflict.id);
  const { link } = conflict.record;
  const path = link && pathOfHit({ ...link, title: '', titleAr: '', subtitle: '' });
  const translate = useTranslate();
  const start = useStartHere(conflict);
  return (
    <Stack gap="md" data-conflict={conflict.id} ref={start} tabIndex={-1} className={styles.page}>
      <PageHeader
        back={
          <Anchor component={Link} href="/review">
            {translate('conflicts.back')}
          </Anchor>
        }
        title={<RecordTitle conflict={conflict} />}
        subtitle={<RecordDetail conflict={conflict} />}
        marks={<Standing conflict={conflict} />}
        actions={
          <>
            <Place queue={queue} />
            {path ? (
              <Button component="a" variant="default" href={hrefOf(path)}>
                {translate('conflicts.openRecord')}
              </Button>
            ) : null}
          </>
        }
      />
      {conflict.withheld ? null : <Values conflict={conflict} />}
      {conflict.state === 'open' ? (
        <Open conflict={conflict} queue={queue} />
      ) : (
        <Decided conflict={conflict} />
      )}
    </Stack>
  );
}

/** The button that led here is gone: tabbing goes on from the page's beginning, and readers hear what it is about. */
function useStartHere({ record, table }: ConflictView): RefObject<HTMLDivElement | null> {
  const translate = useTranslate();
  const format = useFormat();
  const announce = useAnnounce();
  const start = useRef<HTMLDivElement>(null);
  const kind = translate(recordKey(table));
  const title = record.name ? `${kind}: ${format.name(record.name)}` : kind;
  useEffect(() => {
    start.current?.focus({ preventScroll: true });
    announce(title);
  }, [announce, title]);
  return start;
}

/** Where a conflict stands among those that wait. */
interface Queue {
  readonly ids: readonly string[];
  readonly place: number;
  /** The one to go on with once this one is decided. */
  readonly following: string | undefined;
}

function useQueue(id: string): Queue {
  const ids = (useReply('conflicts.list', { state: 'open' }).data ?? []).map((one) => one.id);
  const place = ids.indexOf(id);
  return { ids, place, following: ids[place + 1] ?? ids.find((other) => other !== id) };
}

function addressOf(id: string): string {
  return `/review/${id}`;
}

function Place({ queue }: { readonly queue: Queue }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [, go] = useLocation();
  const { ids, place } = queue;
  const [before, after] = [ids[place - 1], ids[place + 1]];
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
      const target = event.code === 'KeyJ' ? after : event.code === 'KeyK' ? before : undefined;
      if (target !== undefined) go(addressOf(target));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [before, after, go]);
  if (place < 0 || ids.length < 2) return null;
  const step = (target: string | undefined, label: string, letter: string): ReactNode => (
    <Button
      variant="default"
      disabled={target === undefined}
      aria-keyshortcuts={letter}
      leftSection={
        <Kbd size="xs" translate="no" aria-hidden>
          {letter}
        </Kbd>
      }
      onClick={() => target !== undefined && go(addressOf(target))}
    >
      {label}
    </Button>
  );
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" className="tabular" role="status">
        {translate('conflicts.place', { place: format.number(place + 1), count: format.number(ids.length) })}
      </Text>
      {step(before, translate('conflicts.previous'), 'K')}
      {step(after, translate('conflicts.next'), 'J')}
    </Group>
  );
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

function Standing({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  if (conflict.state === 'open') return null;
  return (
    <StatusBadge tone="ok" icon={IconCircleCheck}>
      {translate('vocabulary.conflictStates.decided')}
    </StatusBadge>
  );
}

function Values({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  const sides = orderedSides(conflict).map((side) => ({
    side,
    title: translate(sideTitle(conflict, side)),
    by: <AuthorLine side={conflict[side]} />,
    ...(side === 'standing' && conflict.state === 'open' && conflict.mine !== null
      ? { mark: <StandsMark /> }
      : {}),
  }));
  return <ValueComparison table={conflict.table} fields={conflict.fields} sides={sides} />;
}

function StandsMark(): ReactNode {
  const translate = useTranslate();
  return (
    <StatusBadge tone="info" icon={IconInfoCircle}>
      {translate('conflicts.side.stands')}
    </StatusBadge>
  );
}

function Open({ conflict, queue }: { readonly conflict: ConflictView; readonly queue: Queue }): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const decide = useCall('conflicts.decide');
  const undo = useCall('conflicts.undo');
  const { id } = conflict;
  const take = async (decision: ConflictDecision): Promise<void> => {
    if (decide.isPending) return;
    await decide.mutateAsync({ id, decision });
    go(queue.following === undefined ? '/review' : addressOf(queue.following));
    offerUndo({
      message: translate(keptWords(conflict, decision)),
      undo: async () => {
        await undo.mutateAsync({ id });
        go(addressOf(id));
      },
    });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('conflicts.choices')}>
      <Title order={2} mb="sm">
        {translate('conflicts.choices')}
      </Title>
      <Stack gap="sm">
        {conflict.obstacle ? (
          <Alert color="yellow" variant="light" icon={<IconInfoCircle size={18} aria-hidden />}>
            {translate(`conflicts.obstacle.${conflict.obstacle}`)}
          </Alert>
        ) : null}
        <Decision conflict={conflict} onDecide={(decision) => take(decision).catch(showError)} />
        {conflict.choices.includes('both') ? (
          <Text size="sm" c="dimmed">
            <BothHint conflict={conflict} />
          </Text>
        ) : null}
      </Stack>
    </Paper>
  );
}

function BothHint({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  if (conflict.remark === null) return translate('conflicts.bothAside');
  return (
    <>
      {translate('conflicts.bothInto')} <FieldName table={conflict.table} field={conflict.remark} />
    </>
  );
}

function Decided({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const say = useToast();
  const undo = useCall('conflicts.undo');
  const { decision, decidedBy, decidedAt, note, obstacle } = conflict;
  const reopen = async (): Promise<void> => {
    await undo.mutateAsync({ id: conflict.id });
    say(translate('conflicts.reopened'));
  };
  const mayReopen = obstacle !== 'withheld' && obstacle !== 'not_permitted';
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('conflicts.column.decided')}>
      <Stack gap="sm">
        <Text>{decision ? translate(keptWords(conflict, decision)) : null}</Text>
        <Text size="sm" c="dimmed">
          {decidedBy === null ? translate('conflicts.author.unknown') : <UserText>{decidedBy}</UserText>}
          {decidedAt === null ? null : ` · ${format.moment(decidedAt)}`}
        </Text>
        {note === null ? null : (
          <section aria-label={translate('conflicts.note')}>
            <Title order={2}>{translate('conflicts.note')}</Title>
            <Text size="sm" className={styles.note}>
              <UserText>{note}</UserText>
            </Text>
          </section>
        )}
        {mayReopen ? (
          <Group>
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              loading={undo.isPending}
              onClick={() => reopen().catch(showError)}
            >
              {translate('conflicts.reopen')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Paper>
  );
}
