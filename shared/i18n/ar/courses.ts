import type { courses as source } from '../en/courses.ts';

/** Messages of the catalogue of courses. */
export const courses: Readonly<Record<keyof typeof source, string>> = {
  'courses.title': 'فهرس الدورات',
  'courses.subtitle': 'ما يوفّره المقر: لمن، ومدته، وشروطه، وخطته',
  'courses.none': 'لم تصل أي دورة بعد.',
  'courses.noneHint': 'تأتي من المقر مع أول مزامنة.',
  'courses.gone': 'لا توجد دورة بهذا الرمز.',
  'courses.goneHint': 'ربما سحبها المقر.',
  'courses.column.code': 'الرمز',
  'courses.column.audience': 'لمن',
  'courses.column.passRule': 'شرط النجاح',
  'courses.column.plan': 'خطة الجلسات',
  'courses.column.runs': 'نُفِّذت هنا',
  'courses.passRule': '{attendance}٪ / {test}٪',
  'courses.passRuleLong': 'حضور {attendance}٪ من الساعات (ولو متأخراً) و{test}٪ في الاختبار البعدي',
  'courses.duration': 'المدة',
  'courses.source': 'المصدر',
  'courses.facts': 'عن الدورة',
  'courses.fromHeadquarters': 'المقر هو من يدير الفهرس؛ وتصل تغييراته مع المزامنة التالية.',
  'courses.planRun': 'تخطيط دورة',
  'courses.noPlan': 'لا خطة لهذه الدورة. توزَّع جلساتها بالتساوي على أيام الدوام.',
  'courses.workingDay': 'يوم الدوام',
};
