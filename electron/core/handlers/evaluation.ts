import { addFeedbackForm, readFeedback, removeFeedbackForm } from '#db/feedback.ts';
import { recordFollowUp } from '#db/trainee-decisions.ts';
import type { HandlersOf } from '../handler.ts';

/** Handlers of what trainees said of a training, and of what they use of it months later. */
export const evaluationHandlers: HandlersOf<'evaluation'> = {
  'evaluation.feedback': ({ eventId }, records) => {
    records.permit('records.read');
    return readFeedback(records.db.read, eventId);
  },
  'evaluation.addForm': (request, records) => {
    records.permit('records.write');
    const { value } = records.db.commit(records.author, (tx) =>
      addFeedbackForm(tx, records.author, request, records.now()),
    );
    return { id: value };
  },
  'evaluation.removeForm': ({ formId }, records) => {
    records.permit('records.write');
    records.db.commit(records.author, (tx) => removeFeedbackForm(tx, formId));
  },
  'evaluation.recordFollowUp': (request, records) => {
    records.permit('records.write');
    records.db.commit(records.author, (tx) => recordFollowUp(tx, request, records.today()));
  },
};
