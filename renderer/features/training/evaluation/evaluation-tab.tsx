import type { ReactNode } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import styles from './evaluation-tab.module.css';
import { FeedbackForms } from './feedback-forms.tsx';
import { FollowUps } from './follow-ups.tsx';

interface EvaluationTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** What trainees said at the end (level 1), and what they use at work months later (level 3). */
export function EvaluationTab({ training, readOnly }: EvaluationTabProps): ReactNode {
  return (
    <div className={styles.parts}>
      <FeedbackForms eventId={training.summary.id} readOnly={readOnly} />
      <FollowUps training={training} readOnly={readOnly} />
    </div>
  );
}
