import type { certificates as source } from '../en/certificates.ts';

export const certificates: Readonly<Record<keyof typeof source, string>> = {
  'certificates.issue':
    '{count, plural, =0 {لا أحد ينتظر شهادة} one {إصدار شهادة واحدة} two {إصدار شهادتين} few {إصدار # شهادات} many {إصدار # شهادة} other {إصدار # شهادة}}',
  'certificates.issued':
    '{count, plural, one {صدرت شهادة واحدة.} two {صدرت شهادتان.} few {صدرت # شهادات.} many {صدرت # شهادة.} other {صدرت # شهادة.}}',
  'certificates.print': 'طباعة الشهادات',
  'certificates.print.fresh': 'طباعة ما لم يُطبع بعد ({count})',
  'certificates.print.all': 'طباعة الكل ({count})',
  'certificates.print.pages':
    '{count, plural, one {صفحة واحدة بالعرض.} two {صفحتان بالعرض حسب ترتيب القائمة.} few {# صفحات بالعرض حسب ترتيب القائمة.} many {# صفحة بالعرض حسب ترتيب القائمة.} other {# صفحة بالعرض حسب ترتيب القائمة.}}',
  'certificates.print.copies':
    '{count, plural, one {واحدة منها طُبعت من قبل وستظهر نسخةً مُعلَّمة.} two {اثنتان منها طُبعتا من قبل وستظهران نسختين مُعلَّمتين.} few {# منها طُبعت من قبل وستظهر نسخاً مُعلَّمة.} many {# منها طُبعت من قبل وستظهر نسخاً مُعلَّمة.} other {# منها طُبعت من قبل وستظهر نسخاً مُعلَّمة.}} تُسجَّل كل عملية طباعة.',
  'certificates.printOne': 'طباعة',
  'certificates.printName': 'طباعة شهادة {name}',
  'certificates.withdraw': 'سحب',
  'certificates.withdrawName': 'سحب شهادة {name}',
  'certificates.withdraw.title': 'سحب شهادة',
  'certificates.withdraw.hint':
    'تبقى معروفة بأنها مسحوبة، ويذكر المقر الرئيسي هذا السبب لمن يسأل. ويمكن بعدها إصدار شهادة أخرى.',
  'certificates.withdrawn': 'سُحبت الشهادة.',
  'certificates.withdrawnBecause': 'سُحبت:',
  'certificates.notCompletedYet': 'يمكن إصدار الشهادات بعد إكمال الدورة: فحالتها هي التي تحسم النتائج.',
  'certificates.column.status': 'الشهادة',
  'certificates.column.number': 'الرقم',
  'certificates.column.issued': 'تاريخ الإصدار',
  'certificates.column.copies': 'طُبعت',
  'certificates.column.actions': 'الورقة',
  'certificates.status.issued': 'صدرت',
  'certificates.status.due': 'يمكن إصدارها',
  'certificates.status.none': 'لم يُكمل',
  'certificates.status.withdrawn': 'مسحوبة',
  'certificates.status.nameChanged': 'تغيّر الاسم',
  'certificates.status.notCompleted': 'تغيّرت النتيجة',
  'certificates.nameAr': 'الاسم بالعربية',
  'certificates.nameLatin': 'الاسم بالإنكليزية',
};
