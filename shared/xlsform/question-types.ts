/** The types of questions that forms of this program have, by the names of the XLSForm standard. */
export const questionTypes = [
  'text',
  'integer',
  'decimal',
  'date',
  'time',
  'dateTime',
  'select_one',
  'select_multiple',
  'rank',
  'note',
  'calculate',
  'geopoint',
  'image',
  'range',
  'acknowledge',
  'barcode',
  'hidden',
  'start',
  'end',
  'today',
  'username',
  'deviceid',
] as const;
export type QuestionType = (typeof questionTypes)[number];

/** Other names of the types, in the spelling of `spelt`. */
const otherNames: Readonly<Record<string, QuestionType>> = {
  string: 'text',
  int: 'integer',
  'add text prompt': 'text',
  'add integer prompt': 'integer',
  'add decimal prompt': 'decimal',
  'add date prompt': 'date',
  'add date time prompt': 'dateTime',
  'add location prompt': 'geopoint',
  'add note prompt': 'note',
  'add image prompt': 'image',
  'add photo prompt': 'image',
  'add barcode prompt': 'barcode',
  'q string': 'text',
  'q int': 'integer',
  'q decimal': 'decimal',
  'q date': 'date',
  'q geopoint': 'geopoint',
  'q picture': 'image',
  'q barcode': 'barcode',
  datetime: 'dateTime',
  'date time': 'dateTime',
  gps: 'geopoint',
  location: 'geopoint',
  photo: 'image',
  picture: 'image',
  'add acknowledge prompt': 'acknowledge',
  trigger: 'acknowledge',
  'start time': 'start',
  'end time': 'end',
  'get start time': 'start',
  'get end time': 'end',
  'get today': 'today',
  'get device id': 'deviceid',
  'device id': 'deviceid',
  imei: 'deviceid',
  'add calculate prompt': 'calculate',
  calculation: 'calculate',
};

/** Types of the standard that have a plainer one standing in: what will happen is said in a warning. */
const replaced: Readonly<Record<string, { readonly by: QuestionType; readonly how: string }>> = {
  geotrace: { by: 'text', how: 'it is asked as text' },
  geoshape: { by: 'text', how: 'it is asked as text' },
  audio: { by: 'text', how: 'sound cannot be recorded; what was heard is asked as text' },
  video: { by: 'text', how: 'films cannot be recorded; what was seen is asked as text' },
  file: { by: 'text', how: 'files cannot be attached; what they are is asked as text' },
  phonenumber: { by: 'hidden', how: 'laptops have no telephone number; it stays empty' },
  email: { by: 'hidden', how: 'laptops do not know it; it stays empty' },
  simserial: { by: 'hidden', how: 'laptops have no SIM card; it stays empty' },
  subscriberid: { by: 'hidden', how: 'laptops have no SIM card; it stays empty' },
  'phone number': { by: 'hidden', how: 'laptops have no telephone number; it stays empty' },
  'get phone number': { by: 'hidden', how: 'laptops have no telephone number; it stays empty' },
  'get subscriber id': { by: 'hidden', how: 'laptops have no SIM card; it stays empty' },
  'subscriber id': { by: 'hidden', how: 'laptops have no SIM card; it stays empty' },
  'get sim id': { by: 'hidden', how: 'laptops have no SIM card; it stays empty' },
  'sim id': { by: 'hidden', how: 'laptops have no SIM card; it stays empty' },
  'add audio prompt': { by: 'text', how: 'sound cannot be recorded; what was heard is asked as text' },
  'add video prompt': { by: 'text', how: 'films cannot be recorded; what was seen is asked as text' },
  'add file prompt': { by: 'text', how: 'files cannot be attached; what they are is asked as text' },
  'uri:deviceid': { by: 'deviceid', how: 'it is the number of the laptop' },
  'uri:username': { by: 'username', how: 'it is the name of the advisor' },
};

/** Types of the standard that cannot be used here. */
const leftOut: Readonly<Record<string, string>> = {
  audit: 'Every change is in the journal already; take the row out',
  'background-audio': 'Sound cannot be recorded',
  'background-geopoint': 'Places are not recorded without being asked for',
  'start-geopoint': 'Places are not recorded without being asked for',
  'csv-external': 'Choices must be in the workbook',
  'xml-external': 'Choices must be in the workbook',
  osm: 'OpenStreetMap questions cannot be asked',
  include: 'Forms cannot be put together from files; copy the rows in',
  entity: 'Entities are records of this program',
};

/** What the column `type` of a row says. */
export type RowType =
  | {
      readonly kind: 'question';
      readonly type: QuestionType;
      readonly list: string | null;
      readonly orOther: boolean;
    }
  | { readonly kind: 'replaced'; readonly type: QuestionType; readonly how: string }
  | { readonly kind: 'begin'; readonly what: 'group' | 'repeat' }
  | { readonly kind: 'end'; readonly what: 'group' | 'repeat' }
  | { readonly kind: 'unsupported'; readonly why: string }
  | { readonly kind: 'list_missing'; readonly type: QuestionType }
  | { readonly kind: 'unknown' };

const selectRow =
  /^(select_one|select one|select1|add select one prompt using|select_multiple|select multiple|select all that apply|add select multiple prompt using|rank)(?:\s+from)?(?:\s+(?!from\b)(\S.*?))?(\s+or[ _]specify other|\s+or[ _]other)?$/i;
const fromFile = /^select(?:_| )(?:one|multiple)(?:_| )(?:from_file|external)\b/i;
const bracket = /^(begin|end)[ _](group|repeat|loop|lgroup)\b/i;

/**
 * Reads what the column `type` says.
 *
 * @param text as the sheet has it
 * @returns what the row is
 */
export function readRowType(text: string): RowType {
  const spelt = text.trim().replace(/\s+/g, ' ');
  const around = bracket.exec(spelt);
  if (around) {
    const what = around[2]?.toLowerCase() === 'group' ? 'group' : 'repeat';
    if (around[2]?.toLowerCase() === 'loop') {
      return { kind: 'unsupported', why: 'Loops are no longer part of the standard; use a repeat' };
    }
    return { kind: around[1]?.toLowerCase() === 'begin' ? 'begin' : 'end', what };
  }
  if (fromFile.test(spelt)) return { kind: 'unsupported', why: 'Choices must be in the workbook' };
  const select = selectRow.exec(spelt);
  if (select) return selectOf(select[1] ?? '', select[2] ?? '', select[3] !== undefined);
  const lower = spelt.toLowerCase();
  const type =
    questionTypes.find((known) => known.toLowerCase() === lower) ?? otherNames[lower.replaceAll('_', ' ')];
  if (type === 'select_one' || type === 'select_multiple' || type === 'rank') {
    return { kind: 'list_missing', type };
  }
  if (type) return { kind: 'question', type, list: null, orOther: false };
  const instead = own(replaced, lower);
  if (instead) return { kind: 'replaced', type: instead.by, how: instead.how };
  const why = own(leftOut, lower);
  return why === undefined ? { kind: 'unknown' } : { kind: 'unsupported', why };
}

function selectOf(word: string, list: string, orOther: boolean): RowType {
  const lower = word.toLowerCase();
  const type = lower === 'rank' ? 'rank' : /one|select1/.test(lower) ? 'select_one' : 'select_multiple';
  if (list === '') return { kind: 'list_missing', type };
  return { kind: 'question', type, list, orOther };
}

function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * @param type of a question
 * @returns whether somebody answers it
 */
export function isAsked(type: QuestionType): boolean {
  return !['note', 'calculate', 'hidden', 'start', 'end', 'today', 'username', 'deviceid'].includes(type);
}
