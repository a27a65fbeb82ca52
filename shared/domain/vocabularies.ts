/** Closed vocabularies. Codes are stored and carried; their names are in the catalogues under `vocabulary.<name>.<code>`. */

export const roles = ['advisor', 'supervisor', 'inspector', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const programmes = ['police', 'rule_of_law', 'corrections', 'anti_corruption'] as const;
export type Programme = (typeof programmes)[number];

export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

export const sexes = ['male', 'female'] as const;

export const vettingStatuses = [
  'not_submitted',
  'submitted',
  'approved',
  'suspended',
  'rejected',
  'cancelled',
  'not_required',
] as const;
export type VettingStatus = (typeof vettingStatuses)[number];

/** Two records of people: of one person, or of two. */
export const personVerdicts = ['same', 'different'] as const;
export type PersonVerdict = (typeof personVerdicts)[number];

export const trainingStatuses = ['planned', 'running', 'completed', 'cancelled'] as const;
export type TrainingStatus = (typeof trainingStatuses)[number];
export const trainingLanguages = ['ar', 'en', 'ku'] as const;
export const instructorRoles = ['lead', 'assistant', 'trainee_instructor'] as const;
export const sessionSlots = ['am', 'pm', 'times'] as const;
export type SessionSlot = (typeof sessionSlots)[number];
export const sessionStatuses = ['planned', 'held', 'cancelled'] as const;
export const enrolmentStatuses = ['enrolled', 'withdrawn', 'completed', 'failed'] as const;
export type EnrolmentStatus = (typeof enrolmentStatuses)[number];
export const attendanceMarks = ['present', 'absent', 'late', 'excused'] as const;
export type AttendanceMarkCode = (typeof attendanceMarks)[number];
/** Halves of a day in the session plan of a course. */
export const planSlots = ['am', 'pm'] as const;
/** Kirkpatrick level 3: what came of the training at work, three to six months later. */
export const followUpOutcomes = ['applies', 'applies_partly', 'does_not_apply', 'not_reached'] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];
/** Kirkpatrick level 1: what a feedback form asks; each is answered from 1 to 5. */
export const feedbackQuestions = [
  'relevance',
  'clarity',
  'trainers',
  'practice',
  'interpretation',
  'organisation',
] as const;
export type FeedbackQuestion = (typeof feedbackQuestions)[number];

export const certificateStatuses = ['valid', 'withdrawn'] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];
/** What a printed page says about who may see it. */
export const classifications = ['unclassified', 'official_use', 'restricted'] as const;
export type Classification = (typeof classifications)[number];

export const visitModes = ['in_person', 'phone', 'cancelled'] as const;
export type VisitMode = (typeof visitModes)[number];
export const sensitivities = ['open', 'internal', 'confidential'] as const;
export type Sensitivity = (typeof sensitivities)[number];
export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];
export const issueStatuses = ['open', 'resolved'] as const;
export const scaleDirections = ['high_is_best', 'low_is_best'] as const;
export type ScaleDirection = (typeof scaleDirections)[number];

export const actionSides = ['ours', 'theirs'] as const;
export type ActionSide = (typeof actionSides)[number];
export const actionStatuses = ['open', 'in_progress', 'done', 'cancelled'] as const;
export type ActionStatus = (typeof actionStatuses)[number];

export const inspectionStatuses = ['draft', 'submitted', 'amended'] as const;
export type InspectionStatus = (typeof inspectionStatuses)[number];
export const inspectionPhases = [
  'prepare',
  'opening_talk',
  'tour',
  'registers',
  'private_interviews',
  'closing_talk',
] as const;
export type InspectionPhase = (typeof inspectionPhases)[number];
export const answerChoices = ['yes', 'partial', 'no', 'na'] as const;
export type AnswerChoice = (typeof answerChoices)[number];
export const evidenceTypes = ['document', 'observation', 'interview', 'measurement', 'photo'] as const;
export type EvidenceType = (typeof evidenceTypes)[number];
export const findingRecurrences = ['new', 'recurring', 'closed'] as const;
export const administrationReplies = ['none', 'will_act', 'will_not_act'] as const;

export const censusSources = ['register', 'count', 'director'] as const;
export const ageBands = ['under_9', '9_14', '15_17', '18_plus'] as const;
export const legalStatuses = [
  'investigation',
  'awaiting_trial',
  'convicted',
  'appeal',
  'death_sentence',
  'civil',
  'no_order',
] as const;

export const facilityOperators = ['moj', 'moi', 'mod', 'molsa', 'krg'] as const;
export const reportStatuses = ['draft', 'frozen'] as const;
export const projectStatuses = ['planned', 'running', 'completed', 'stopped'] as const;

export const conflictStates = ['open', 'decided'] as const;
export type ConflictState = (typeof conflictStates)[number];
export const conflictDecisions = ['keep_standing', 'take_fallen', 'both'] as const;
export type ConflictDecision = (typeof conflictDecisions)[number];
