import { Anchor, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import { unitName } from '#shared/i18n/unit-name.ts';
import type { ConsoleInspectionDetail } from '#shared/ipc/console.ts';
import { Sheet } from '../app/sheet.tsx';
import { Score } from '../app/status-marks.tsx';
import styles from './inspection-sections.module.css';
import { RecordPhotos } from './record-photos.tsx';

type Section = ConsoleInspectionDetail['sections'][number];
type Question = Section['questions'][number];
type Photos = ConsoleInspectionDetail['photos'];

const placeOf = (section: Section): string => `section-${section.code}`;

/** The sections with their scores; each leads to its questions. */
export function SectionScores({ sections }: { readonly sections: readonly Section[] }): ReactNode {
  return (
    <ol className={styles.scores}>
      {sections.map((section) => (
        <li key={section.code}>
          {/* Not a link: the address after # belongs to the screens. */}
          <Anchor component="button" type="button" size="sm" onClick={() => showSection(section)}>
            <BilingualName name={section.name} />
          </Anchor>
          <Text size="sm" c="dimmed" span>
            <Score score={section.score} />
          </Text>
        </li>
      ))}
    </ol>
  );
}

function showSection(section: Section): void {
  const heading = document.getElementById(placeOf(section));
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/** The questions of one section with their answers. */
export function Questions(props: { readonly section: Section; readonly photos: Photos }): ReactNode {
  const { section, photos } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <section aria-labelledby={placeOf(section)}>
      <div className={styles.heading}>
        <Title order={2} id={placeOf(section)} tabIndex={-1}>
          <BilingualName name={section.name} />
        </Title>
        <Text size="sm" c="dimmed">
          <Score score={section.score} />
        </Text>
      </div>
      <Sheet label={format.name(section.name)}>
        <thead>
          <tr>
            <th scope="col">{translate('console.inspection.question')}</th>
            <th scope="col" className={styles.answer}>
              {translate('console.inspection.answer')}
            </th>
            <th scope="col" className={styles.rule}>
              {translate('console.inspection.rule')}
            </th>
          </tr>
        </thead>
        <tbody>
          {section.questions.map((question) => (
            <tr key={question.code}>
              <td>
                <div className={styles.question}>
                  <Text size="xs" c="dimmed" span className={styles.code}>
                    <Ltr>{question.code}</Ltr>
                  </Text>
                  <span>
                    <BilingualName name={question.label} />
                  </span>
                </div>
              </td>
              <td>
                <Answer question={question} />
                <RecordPhotos photos={photos.filter(({ questionCode }) => questionCode === question.code)} />
              </td>
              <td>
                <Ltr>{question.ruleRef}</Ltr>
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

function Measure(props: { readonly number: number; readonly unit: string | null }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const name = props.unit ? unitName(props.unit) : null;
  return (
    <>
      {format.number(props.number)} {name ? translate(name) : <Ltr>{props.unit}</Ltr>}
    </>
  );
}

function Answer({ question }: { readonly question: Question }): ReactNode {
  const translate = useTranslate();
  const { restricted, answered, choice, number, unit, words, comment } = question;
  if (restricted || !answered) {
    return (
      <Text size="sm" c="dimmed">
        {translate(restricted ? 'console.inspection.restricted' : 'console.inspection.unanswered')}
      </Text>
    );
  }
  return (
    <>
      {choice ? (
        <span className={styles.choice}>{translate(`vocabulary.answerChoices.${choice}`)}</span>
      ) : null}
      {number === null ? null : <Measure number={number} unit={unit} />}
      {words ? <UserText>{words}</UserText> : null}
      {comment ? (
        <Text size="xs" c="dimmed">
          <UserText>{comment}</UserText>
        </Text>
      ) : null}
    </>
  );
}
