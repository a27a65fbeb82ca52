import type { ReactNode } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { todayOnThisLaptop } from '../../../ui/today.ts';
import styles from './evaluation-tab.module.css';
import { FeedbackForms } from './feedback-forms.tsx';
import { FollowUps } from './follow-ups.tsx';

interface EvaluationTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** What trainees said at the end (level 1), and what they use at work months later (level 3). */
export function EvaluationTab({ training, readOnly }: EvaluationTabProps): ReactNode {
  const today = todayOnThisLaptop();
  const followUpsFirst = training.trainees.some(
    ({ followUp }) => followUp !== null && followUp.done === null && followUp.due <= today,
  );
  const feedback = <FeedbackForms key="feedback" eventId={training.summary.id} readOnly={readOnly} />;
  const followUps = <FollowUps key="followUps" training={training} readOnly={readOnly} />;
  return <div className={styles.parts}>{followUpsFirst ? [followUps, feedback] : [feedback, followUps]}</div>;
}
