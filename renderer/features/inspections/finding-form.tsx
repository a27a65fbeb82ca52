import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { administrationReplies, findingRecurrences, severities } from '#shared/domain/vocabularies.ts';
import type { FindingView, InspectionDetail, QuestionView } from '#shared/ipc/inspections.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { Ltr } from '../../ui/user-text.tsx';

interface FindingFormProps {
  readonly inspection: InspectionDetail;
  /** The finding that is changed; a new one without. */
  readonly finding?: FindingView;
  /** The question whose adverse answer raised it. */
  readonly questionCode: string | null;
  readonly onDone: () => void;
}

type Entry = Pick<
  FindingView,
  'severity' | 'description' | 'ruleRef' | 'recurrence' | 'reply' | 'replyText' | 'replyOn'
>;

const blank: Entry = {
  severity: 'major',
  description: '',
  ruleRef: '',
  recurrence: 'new',
  reply: 'none',
  replyText: null,
  replyOn: null,
};

/** Describes a finding; severity and rule start as the question has them. */
export function FindingForm({ inspection, finding, questionCode, onDone }: FindingFormProps): ReactNode {
  const { question, waiting } = useQuestion(inspection, finding ? null : questionCode);
  if (waiting) return null;
  const start = finding ? entryOf(finding) : entryFor(question);
  return (
    <Form
      inspectionId={inspection.summary.id}
      finding={finding}
      question={question}
      questionCode={questionCode}
      start={start}
      onDone={onDone}
    />
  );
}

function entryOf(finding: FindingView): Entry {
  const { severity, description, ruleRef, recurrence, reply, replyText, replyOn } = finding;
  return { severity, description, ruleRef, recurrence, reply, replyText, replyOn };
}

function entryFor(question: QuestionView | undefined): Entry {
  return question ? { ...blank, severity: question.severity, ruleRef: question.ruleRef } : blank;
}

/** The question of a code: its section is the part before the dash in the template's sections. */
function useQuestion(
  inspection: InspectionDetail,
  code: string | null,
): { readonly question: QuestionView | undefined; readonly waiting: boolean } {
  const section = inspection.sections.find((candidate) => code?.startsWith(`${candidate.code}-`));
  const reply = useReply(
    'inspections.section',
    { inspectionId: inspection.summary.id, sectionCode: section?.code ?? '' },
    { enabled: section !== undefined },
  );
  return {
    question: reply.data?.find((question) => question.code === code),
    waiting: section !== undefined && reply.isPending,
  };
}

interface FormProps {
  readonly inspectionId: number;
  readonly finding: FindingView | undefined;
  readonly question: QuestionView | undefined;
  readonly questionCode: string | null;
  readonly start: Entry;
  readonly onDone: () => void;
}

function Form({ inspectionId, finding, question, questionCode, start, onDone }: FormProps): ReactNode {
  const translate = useTranslate();
  const save = useCall('inspections.saveFinding');
  const place = `inspection:${inspectionId}/finding:${finding?.id ?? questionCode ?? 'new'}`;
  const { entry, change: set, clear } = useKeptEntry<Entry>(place, start);
  const [missing, setMissing] = useState(false);
  const close = (): void => {
    clear(start);
    onDone();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(entry.description.trim() === '');
    if (entry.description.trim() === '') return;
    const { severity, description, ruleRef, recurrence, reply, replyText, replyOn } = entry;
    await save.mutateAsync({
      inspectionId,
      ...(finding ? { id: finding.id } : {}),
      questionCode,
      severity,
      description: description.trim(),
      ruleRef,
      recurrence,
      reply,
      replyText,
      replyOn,
    });
    close();
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate(finding ? 'inspections.finding.edit' : 'inspections.finding.new')}
    >
      <Stack gap="sm">
        <Title order={2} size="h3">
          {translate(finding ? 'inspections.finding.edit' : 'inspections.finding.new')}
        </Title>
        {question ? (
          <Text size="sm">
            <Ltr>{question.code}</Ltr> <BilingualName name={question.label} />
          </Text>
        ) : null}
        <Textarea
          label={translate('inspections.finding.description')}
          required
          dir="auto"
          autosize
          minRows={2}
          autoFocus
          value={entry.description}
          error={missing ? translate('inspections.finding.descriptionMissing') : undefined}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <Group grow align="start">
          <NativeSelect
            label={translate('inspections.finding.severity')}
            value={entry.severity}
            onChange={(event) =>
              set({ severity: severities.find((code) => code === event.currentTarget.value) ?? 'major' })
            }
            data={severities.map((value) => ({ value, label: translate(`vocabulary.severities.${value}`) }))}
          />
          <TextInput
            label={translate('inspections.finding.rule')}
            dir="ltr"
            value={entry.ruleRef}
            onChange={(event) => set({ ruleRef: event.currentTarget.value })}
          />
          <NativeSelect
            label={translate('inspections.finding.recurrence')}
            value={entry.recurrence}
            onChange={(event) =>
              set({
                recurrence: findingRecurrences.find((code) => code === event.currentTarget.value) ?? 'new',
              })
            }
            data={findingRecurrences.map((value) => ({
              value,
              label: translate(`vocabulary.findingRecurrences.${value}`),
            }))}
          />
        </Group>
        <AdministrationReply entry={entry} set={set} />
        {save.error ? <ErrorAlert error={save.error} /> : null}
        <Group justify="space-between">
          {finding ? <RemoveFinding finding={finding} onDone={close} /> : <span />}
          <Group gap="xs">
            <Button variant="default" onClick={close}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {translate('inspections.finding.save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

interface AdministrationReplyProps {
  readonly entry: Entry;
  readonly set: (part: Partial<Entry>) => void;
}

function AdministrationReply({ entry, set }: AdministrationReplyProps): ReactNode {
  const translate = useTranslate();
  return (
    <Group grow align="start">
      <NativeSelect
        label={translate('inspections.finding.reply')}
        description={translate('inspections.finding.replyHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={entry.reply}
        onChange={(event) =>
          set({ reply: administrationReplies.find((code) => code === event.currentTarget.value) ?? 'none' })
        }
        data={administrationReplies.map((value) => ({
          value,
          label: translate(`vocabulary.administrationReplies.${value}`),
        }))}
      />
      {entry.reply === 'none' ? null : (
        <>
          <TextInput
            label={translate('inspections.finding.replyText')}
            dir="auto"
            value={entry.replyText ?? ''}
            onChange={(event) => set({ replyText: event.currentTarget.value || null })}
          />
          <DateField
            label={translate('inspections.finding.replyOn')}
            value={entry.replyOn}
            onChange={(replyOn) => set({ replyOn })}
          />
        </>
      )}
    </Group>
  );
}

function RemoveFinding(props: { readonly finding: FindingView; readonly onDone: () => void }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const remove = useCall('inspections.removeFinding');
  const restore = useCall('inspections.restoreFinding');
  const findingId = props.finding.id;
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ findingId });
    props.onDone();
    offerUndo({
      message: translate('inspections.finding.removed'),
      undo: () => restore.mutateAsync({ findingId }),
    });
  };
  return (
    <Button variant="subtle" color="red.9" onClick={() => take().catch(showError)}>
      {translate('inspections.finding.remove')}
    </Button>
  );
}
