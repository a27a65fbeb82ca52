import { code, date, flag, id, instant, int, maybe, note, oneOf, real, text, time } from '../field.ts';
import { defineTable } from '../table.ts';
import {
  attendanceMarks,
  certificateStatuses,
  enrolmentStatuses,
  followUpOutcomes,
  instructorRoles,
  programmes,
  sessionSlots,
  sessionStatuses,
  trainingLanguages,
  trainingStatuses,
} from '../vocabularies.ts';

/** One run of a course. */
export const trainingEvent = defineTable({
  id: 30,
  name: 'training_event',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    course_code: code(3, { ref: 'course' }),
    run_number: int(4),
    programme_code: oneOf(5, programmes),
    provider: maybe(text(6)),
    funding: maybe(text(7)),
    venue: text(8),
    governorate_code: maybe(code(9, { ref: 'governorate' })),
    start_date: date(10, { group: 'dates' }),
    end_date: date(11, { group: 'dates' }),
    language: oneOf(12, trainingLanguages),
    interpreter: maybe(text(13)),
    capacity: maybe(int(14)),
    status: oneOf(15, trainingStatuses, { group: 'status' }),
    cancel_reason: maybe(text(16, { group: 'status' })),
    report: maybe(note(17)),
    entered_by: id(18, { ref: 'advisor' }),
    entered_at: instant(19),
  },
});

export const eventInstructor = defineTable({
  id: 31,
  name: 'event_instructor',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    event_id: id(3, { ref: 'training_event' }),
    advisor_id: maybe(id(4, { ref: 'advisor', group: 'who' })),
    person_id: maybe(id(5, { ref: 'person', group: 'who' })),
    name: maybe(text(6, { personal: true, group: 'who' })),
    role: oneOf(7, instructorRoles),
  },
});

export const session = defineTable({
  id: 32,
  name: 'session',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    event_id: id(3, { ref: 'training_event' }),
    day: date(4, { group: 'when' }),
    slot: oneOf(5, sessionSlots, { group: 'when' }),
    /** Wall clock at the venue; set when `slot` is `times`. */
    start_time: maybe(time(6, { group: 'when' })),
    end_time: maybe(time(7, { group: 'when' })),
    hours: real(8),
    topic: text(9),
    instructor: maybe(text(10)),
    status: oneOf(11, sessionStatuses),
    /** Why it is cancelled; says nothing in any other status. */
    cancel_reason: maybe(text(12)),
  },
});

/** A person on the roster of an event: keyed by both, so that two laptops make the same row. */
export const enrolment = defineTable({
  id: 33,
  name: 'enrolment',
  scope: 'site',
  key: ['event_id', 'person_id'],
  fields: {
    event_id: id(1, { ref: 'training_event' }),
    person_id: id(2, { ref: 'person' }),
    site: code(3, { ref: 'site' }),
    status: oneOf(4, enrolmentStatuses),
    /** Place on the roster. */
    position: int(5),
    /** Scores in percent. */
    pre_test: maybe(real(6)),
    post_test: maybe(real(7)),
    practical: maybe(real(8)),
    result_override: maybe(oneOf(9, enrolmentStatuses, { group: 'override' })),
    result_reason: maybe(text(10, { group: 'override' })),
    certificate_number: maybe(code(11, { group: 'certificate' })),
    certificate_on: maybe(date(12, { group: 'certificate' })),
    follow_up_due: maybe(date(13)),
    follow_up_done: maybe(date(14)),
    /** Kirkpatrick level 1, 1 to 5. */
    feedback: maybe(int(15)),
    vetting_override: flag(16, { group: 'vetting' }),
    vetting_reason: maybe(text(17, { personal: true, group: 'vetting' })),
    /** Kirkpatrick level 3: what was found when `follow_up_done` was. */
    follow_up_outcome: maybe(oneOf(18, followUpOutcomes, { group: 'follow_up' })),
    follow_up_note: maybe(note(19, { personal: true, max: 2000, group: 'follow_up' })),
  },
});

/** Keyed by session and person: an enrolment is (event, person) and the session names the event. */
export const attendanceMark = defineTable({
  id: 34,
  name: 'attendance_mark',
  scope: 'site',
  key: ['session_id', 'person_id'],
  fields: {
    session_id: id(1, { ref: 'session' }),
    person_id: id(2, { ref: 'person' }),
    site: code(3, { ref: 'site' }),
    /** Null: the mark was taken back. */
    mark: maybe(oneOf(4, attendanceMarks, { group: 'mark' })),
    /** Minutes late; only with `late`. */
    minutes: maybe(int(5, { group: 'mark' })),
  },
});

/** One feedback form of an event as handed in, without a name: a row a form, so that two laptops never miscount. */
export const feedbackForm = defineTable({
  id: 35,
  name: 'feedback_form',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    event_id: id(3, { ref: 'training_event' }),
    /** Answers from 1 to 5, one field for each of `feedbackQuestions`; null: left empty. */
    relevance: maybe(int(4)),
    clarity: maybe(int(5)),
    trainers: maybe(int(6)),
    practice: maybe(int(7)),
    interpretation: maybe(int(8)),
    organisation: maybe(int(9)),
    comment: maybe(note(10, { max: 2000 })),
    entered_by: id(11, { ref: 'advisor' }),
    entered_at: instant(12),
  },
});

/**
 * A certificate of completion. Its number is made on the laptop and clashes with none of another; its check code is
 * drawn by chance and goes with the row, so that headquarters can tell a paper that was issued from one that was not.
 */
export const certificate = defineTable({
  id: 36,
  name: 'certificate',
  scope: 'site',
  key: ['number'],
  fields: {
    number: code(1),
    site: code(2, { ref: 'site' }),
    event_id: id(3, { ref: 'training_event' }),
    person_id: id(4, { ref: 'person' }),
    issued_on: date(5),
    issued_by: id(6, { ref: 'advisor' }),
    issued_at: instant(7),
    /** Whoever knows it could print the paper. */
    check_code: text(8, { personal: true, max: 20 }),
    /** The name as it stands on the paper, whatever becomes of the person's record. */
    name_ar: text(9, { personal: true, group: 'name' }),
    name_latin: text(10, { personal: true, group: 'name' }),
    status: oneOf(11, certificateStatuses, { group: 'status' }),
    withdrawn_on: maybe(date(12, { group: 'status' })),
    withdrawn_reason: maybe(text(13, { group: 'status' })),
  },
});

/** A certificate was printed: the first paper, or a copy, which says that it is one. */
export const certificatePrint = defineTable({
  id: 37,
  name: 'certificate_print',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    certificate_number: code(3, { ref: 'certificate' }),
    /** 1: the first paper. */
    copy: int(4),
    printed_by: id(5, { ref: 'advisor' }),
    printed_at: instant(6),
  },
});
