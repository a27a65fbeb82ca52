import type { checkIn as source } from '../en/check-in.ts';

/** Messages of the door, where badges are scanned. */
export const checkIn: Readonly<Record<keyof typeof source, string>> = {
  'checkIn.title': 'تسجيل الدخول بالشارة',
  'checkIn.closed': 'لا يمكن تسجيل الدخول هنا.',
  'checkIn.closedHint': 'الجلسة ملغاة أو غير موجودة، أو أن هذا الحاسوب للقراءة فقط.',
  'checkIn.badge': 'الشارة',
  'checkIn.badgeHint': 'امسح الشارة أو اكتب رقمها واضغط مفتاح الإدخال.',
  'checkIn.waiting': 'بانتظار شارة',
  'checkIn.outcome.in': 'سُجّل حضوره',
  'checkIn.outcome.already': 'مسجَّل من قبل',
  'checkIn.outcome.not_on_roster': 'ليس في هذه القائمة',
  'checkIn.outcome.several': 'أكثر من شخص بهذه الشارة',
  'checkIn.outcome.unknown': 'شارة غير معروفة',
  'checkIn.tally': 'حضر {here, number} من {expected, number}',
  'checkIn.lateAfter': 'متأخر من الساعة',
  'checkIn.lateHint': 'من يأتي بعدها يُسجَّل متأخراً مع عدد الدقائق.',
  'checkIn.neverLate': 'من دون وقت لا يُعدّ أحد متأخراً.',
  'checkIn.seen': 'آخر من سُجّل',
  'checkIn.undoName': 'تراجع: {name}',
  'checkIn.lookup': 'من هو؟ ابحث بالاسم',
  'checkIn.nobody': 'لا أحد معروف بهذا الاسم.',
  'checkIn.choose': 'حاضر',
  'checkIn.addAndChoose': 'إضافة إلى القائمة',
};
