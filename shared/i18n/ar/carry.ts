import type { carry as source } from '../en/carry.ts';

/** Messages of files for carrying. */
export const carry: Readonly<Record<keyof typeof source, string>> = {
  'carry.title': 'ملفات للنقل',
  'carry.hint':
    'حيث لا تصل الشبكة ينقل ملفٌ السجلات على ذاكرة محمولة أو بالبريد أو على قرص. لا يفتحه إلا من كُتب له، ويمكن قراءته أكثر من مرة وبأي ترتيب.',
  'carry.write': 'كتابة ملف',
  'carry.for': 'من يستطيع فتحه',
  'carry.forHint': 'حاسوب من هذا الموقع يعرض ما فيه فورًا ويحمله إلى المقر.',
  'carry.headquarters': 'المقر',
  'carry.written':
    '{count, plural, =0 {لا شيء ينتظر؛ الملف يطلب الجديد من المقر. حُفظ باسم} one {حُفظ وفيه تغيير واحد باسم} two {حُفظ وفيه تغييران باسم} few {حُفظ وفيه # تغييرات باسم} many {حُفظ وفيه # تغييرًا باسم} other {حُفظ وفيه # تغيير باسم}}',
  'carry.read': 'قراءة ملف',
  'carry.fromHeadquarters': 'من المقر',
  'carry.changes':
    '{count, plural, =0 {لا جديد} one {تغيير جديد واحد} two {تغييران جديدان} few {# تغييرات جديدة} many {# تغييرًا جديدًا} other {# تغيير جديد}}',
  'carry.confirmed':
    '{count, plural, =0 {لا تأكيد جديد} one {تأكد تغيير واحد من عملك} two {تأكد تغييران من عملك} few {تأكدت # تغييرات من عملك} many {تأكد # تغييرًا من عملك} other {تأكد # تغيير من عملك}}',
  'carry.loads': 'محمول عن حواسيب أخرى',
  'carry.load':
    '{count, plural, one {تغيير واحد} two {تغييران} few {# تغييرات} many {# تغييرًا} other {# تغيير}} لم يصل المقر بعد، منذ {since}',
};
