/**
 * Functions of the XLSForm formula language with the number of arguments that each takes; see the function list of the
 * ODK XForms specification and XPath 1.0, 4.
 */
export const functions = {
  // Logic
  true: { least: 0, most: 0 },
  false: { least: 0, most: 0 },
  not: { least: 1, most: 1 },
  boolean: { least: 1, most: 1 },
  'boolean-from-string': { least: 1, most: 1 },
  if: { least: 3, most: 3 },
  coalesce: { least: 1, most: Infinity },
  once: { least: 1, most: 1 },
  checklist: { least: 3, most: Infinity },
  'weighted-checklist': { least: 4, most: Infinity },
  // Choices
  selected: { least: 2, most: 2 },
  'selected-at': { least: 2, most: 2 },
  'count-selected': { least: 1, most: 1 },
  'jr:choice-name': { least: 2, most: 2 },
  // Numbers
  number: { least: 0, most: 1 },
  int: { least: 1, most: 1 },
  round: { least: 1, most: 2 },
  floor: { least: 1, most: 1 },
  ceiling: { least: 1, most: 1 },
  abs: { least: 1, most: 1 },
  pow: { least: 2, most: 2 },
  sqrt: { least: 1, most: 1 },
  exp: { least: 1, most: 1 },
  exp10: { least: 1, most: 1 },
  log: { least: 1, most: 1 },
  log10: { least: 1, most: 1 },
  pi: { least: 0, most: 0 },
  sin: { least: 1, most: 1 },
  cos: { least: 1, most: 1 },
  tan: { least: 1, most: 1 },
  asin: { least: 1, most: 1 },
  acos: { least: 1, most: 1 },
  atan: { least: 1, most: 1 },
  atan2: { least: 2, most: 2 },
  sum: { least: 1, most: 1 },
  min: { least: 1, most: Infinity },
  max: { least: 1, most: Infinity },
  // Text
  string: { least: 0, most: 1 },
  concat: { least: 1, most: Infinity },
  join: { least: 2, most: Infinity },
  substr: { least: 2, most: 3 },
  substring: { least: 2, most: 3 },
  'substring-before': { least: 2, most: 2 },
  'substring-after': { least: 2, most: 2 },
  'string-length': { least: 0, most: 1 },
  'normalize-space': { least: 0, most: 1 },
  translate: { least: 3, most: 3 },
  contains: { least: 2, most: 2 },
  'starts-with': { least: 2, most: 2 },
  'ends-with': { least: 2, most: 2 },
  'lower-case': { least: 1, most: 1 },
  'upper-case': { least: 1, most: 1 },
  regex: { least: 2, most: 2 },
  // Dates
  today: { least: 0, most: 0 },
  now: { least: 0, most: 0 },
  date: { least: 1, most: 1 },
  'date-time': { least: 1, most: 1 },
  'format-date': { least: 2, most: 2 },
  'format-date-time': { least: 2, most: 2 },
  'decimal-date-time': { least: 1, most: 1 },
  'decimal-time': { least: 1, most: 1 },
  // Places of the form
  current: { least: 0, most: 0 },
  instance: { least: 1, most: 1 },
  pulldata: { least: 4, most: 4 },
  position: { least: 0, most: 1 },
  last: { least: 0, most: 0 },
  count: { least: 1, most: 1 },
  'count-non-empty': { least: 1, most: 1 },
  'indexed-repeat': { least: 3, most: 7 },
} as const satisfies Readonly<Record<string, { readonly least: number; readonly most: number }>>;
export type FunctionName = keyof typeof functions;

/** Functions of the standard that forms of this program cannot use: they draw lots, measure maps or reach outside. */
export const leftOutFunctions: readonly string[] = [
  'random',
  'randomize',
  'uuid',
  'digest',
  'base64-decode',
  'area',
  'distance',
  'geofence',
  'intersects',
  'property',
  'version',
  'jr:itext',
  'id',
  'local-name',
  'name',
  'namespace-uri',
  'lang',
  'choose',
  'extract-signed',
];

/**
 * @param name as a formula has it
 * @returns whether it is a function of the language
 */
export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}
