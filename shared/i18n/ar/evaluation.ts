import type { evaluation as source } from '../en/evaluation.ts';

/** Messages of feedback and follow-ups. */
export const evaluation: Readonly<Record<keyof typeof source, string>> = {
  'evaluation.feedback': 'آراء المتدربين في الختام',
  'evaluation.form': 'استمارة الرأي: مفتاح من 1 إلى 5 لكل سؤال',
  'evaluation.form.hint':
    'أدخل الاستمارة الورقية: من 1 إلى 5 لكل سؤال، و0 للفارغ، ومفتاح الرجوع للتصحيح، ومفتاح الإدخال للاستمارة التالية.',
  'evaluation.form.full': 'أُجيب عن كل الأسئلة. مفتاح الإدخال يضيف الاستمارة.',
  'evaluation.form.comment': 'ما كُتب غير ذلك (دون أسماء)',
  'evaluation.form.add': 'إضافة الاستمارة',
  'evaluation.form.added': 'أُضيفت الاستمارة.',
  'evaluation.noForms': 'لم تُدخل أي استمارة بعد.',
  'evaluation.forms':
    '{count, plural, zero {لا استمارات} one {استمارة واحدة} two {استمارتان} few {# استمارات} many {# استمارة} other {# استمارة}}، والإجابات من 1 (إطلاقاً) إلى 5 (تماماً)',
  'evaluation.question': 'السؤال',
  'evaluation.empty': 'فارغ',
  'evaluation.mean': 'المتوسط',
  'evaluation.comments':
    '{count, plural, zero {لا تعليقات} one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقاً} other {# تعليق}}',
  'evaluation.followUps': 'المتابعة في مكان العمل',
  'evaluation.followUps.none':
    'تُستحق المتابعة لمن أتمّ الدورة بعد ثلاثة إلى ستة أشهر من نهايتها. وتظهر هنا بعد جعل حالة الدورة «مكتملة».',
  'evaluation.followUps.when': 'اسأل من {from} حتى {until}.',
  'evaluation.followUps.open':
    '{count, plural, zero {لم يبقَ أحد.} one {بقي شخص واحد.} two {بقي شخصان.} few {بقي # أشخاص.} many {بقي # شخصاً.} other {بقي # شخص.}}',
  'evaluation.followUps.allDone': 'سُئل الجميع.',
  'evaluation.followUps.due': 'تُستحق {day}',
  'evaluation.followUps.done': 'سُجّلت {day}',
  'evaluation.followUps.of': 'ما يطبّقه {name} في عمله',
  'evaluation.followUps.note': 'ملاحظة عن {name}',
};
