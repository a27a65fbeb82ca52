import { Button, Group, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type AnswerChoice, answerChoices } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { unitName } from '#shared/i18n/unit-name.ts';
import type { AnswerValue, QuestionView } from '#shared/ipc/inspections.ts';
import { useDraftField } from '../../drafts/use-draft-field.ts';
import { ChoiceKeys } from '../../ui/choice-keys.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { errorWords } from '../../ui/error-alert.tsx';
import { useFormat, useLanguage, useTranslate } from '../../ui/language.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import { westernDigits } from '../../ui/western-digits.ts';
import { answerPlace } from './comment-place.ts';
import { ListedAnswer, ShownAnswer } from './listed-answer.tsx';
import { focusAnswer } from './question-focus.ts';

export interface AnswerFieldProps {
  readonly inspectionId: number;
  readonly question: QuestionView;
  readonly readOnly: boolean;
  readonly save: (value: AnswerValue | null) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

const letters: Readonly<Record<AnswerChoice, string>> = { yes: 'Y', partial: 'P', no: 'N', na: 'X' };
const nothing: AnswerValue = { choice: null, number: null, words: null };

/** The answer of one question, in the way that its kind asks for. Unanswered, "no" and "not applicable" are three things. */
export function AnswerField(props: AnswerFieldProps): ReactNode {
  switch (props.question.responseType) {
    case 'yes_partial_no_na':
      return <ChoiceAnswer {...props} choices={answerChoices} />;
    case 'yes_no_na':
      return <ChoiceAnswer {...props} choices={['yes', 'no', 'na']} />;
    case 'date':
      return <DateAnswer {...props} />;
    case 'integer':
    case 'decimal':
    case 'percent':
    case 'range':
      return <TextAnswer {...props} numeric />;
    case 'select_one':
    case 'select_multiple':
    case 'rank':
    case 'acknowledge':
    case 'time':
    case 'date_time':
      return (
        <Group gap="xs" align="start">
          <ListedAnswer {...props} />
          <NotApplicable {...props} />
        </Group>
      );
    case 'calculate':
      return <ShownAnswer question={props.question} />;
    case 'image':
      return (
        <Group gap="xs">
          <ShownAnswer question={props.question} />
          <NotApplicable {...props} />
        </Group>
      );
    default:
      return <TextAnswer {...props} numeric={false} />;
  }
}

interface ChoiceAnswerProps extends AnswerFieldProps {
  readonly choices: readonly AnswerChoice[];
}

function ChoiceAnswer({ question, readOnly, save, onError, choices }: ChoiceAnswerProps): ReactNode {
  const translate = useTranslate();
  const given = question.value?.choice ?? null;
  const take = (choice: AnswerChoice | null): void => {
    save(choice === null ? null : { ...nothing, choice }).catch(onError);
    if (choice !== null) goToNext(document.activeElement);
  };
  return (
    <ChoiceKeys
      label={translate('inspections.question.answer')}
      choices={choices.map((value) => ({
        value,
        label: translate(`vocabulary.answerChoices.${value}`),
        letter: letters[value],
      }))}
      value={given}
      onChange={take}
      disabled={readOnly}
    />
  );
}

/** After an answer by key the next question has the focus: an inspector goes down the list. */
function goToNext(here: Element | null): void {
  const line = here?.closest<HTMLElement>('[data-question]');
  const next = line?.nextElementSibling;
  if (next instanceof HTMLElement) focusAnswer(next);
}

function DateAnswer({ question, readOnly, save, onError }: AnswerFieldProps): ReactNode {
  const translate = useTranslate();
  return (
    <Group gap="xs" align="start">
      <DateField
        inTable
        label={translate('inspections.question.answer')}
        value={question.value?.words ?? null}
        disabled={readOnly}
        onChange={(day) => {
          save(day === null ? null : { ...nothing, words: day }).catch(onError);
        }}
      />
      <NotApplicable question={question} readOnly={readOnly} save={save} onError={onError} />
    </Group>
  );
}

function TextAnswer(props: AnswerFieldProps & { readonly numeric: boolean }): ReactNode {
  const { inspectionId, question, readOnly, save, numeric } = props;
  const translate = useTranslate();
  const { language } = useLanguage();
  const { number, words } = question.value ?? nothing;
  const { value, error, change, flush } = useDraftField<string>({
    recordKey: answerPlace(inspectionId, question.code, question.repeat),
    field: 'value',
    value: numeric ? (number === null ? '' : String(number)) : (words ?? ''),
    save: (text) => save(answerOf(text, numeric)),
  });
  const label = translate('inspections.question.answer');
  return (
    <Group gap="xs" align="start">
      <TextInput
        aria-label={label}
        dir={numeric ? 'ltr' : 'auto'}
        inputMode={numeric ? 'decimal' : 'text'}
        w={numeric ? '6rem' : '16rem'}
        value={value}
        disabled={readOnly}
        error={error ? problemWords(translate, language, error) : undefined}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={flush}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            // Else the same key would press the answer of the next question, which has the focus by then.
            event.preventDefault();
            flush();
            goToNext(event.currentTarget);
          }
        }}
      />
      {question.range ? <Scale range={question.range} /> : null}
      {question.unit && numeric ? <Unit unit={question.unit} /> : null}
      <NotApplicable {...props} />
    </Group>
  );
}

function Scale({ range }: { readonly range: NonNullable<QuestionView['range']> }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Text size="sm" c="dimmed" lh="1.875rem">
      {translate('inspections.question.range', {
        from: format.number(range.start),
        to: format.number(range.end),
      })}
    </Text>
  );
}

function Unit({ unit }: { readonly unit: string }): ReactNode {
  const translate = useTranslate();
  const name = unitName(unit);
  return (
    <Text size="sm" c="dimmed" lh="1.875rem">
      {name ? translate(name) : <Ltr>{unit}</Ltr>}
    </Text>
  );
}

function NotApplicable({
  question,
  readOnly,
  save,
  onError,
}: Omit<AnswerFieldProps, 'inspectionId'>): ReactNode {
  const translate = useTranslate();
  const chosen = question.value?.choice === 'na';
  return (
    <Button
      variant={chosen ? 'filled' : 'default'}
      aria-pressed={chosen}
      disabled={readOnly}
      onClick={() => {
        save(chosen ? null : { ...nothing, choice: 'na' }).catch(onError);
      }}
    >
      {translate('inspections.question.na')}
    </Button>
  );
}

/** What was typed as an answer; text that is no number stays one, so that the core can say what is wrong with it. */
function answerOf(text: string, numeric: boolean): AnswerValue | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!numeric) return { ...nothing, words: trimmed };
  const number = Number(westernDigits(trimmed).replace('٫', '.').replace(',', '.'));
  return Number.isFinite(number) ? { ...nothing, number } : { ...nothing, words: trimmed };
}

function problemWords(
  translate: ReturnType<typeof useTranslate>,
  language: 'en' | 'ar',
  error: unknown,
): string {
  const details = error instanceof OutpostError ? error.details : {};
  const { constraint } = details;
  // The author of the checklist said it better.
  const own = language === 'ar' ? details.message_ar : details.message_en;
  if (constraint === 'rule' && typeof own === 'string') return own;
  if (typeof constraint === 'string') return translate(`inspections.constraint.${constraint}` as MessageKey);
  return errorWords(translate, error).title;
}
