import type { AttendanceMarkCode } from '../domain/vocabularies.ts';
import { command, type Reference, type SampleCommand } from './command.ts';
import type { Random } from './random.ts';
import { workDaysFrom } from './work-days.ts';

const topics = [
  'Human rights in policing',
  'حقوق الإنسان في العمل الشرطي',
  'Crime scene first response',
  'تدوين إفادة الشاهد',
  'Radio procedure and report writing',
  'إجراءات القبض والتفتيش',
  'First aid for police',
  'نقاط السيطرة وتفتيش المركبات',
] as const;

const courses = ['IPS-TIP', 'IPS-BCI', 'IPS-INT', 'IPS-FLS'] as const;
const venues = [
  'قاعة التدريب الأولى',
  'Academy, classroom 2',
  'قاعة المحاضرات',
  'PRT training room',
] as const;

/** A training as commands, and what stands in it. */
export interface SampleTraining {
  /** Name under which the reply of `training.create` is kept. */
  readonly name: string;
  readonly days: readonly string[];
  readonly create: SampleCommand;
}

/**
 * @param random the draws
 * @param name under which the training is kept
 * @param firstDay earliest day, `YYYY-MM-DD`
 * @param sessions how many; one in the morning and one in the afternoon
 * @returns the training with its sessions
 */
export function sampleTraining(
  random: Random,
  name: string,
  firstDay: string,
  sessions: number,
): SampleTraining {
  const days = workDaysFrom(firstDay, Math.ceil(sessions / 2));
  const first = days[0] ?? firstDay;
  const slots = Array.from({ length: sessions }, (_, index) => ({
    day: days[Math.floor(index / 2)] ?? first,
    slot: index % 2 === 0 ? ('am' as const) : ('pm' as const),
    hours: 3,
    topic: random.pick(topics),
  }));
  return {
    name,
    days,
    create: command(
      'training.create',
      {
        event: {
          courseCode: random.pick(courses),
          programme: 'police',
          venue: random.pick(venues),
          startDate: first,
          endDate: days.at(-1) ?? first,
          language: 'ar',
          interpreter: random.chance(0.5) ? 'مترجم الموقع' : null,
          capacity: 64,
        },
        sessions: slots,
      },
      name,
    ),
  };
}

/**
 * Marks as a class has them: nine of ten present, some late, few absent.
 *
 * @param random the draws
 * @param sessionId the session, or a reference to it
 * @param personIds trainees, or references to them
 * @returns the command that marks all of them at once
 */
export function sampleMarks(
  random: Random,
  sessionId: number | Reference,
  personIds: readonly (number | Reference)[],
): SampleCommand {
  return command('training.mark', {
    marks: personIds.map((personId) => {
      const mark = drawMark(random);
      return { sessionId, personId, mark, minutes: mark === 'late' ? random.between(1, 9) * 5 : null };
    }),
  });
}

function drawMark(random: Random): AttendanceMarkCode {
  const draw = random.share();
  if (draw < 0.87) return 'present';
  if (draw < 0.93) return 'late';
  if (draw < 0.97) return 'absent';
  return 'excused';
}
