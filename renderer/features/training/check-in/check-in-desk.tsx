import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconQrcode } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionView, TrainingDetail } from '#shared/ipc/training.ts';
import { hrefOf } from '../../../app/go-to.ts';
import { paths } from '../../../app/paths.ts';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { TimeField } from '../../../ui/time-field.tsx';
import { Ltr, UserText } from '../../../ui/user-text.tsx';
import styles from './check-in.module.css';
import { CheckInFeedback } from './check-in-feedback.tsx';
import { PersonLookup } from './person-lookup.tsx';
import { type Seen, useCheckIn } from './use-check-in.ts';

interface CheckInDeskProps {
  readonly training: TrainingDetail;
  readonly session: SessionView;
}

/** One field that a handheld scanner types into, and the answer in letters that are read from the door. */
export function CheckInDesk({ training, session }: CheckInDeskProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [badge, setBadge] = useState('');
  const [lateAfter, setLateAfter] = useState<string | null>(lateTimeOf(session));
  const { seen, send, undo } = useCheckIn(session.id, lateAfter);
  const [newest] = seen;
  // The scanner types wherever the focus is: it belongs into this field.
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (badge.trim() !== '') send({ badge: badge.trim() });
    setBadge('');
    field.current?.focus();
  };
  const eventId = training.summary.id;
  return (
    <>
      <PageHeader
        back={
          <Anchor href={hrefOf(paths.attendance(eventId, session.id))}>
            {translate('training.tab.attendance')}
          </Anchor>
        }
        title={translate('checkIn.title')}
        subtitle={
          <>
            <BilingualName name={training.summary.course} />
            {' · '}
            {format.weekday(session.day)}
            {' · '}
            {session.startTime ? (
              <Ltr>{session.startTime}</Ltr>
            ) : (
              translate(`vocabulary.sessionSlots.${session.slot}`)
            )}
            {session.topic ? (
              <>
                {' · '}
                <UserText>{session.topic}</UserText>
              </>
            ) : null}
          </>
        }
      />
      <div className={styles.desk}>
        <div className={styles.door}>
          <form onSubmit={submit} className={styles.scan}>
            <TextInput
              ref={field}
              label={translate('checkIn.badge')}
              description={translate('checkIn.badgeHint')}
              size="lg"
              dir="ltr"
              autoComplete="off"
              leftSection={<IconQrcode size={24} aria-hidden />}
              value={badge}
              onChange={(event) => setBadge(event.currentTarget.value)}
            />
          </form>
          <CheckInFeedback seen={newest} />
          {newest &&
          (newest.outcome === 'unknown' ||
            newest.outcome === 'several' ||
            newest.outcome === 'not_on_roster') ? (
            <PersonLookup
              key={newest.number}
              training={training}
              seen={newest}
              onChosen={(personId) => {
                send({ personId });
                field.current?.focus();
              }}
            />
          ) : null}
        </div>
        <aside className={styles.side}>
          <Tally training={training} sessionId={session.id} />
          <TimeField label={translate('checkIn.lateAfter')} value={lateAfter} onChange={setLateAfter} />
          <Text size="xs" c="dimmed">
            {translate(lateAfter === null ? 'checkIn.neverLate' : 'checkIn.lateHint')}
          </Text>
          <SeenList
            seen={seen}
            onUndo={(each) => {
              undo(each);
              field.current?.focus();
            }}
          />
        </aside>
      </div>
    </>
  );
}

/** A quarter of an hour after a session by the clock begins; for mornings and afternoons nothing is set. */
function lateTimeOf({ slot, startTime }: SessionView): string | null {
  if (slot !== 'times' || !startTime) return null;
  const [hours = 0, minutes = 0] = startTime.split(':').map(Number);
  const late = Math.min(hours * 60 + minutes + 15, 23 * 60 + 59);
  return `${String(Math.floor(late / 60)).padStart(2, '0')}:${String(late % 60).padStart(2, '0')}`;
}

function Tally({
  training,
  sessionId,
}: {
  readonly training: TrainingDetail;
  readonly sessionId: number;
}): ReactNode {
  const translate = useTranslate();
  const here = new Set(
    training.marks
      .filter((mark) => mark.sessionId === sessionId && (mark.mark === 'present' || mark.mark === 'late'))
      .map(({ personId }) => personId),
  );
  const expected = training.trainees.filter(({ status }) => status !== 'withdrawn');
  return (
    <p className={styles.tally} role="status">
      {translate('checkIn.tally', {
        here: expected.filter(({ person }) => here.has(person.id)).length,
        expected: expected.length,
      })}
    </p>
  );
}

function SeenList({
  seen,
  onUndo,
}: {
  readonly seen: readonly Seen[];
  readonly onUndo: (seen: Seen) => void;
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (seen.length === 0) return null;
  return (
    <ul className={styles.seen} aria-label={translate('checkIn.seen')}>
      {seen.map((each) => {
        const name = each.person
          ? format.name({ en: each.person.nameLatin, ar: each.person.nameAr })
          : each.badge;
        return (
          <li key={each.number}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <span>
                <bdi translate="no">{name}</bdi>
                <span className={styles.outcome}>{translate(`checkIn.outcome.${each.outcome}`)}</span>
              </span>
              {each.outcome === 'in' ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconArrowBackUp size={14} aria-hidden />}
                  aria-label={translate('checkIn.undoName', { name: name ?? '' })}
                  onClick={() => onUndo(each)}
                >
                  {translate('shell.action.undo')}
                </Button>
              ) : null}
            </Group>
          </li>
        );
      })}
    </ul>
  );
}
