import type { Programme } from '../domain/vocabularies.ts';
import { command, type SampleCommand } from './command.ts';
import { institutionsOf } from './people.ts';
import type { Random } from './random.ts';
import { addDays } from './work-days.ts';

interface VisitStory {
  readonly programme: Programme;
  /** Types of institution where it happens. */
  readonly types: readonly string[];
  readonly objectives: string;
  readonly activities: string;
  readonly observations: string;
  readonly recommendations: string;
  readonly topics: readonly string[];
  readonly issue: string;
  readonly actions: readonly {
    readonly text: string;
    readonly owner: string;
    readonly side: 'ours' | 'theirs';
  }[];
}

const stories: readonly VisitStory[] = [
  {
    programme: 'police',
    types: ['PSTN', 'PDHQ', 'PPHQ'],
    objectives: 'Follow up on the duty roster and the detention register agreed last month.',
    activities:
      'Walked the station with the commander, read the last thirty entries of the detention register.',
    observations:
      'سجل التوقيف مكتمل منذ الأول من الشهر، لكن أوقات الإحالة إلى قاضي التحقيق غير مدونة في سبع حالات.',
    recommendations: 'تدوين وقت الإحالة في سجل التوقيف يومياً، ومراجعته من ضابط المركز كل خميس.',
    topics: ['Detention register', 'Duty roster', 'تقارير الحوادث'],
    issue: 'Seven detainees were not brought before a judge within 24 hours.',
    actions: [
      { text: 'تدوين وقت الإحالة إلى القاضي في سجل التوقيف لكل موقوف', owner: 'آمر المركز', side: 'theirs' },
      {
        text: 'Provide 200 printed detention register pages in Arabic',
        owner: 'Police advisor',
        side: 'ours',
      },
    ],
  },
  {
    programme: 'rule_of_law',
    types: ['CINV', 'CFEL', 'CAPP'],
    objectives: 'مراجعة متابعة قضايا الموقوفين مع قضاة التحقيق.',
    activities: 'Sat with two judicial investigators and traced twelve case files from arrest to hearing.',
    observations: 'Four files wait for forensic reports. The court has one printer for nine investigators.',
    recommendations: 'Agree with the evidence directorate on a weekly list of overdue reports.',
    topics: ['تتبع القضايا', 'Case file management'],
    issue: 'تأخر التقارير الجنائية أكثر من ستين يوماً في أربع قضايا.',
    actions: [
      {
        text: 'إعداد قائمة أسبوعية بالتقارير الجنائية المتأخرة',
        owner: 'المحقق القضائي الأول',
        side: 'theirs',
      },
      {
        text: 'Deliver one laser printer and toner to the investigative court',
        owner: 'Rule of law advisor',
        side: 'ours',
      },
    ],
  },
  {
    programme: 'anti_corruption',
    types: ['CPIO'],
    objectives: 'Review the financial investigation plan for the procurement case.',
    activities: 'Coached three investigators on tracing invoices and asking banks for records.',
    observations: 'المحققون يعرفون إجراءات طلب السجلات المصرفية، لكن لا توجد خطة مكتوبة لكل قضية.',
    recommendations: 'Write a one-page plan for every new case before the first interview.',
    topics: ['Financial investigation', 'خطة التحقيق'],
    issue: 'No written plan in five of eight open cases.',
    actions: [
      { text: 'كتابة خطة تحقيق من صفحة واحدة للقضايا المفتوحة', owner: 'مدير المكتب', side: 'theirs' },
      {
        text: 'Send the template for investigation plans in Arabic',
        owner: 'Anti-corruption advisor',
        side: 'ours',
      },
    ],
  },
];

/**
 * Mentoring visits as advisors of one site log them, each with topics, counterpart, issue and action items.
 *
 * @param random the draws
 * @param site code of the site
 * @param count how many
 * @param lastDay day of the latest one, `YYYY-MM-DD`; the others lie weekly before it
 * @returns the commands
 */
export function visitCommands(
  random: Random,
  site: string,
  count: number,
  lastDay: string,
): readonly SampleCommand[] {
  const possible = stories.filter(({ types }) => institutionsOf(site, types).length > 0);
  return Array.from({ length: count }, (_, index) => {
    const story = possible[index % possible.length];
    if (!story) throw new Error(`no institutions are known for ${site}`);
    return oneVisit(random, site, story, `visit${index}`, addDays(lastDay, -7 * index));
  }).flat();
}

function oneVisit(
  random: Random,
  site: string,
  story: VisitStory,
  name: string,
  day: string,
): readonly SampleCommand[] {
  const institution = random.pick(institutionsOf(site, story.types));
  const visitId = { $ref: `${name}.id` };
  return [
    command(
      'mentoring.create',
      {
        programme: story.programme,
        institutionId: institution.id,
        day,
        startTime: '09:30',
        endTime: '11:45',
        mode: 'in_person',
        objectives: story.objectives,
        activities: story.activities,
        observations: story.observations,
        recommendations: story.recommendations,
        nextVisit: addDays(day, 14),
        sensitivity: 'internal',
      },
      name,
    ),
    command('mentoring.setTopics', { visitId, topics: [...story.topics] }),
    command('mentoring.saveCounterpart', {
      visitId,
      counterpart: { personId: null, name: null, rankCode: 'MUFAWWAD', post: 'آمر القسم' },
    }),
    command('mentoring.saveIssue', {
      visitId,
      issue: { description: story.issue, severity: 'major', status: 'open' },
    }),
    ...story.actions.map(({ text, owner, side }, index) =>
      command('actions.create', {
        description: text,
        owner,
        side,
        due: addDays(day, 10 + 7 * index),
        programme: story.programme,
        visitId,
        institutionId: institution.id,
      }),
    ),
  ];
}
