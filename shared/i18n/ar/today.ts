import type { today as source } from '../en/today.ts';

export const today: Readonly<Record<keyof typeof source, string>> = {
  'today.title': 'اليوم',
  'today.quiet': 'لا يوجد شيء مستحق اليوم.',
  'today.quietHint': 'تظهر هنا الجلسات والإجراءات المستحقة وعمليات التفتيش الجارية.',
  'today.start.training': 'تدريب جديد',
  'today.start.visit': 'زيارة جديدة',
  'today.start.inspection': 'تفتيش جديد',
  'today.sessions': 'جلسات اليوم والغد',
  'today.day.today': 'اليوم',
  'today.slot.am': 'صباحًا',
  'today.slot.pm': 'بعد الظهر',
  'today.marked': 'سُجّل حضور {marked, number} من {enrolled, number}',
  'today.unmarked': 'جلسات سابقة ينقصها تسجيل الحضور',
  'today.missingMarks':
    '{count, plural, zero {لا ينقص شيء} one {متدرب واحد بلا تسجيل} two {متدربان بلا تسجيل} few {# متدربين بلا تسجيل} many {# متدربًا بلا تسجيل} other {# متدرب بلا تسجيل}}',
  'today.withoutVetting': 'أسماء في القوائم بلا تدقيق أمني سارٍ',
  'today.persons':
    '{count, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
  'today.overdue': 'إجراءات متأخرة',
  'today.due': 'إجراءات تستحق قريبًا',
  'today.openInspections': 'عمليات تفتيش جارية',
  'today.begun': 'بدأ في {day}',
  'today.answered': 'أُجيب عن {answered, number} من {questions, number}',
  'today.nextVisits': 'زيارات قادمة',
  'today.lastVisit': 'آخر زيارة {day}',
};
