import type { Programme } from '../domain/vocabularies.ts';

/** What happens in a made-up mentoring visit. */
export interface VisitStory {
  readonly programme: Programme;
  /** Types of institution where it happens. */
  readonly types: readonly string[];
  readonly objectives: string;
  readonly activities: string;
  readonly observations: string;
  readonly recommendations: string;
  readonly topics: readonly string[];
  readonly issue: string;
  /** Who was met: rank where there is one, and post. */
  readonly met: { readonly rankCode: string | null; readonly post: string };
  /** What shows how far a capability has come. */
  readonly evidence: string;
  readonly actions: readonly {
    readonly text: string;
    readonly owner: string;
    readonly side: 'ours' | 'theirs';
  }[];
}

/** Stories of every programme, in the mixed English and Arabic of field notes. The places are real, the rest is not. */
export const visitStories: readonly VisitStory[] = [
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
    met: { rankCode: 'NAQIB', post: 'آمر المركز' },
    evidence: 'Thirty register entries read; seven without the time of referral.',
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
    met: { rankCode: null, post: 'قاضي التحقيق الأول' },
    evidence: 'أربع قضايا من اثنتي عشرة بلا تقرير جنائي.',
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
    met: { rankCode: null, post: 'مدير مكتب التحقيقات' },
    evidence: 'Eight open cases seen, three with a written plan.',
    actions: [
      { text: 'كتابة خطة تحقيق من صفحة واحدة للقضايا المفتوحة', owner: 'مدير المكتب', side: 'theirs' },
      {
        text: 'Send the template for investigation plans in Arabic',
        owner: 'Anti-corruption advisor',
        side: 'ours',
      },
    ],
  },
  {
    programme: 'corrections',
    types: ['ICSP', 'ICSD', 'ICSJ', 'KRGP'],
    objectives: 'Check the daily count and the files of those past their release date.',
    activities: 'Stood at the evening count with the shift officer, compared forty files with the register.',
    observations: 'العدد الفعلي مطابق للسجل، لكن ثلاثة ملفات لا تحوي أمر التوقيف الأصلي.',
    recommendations: 'مراجعة أسبوعية لقائمة المشمولين بالإفراج، يوقعها مدير السجن وممثل المحكمة.',
    topics: ['Daily count', 'ملفات النزلاء', 'Release list'],
    issue: 'Three files hold no original detention order.',
    met: { rankCode: null, post: 'مدير السجن' },
    evidence: 'Count and register agree on three shifts in a row.',
    actions: [
      { text: 'استكمال أوامر التوقيف الناقصة في الملفات الثلاثة', owner: 'مسؤول السجلات', side: 'theirs' },
      {
        text: 'Arrange a meeting with the court clerk on release orders',
        owner: 'Corrections advisor',
        side: 'ours',
      },
    ],
  },
  {
    programme: 'police',
    types: ['ACAD', 'PPHQ'],
    objectives: 'متابعة خطة التدريب للفصل القادم مع قسم التدريب.',
    activities: 'Went through the course plan for the quarter and watched one class of first responders.',
    observations:
      'The instructors teach from their own notes; the agreed lesson plans are still in a locked office.',
    recommendations: 'توزيع خطط الدروس المعتمدة على المدربين قبل بدء الدورة بأسبوع.',
    topics: ['خطة التدريب', 'Instructor development', 'Lesson plans'],
    issue: 'لا يوجد سجل حضور موحد للدورات المحلية.',
    met: { rankCode: 'RAID', post: 'مدير قسم التدريب' },
    evidence: 'One class watched from beginning to end; no lesson plan at hand.',
    actions: [
      { text: 'توزيع خطط الدروس على جميع المدربين', owner: 'مدير قسم التدريب', side: 'theirs' },
      {
        text: 'Print 40 copies of the first responder handbook in Arabic',
        owner: 'Police advisor',
        side: 'ours',
      },
    ],
  },
];
