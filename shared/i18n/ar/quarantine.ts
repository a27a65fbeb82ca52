import type { quarantine as english } from '../en/quarantine.ts';

/** Messages about changes that headquarters keeps aside, on the Sync page and in the console. */
export const quarantine: Readonly<Record<keyof typeof english, string>> = {
  'quarantine.title': 'ما وضعه المقر جانبًا',
  'quarantine.hint':
    'وصلت هذه التغييرات إلى المقر ولا يمكنه أخذها بعد. لم يضِع شيء: تبقى على هذا الحاسوب وفي المقر إلى أن تُؤخذ.',
  'quarantine.empty': 'لا شيء. أخذ المقر كل تغيير وصل إليه.',
  'quarantine.count':
    '{count, plural, zero {لا تغييرات موضوعة جانبًا} one {تغيير واحد موضوع جانبًا} two {تغييران موضوعان جانبًا} few {# تغييرات موضوعة جانبًا} many {# تغييرًا موضوعًا جانبًا} other {# تغيير موضوع جانبًا}}',
  'quarantine.retry': 'اسأل من جديد',
  'quarantine.retryAll': 'اسأل من جديد عن الكل',
  'quarantine.recorded': 'سُجِّل {when}',
  'quarantine.recordedBy': 'سُجِّل {when} بيد',
  'quarantine.since': 'وُضع جانبًا {when}',
  'quarantine.more':
    '{count, plural, zero {ولا سجل آخر} one {وسجل آخر} two {وسجلان آخران} few {و# سجلات أخرى} many {و# سجلًا آخر} other {و# سجل آخر}}',
  'quarantine.fields': 'ما فيه',
  'quarantine.field': 'الحقل',
  'quarantine.value': 'القيمة',
  'quarantine.fault': 'غير ممكنة',
  'quarantine.withheld': 'سري أو مقيّد: لا تُعرض القيم هنا.',
  'quarantine.reason.unknown_schema': 'صُنع بإصدار من Outpost أحدث مما لدى المقر',
  'quarantine.reason.invalid_value': 'فيه قيمة غير ممكنة',
  'quarantine.reason.out_of_grant': 'يخص موقعًا لم يعد لهذا الحاسوب أن يكتب فيه',
  'quarantine.reason.unknown_row': 'يخص سجلًا ليس لدى المقر',
  'quarantine.reason.reference_data': 'يخص قائمة لا يحفظها إلا المقر',
  'quarantine.reason.device_revoked': 'أُلغي الحاسوب قبل وصوله',
  'quarantine.reason.other': 'يذكر المقر سببًا لا يعرفه هذا الإصدار: {code}',
  'quarantine.advice.unknown_schema': 'يُؤخذ بعد تحديث المقر. اسأل من جديد عندئذ.',
  'quarantine.advice.invalid_value': 'صحّح السجل هنا، أو اطلب من المقر تصحيح القيمة التي لديه.',
  'quarantine.advice.out_of_grant': 'اطلب من المقر أن يعيد الموقع إلى هذا الحاسوب، أو أن يسمح بالتغيير.',
  'quarantine.advice.unknown_row': 'قد يصل السجل من حاسوب آخر. اسأل من جديد بعد مزامنة ذلك الحاسوب.',
  'quarantine.advice.reference_data': 'أخبر المقر بما ينبغي أن يكون في قائمته.',
  'quarantine.advice.device_revoked': 'القرار فيه للمقر.',
  'quarantine.advice.other': 'أخبر المقر بالسبب كما هو مكتوب هنا.',
};
