/** Messages of feedback and follow-ups. */
export const evaluation = {
  'evaluation.feedback': 'Feedback at the end',
  'evaluation.form': 'Feedback form: one key from 1 to 5 a question',
  'evaluation.form.hint':
    'Type the paper form: 1 to 5 a question, 0 for an empty one, Backspace to go back, Enter for the next form.',
  'evaluation.form.full': 'All questions are answered. Enter adds the form.',
  'evaluation.form.comment': 'What was written besides (no names)',
  'evaluation.form.add': 'Add the form',
  'evaluation.form.added': 'The form was added.',
  'evaluation.noForms': 'No form has been entered yet.',
  'evaluation.forms':
    '{count, plural, one {# form} other {# forms}}, answers from 1 (not at all) to 5 (fully)',
  'evaluation.question': 'Question',
  'evaluation.empty': 'Empty',
  'evaluation.mean': 'Mean',
  'evaluation.comments': '{count, plural, one {# comment} other {# comments}}',
  'evaluation.followUps': 'Follow-up at work',
  'evaluation.followUps.none':
    'Follow-ups are due for those who completed, three to six months after the end. They appear here once the training is set to completed.',
  'evaluation.followUps.when': 'Ask from {from} until {until}.',
  'evaluation.followUps.open':
    '{count, plural, one {# person is still to be asked.} other {# people are still to be asked.}}',
  'evaluation.followUps.allDone': 'Everybody was asked.',
  'evaluation.followUps.due': 'Due {day}',
  'evaluation.followUps.done': 'Recorded {day}',
  'evaluation.followUps.of': 'What {name} uses at work',
  'evaluation.followUps.note': 'Note on {name}',
} as const;
