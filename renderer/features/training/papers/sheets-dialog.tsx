import { NativeSelect, NumberInput, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type PaperChoices, type ScoredTest, scoredTests } from '#shared/ipc/documents.ts';
import type { SessionView, TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { PaperChoicesFields } from '../../../paper/paper-choices.tsx';
import { PaperDialog } from '../../../paper/paper-dialog.tsx';
import { useSavePaper } from '../../../paper/use-save-paper.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { todayOnThisLaptop } from '../../../ui/today.ts';

const kinds = ['signIn', 'scores'] as const;
type Kind = (typeof kinds)[number];
const allSessions = 'all';

interface SheetsDialogProps {
  readonly training: TrainingDetail;
  readonly onClose: () => void;
}

/** Sheets of a training to be filled in by hand: who is there, how they did. */
export function SheetsDialog({ training, onClose }: SheetsDialogProps): ReactNode {
  const translate = useTranslate();
  const saving = useSavePaper();
  const signIn = useCall('documents.signIn');
  const scores = useCall('documents.scores');
  const sessions = training.sessions.filter(({ status }) => status !== 'cancelled');
  const [kind, setKind] = useState<Kind>('signIn');
  const [session, setSession] = useState(() => nextSession(sessions));
  const [test, setTest] = useState<ScoredTest>('postTest');
  const [blankRows, setBlankRows] = useState(5);
  // The trainees write on it: their language first.
  const [choices, setChoices] = useState<PaperChoices>({ language: 'ar', classification: 'official_use' });
  const { id: eventId, courseCode, runNumber } = training.summary;
  const run = `${courseCode}-${runNumber}`;

  const save = (): void => {
    const common = { ...choices, eventId, blankRows };
    const sessionIds = sessions
      .map(({ id }) => id)
      .filter((id) => session === allSessions || session === String(id));
    void (kind === 'signIn'
      ? saving.save(`${run} sign-in.pdf`, () => signIn.mutateAsync({ ...common, sessionIds }))
      : saving.save(`${run} scores.pdf`, () => scores.mutateAsync({ ...common, test })));
  };

  return (
    <PaperDialog
      title={translate('papers.sheets')}
      saving={saving}
      ready={kind === 'scores' || sessions.length > 0}
      onSave={save}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={translate('papers.sheets.kind')}
        data={kinds.map((each) => ({ value: each, label: translate(`papers.sheets.kind.${each}`) }))}
        value={kind}
        onChange={(value) => setKind(value === 'scores' ? 'scores' : 'signIn')}
      />
      {kind === 'signIn' ? (
        <SessionChoice sessions={sessions} value={session} onChange={setSession} />
      ) : (
        <NativeSelect
          label={translate('papers.sheets.test')}
          value={test}
          data={scoredTests.map((each) => ({ value: each, label: translate(`training.test.${each}`) }))}
          onChange={(event) =>
            setTest(scoredTests.find((each) => each === event.currentTarget.value) ?? test)
          }
        />
      )}
      <NumberInput
        label={translate('papers.sheets.blankRows')}
        description={translate('papers.sheets.blankRowsHint')}
        min={0}
        max={60}
        clampBehavior="strict"
        allowDecimal={false}
        value={blankRows}
        onChange={(value) => setBlankRows(Number(value) || 0)}
      />
      <PaperChoicesFields value={choices} onChange={setChoices} />
    </PaperDialog>
  );
}

interface SessionChoiceProps {
  readonly sessions: readonly SessionView[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SessionChoice({ sessions, value, onChange }: SessionChoiceProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const slotOf = ({ slot, startTime }: SessionView): string =>
    slot === 'times' ? (startTime ?? '') : translate(`training.slot.${slot}`);
  return (
    <NativeSelect
      label={translate('papers.sheets.session')}
      // Topics are in the words of whoever planned them.
      translate="no"
      value={value}
      error={sessions.length === 0 ? translate('papers.sheets.noSession') : null}
      data={[
        { value: allSessions, label: translate('papers.sheets.allSessions', { count: sessions.length }) },
        ...sessions.map((each) => ({
          value: String(each.id),
          label: [format.weekday(each.day), slotOf(each), each.topic].filter(Boolean).join(' · '),
        })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The one that is held today or next; all of them once the last is over. */
function nextSession(sessions: readonly SessionView[]): string {
  const now = todayOnThisLaptop();
  return String(sessions.find(({ day }) => day >= now)?.id ?? allSessions);
}
