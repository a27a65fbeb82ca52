import type { Random } from './random.ts';

type BothScripts = readonly [arabic: string, latin: string];

const men: readonly BothScripts[] = [
  ['محمد', 'Mohammed'],
  ['أحمد', 'Ahmed'],
  ['علي', 'Ali'],
  ['حسين', 'Hussein'],
  ['حسن', 'Hassan'],
  ['عباس', 'Abbas'],
  ['كاظم', 'Kadhim'],
  ['جاسم', 'Jasim'],
  ['عمر', 'Omar'],
  ['خالد', 'Khalid'],
  ['سعد', 'Saad'],
  ['سعيد', 'Saeed'],
  ['ياسين', 'Yaseen'],
  ['إبراهيم', 'Ibrahim'],
  ['يوسف', 'Yousif'],
  ['عبد الله', 'Abdullah'],
  ['عبد الرحمن', 'Abdul Rahman'],
  ['عبد الكريم', 'Abdul Kareem'],
  ['مصطفى', 'Mustafa'],
  ['مهدي', 'Mahdi'],
  ['صالح', 'Salih'],
  ['طارق', 'Tariq'],
  ['فراس', 'Firas'],
  ['قاسم', 'Qasim'],
  ['نجم', 'Najm'],
  ['هادي', 'Hadi'],
  ['وليد', 'Waleed'],
  ['زيد', 'Zaid'],
  ['رياض', 'Riyadh'],
  ['غسان', 'Ghassan'],
  ['لؤي', 'Luay'],
  ['ماجد', 'Majid'],
  ['نزار', 'Nizar'],
  ['شاكر', 'Shakir'],
  ['ثامر', 'Thamir'],
  ['بشار', 'Bashar'],
  ['دريد', 'Duraid'],
  ['رعد', 'Raad'],
  ['سلمان', 'Salman'],
  ['ضياء', 'Dhiaa'],
];

const women: readonly BothScripts[] = [
  ['زينب', 'Zainab'],
  ['فاطمة', 'Fatima'],
  ['مريم', 'Maryam'],
  ['نور', 'Noor'],
  ['سارة', 'Sara'],
  ['هدى', 'Huda'],
  ['رنا', 'Rana'],
  ['إسراء', 'Israa'],
  ['آمنة', 'Amina'],
  ['شيماء', 'Shaimaa'],
];

const families: readonly BothScripts[] = [
  ['الجبوري', 'Al-Jubouri'],
  ['الدليمي', 'Al-Dulaimi'],
  ['العبيدي', 'Al-Obaidi'],
  ['الشمري', 'Al-Shammari'],
  ['التميمي', 'Al-Tamimi'],
  ['الزبيدي', 'Al-Zubaidi'],
  ['الحمداني', 'Al-Hamdani'],
  ['الطائي', 'Al-Tai'],
  ['البياتي', 'Al-Bayati'],
  ['الساعدي', 'Al-Saadi'],
  ['المالكي', 'Al-Maliki'],
  ['الربيعي', 'Al-Rubaie'],
  ['الخفاجي', 'Al-Khafaji'],
  ['النعيمي', 'Al-Nuaimi'],
  ['الحديثي', 'Al-Hadithi'],
  ['الموسوي', 'Al-Mousawi'],
];

/** A made-up name in both scripts. */
export interface SampleName {
  readonly arabic: string;
  readonly latin: string;
  readonly sex: 'male' | 'female';
}

/**
 * A name by the structure of Iraqi names: given, father, grandfather, family name. The people do not exist.
 *
 * @param random the draws
 * @param womenShare share of women, 0 to 1
 * @returns the name in both scripts
 */
export function sampleName(random: Random, womenShare: number): SampleName {
  const sex = random.chance(womenShare) ? 'female' : 'male';
  const parts = [
    random.pick(sex === 'female' ? women : men),
    random.pick(men),
    random.pick(men),
    random.pick(families),
  ];
  return {
    arabic: parts.map(([arabic]) => arabic).join(' '),
    latin: parts.map(([, latin]) => latin).join(' '),
    sex,
  };
}
