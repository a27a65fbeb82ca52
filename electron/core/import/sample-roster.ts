import ExcelJS from 'exceljs';
import type { SampleTrainee } from '#shared/sample/people.ts';

/** What the roster's title rows say. */
export interface RosterTitle {
  readonly course: string;
  readonly site: string;
}

const headers = [
  'ت / No.',
  'الاسم الرباعي واللقب',
  'Name in English',
  'الرتبة',
  'الرقم الإحصائي / Badge',
  'الوحدة',
  'الجنس / Sex',
  'تاريخ الميلاد / DOB',
  'الهاتف',
] as const;

const rankNames: Readonly<Record<string, string>> = {
  SHURTI: 'شرطي',
  SHURTI_AWAL: 'شرطي أول',
  NAIB_ARIF: 'نائب عريف',
  ARIF: 'عريف',
  RAIS_URAFA: 'رئيس عرفاء',
  NAIB_MUFAWWAD: 'نائب مفوض',
  MUFAWWAD: 'مفوض',
};

/**
 * A roster as police directorates send it: title rows above the header, headers in both languages, right to left,
 * badges in Arabic-Indic digits.
 *
 * @param trainees who stands on it
 * @param title what the title rows say
 * @returns the XLSX file
 */
export async function writeSampleRoster(
  trainees: readonly SampleTrainee[],
  title: RosterTitle,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('كشف المتدربين', { views: [{ rightToLeft: true }] });
  sheet.addRow(['وزارة الداخلية']);
  sheet.addRow([`كشف المتدربين: ${title.course}`, '', `Roster: ${title.site}`]);
  sheet.addRow([]);
  sheet.addRow([...headers]).font = { bold: true };
  for (const [index, trainee] of trainees.entries()) {
    sheet.addRow([
      index + 1,
      trainee.nameAr,
      trainee.nameLatin,
      rankNames[trainee.rankCode] ?? trainee.rankCode,
      arabicIndic(trainee.badge),
      trainee.unit,
      trainee.sex === 'female' ? 'أنثى' : 'ذكر',
      new Date(`${trainee.birthDate}T00:00:00Z`),
      trainee.phone,
    ]);
  }
  sheet.getColumn(8).numFmt = 'dd/mm/yyyy';
  for (const [index, width] of [6, 34, 34, 14, 18, 34, 12, 14, 16].entries()) {
    sheet.getColumn(index + 1).width = width;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Digits as Arabic forms have them: ٠١٢٣٤٥٦٧٨٩. */
function arabicIndic(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
}
