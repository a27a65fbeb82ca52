import type { photos as en } from '../en/photos.ts';

export const photos: Readonly<Record<keyof typeof en, string>> = {
  'photos.title': 'الصور',
  'photos.add': 'إضافة صور',
  'photos.addHint':
    'اختر صورًا أو أفلتها هنا أو ألصقها. لا تُصوَّر وجوه المحتجزين. يُزال المكان والكاميرا والمصوّر من كل صورة.',
  'photos.adding': 'تُضاف الصورة {number} من {total}',
  'photos.added':
    '{count, plural, one {أُضيفت صورة} two {أُضيفت صورتان} few {أُضيفت # صور} many {أُضيفت # صورة} other {أُضيفت # صورة}}',
  'photos.notAdded':
    '{count, plural, one {لم تُضَف صورة واحدة} two {لم تُضَف صورتان} few {لم تُضَف # صور} many {لم تُضَف # صورة} other {لم تُضَف # صورة}}',
  'photos.none': 'لا صور بعد.',
  'photos.count': '{count, plural, one {صورة واحدة} two {صورتان} few {# صور} many {# صورة} other {# صورة}}',
  'photos.position': 'الصورة {number} من {total}',
  'photos.positionWith': 'الصورة {number} من {total}: {caption}',
  'photos.noCaption': 'صورة بلا تعليق',
  'photos.caption': 'ما تُظهره الصورة',
  'photos.remove': 'حذف الصورة',
  'photos.removed': 'حُذفت الصورة',
  'photos.previous': 'الصورة السابقة',
  'photos.next': 'الصورة التالية',
  'photos.taken': 'التُقطت في {day}، {time}',
  'photos.addedBy': 'أضافها {who}، {when}',
  'photos.state.here': 'محفوظة على هذا الحاسوب ولم تصل إلى المقر بعد',
  'photos.state.atHeadquarters': 'لدى المقر',
  'photos.state.away': 'لدى المقر وليست على هذا الحاسوب',
  'photos.state.elsewhere': 'على حاسوب آخر ولم تصل إلى المقر بعد',
  'photos.get': 'إحضار الصورة ({size})',
  'photos.getHint': 'الصورة لدى المقر. على هذا الحاسوب نسختها الصغيرة فقط.',
  'photos.elsewhereHint': 'ما زالت الصورة على الحاسوب الذي أُضيفت عليه. تصل بعد أن يتصل ذلك الحاسوب بالمقر.',
  'photos.getting': 'يجري إحضار الصورة',
  'console.photos.onItsWay': 'لم تصل بعد',
  'console.photos.onItsWayHint':
    'ما زالت الصورة على الحاسوب الذي أُضيفت عليه. تصل في إحدى المزامنات القادمة لذلك الحاسوب.',
  'photos.traffic': 'الصور',
  'photos.metered': 'الاتصال مدفوع بحسب حجم البيانات: تُحجز الصور',
  'photos.meteredHint': 'تُرسَل السجلات على كل حال. تنتظر الصور حتى ترسلها من هنا.',
  'photos.waiting':
    '{count, plural, =0 {لدى المقر كل صور هذا الحاسوب.} one {صورة واحدة تنتظر ({size}).} two {صورتان تنتظران ({size}).} few {# صور تنتظر ({size}).} many {# صورة تنتظر ({size}).} other {# صورة تنتظر ({size}).}}',
  'photos.moving': 'الصور في الطريق.',
  'photos.sendNow': 'إرسال الصور الآن',
};
