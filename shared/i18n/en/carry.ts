/** Messages of files for carrying. */
export const carry = {
  'carry.title': 'Files for carrying',
  'carry.hint':
    'Where no network reaches, a file takes the records by stick, mail or disc. Only whom it is for can open it, and it may be read any number of times, in any order.',
  'carry.write': 'Write a file',
  'carry.for': 'Who may open it',
  'carry.forHint': 'A laptop of this site shows what is in it at once, and carries it on.',
  'carry.headquarters': 'Headquarters',
  'carry.written':
    '{count, plural, =0 {Nothing was waiting; the file asks headquarters for news. Saved as} one {Saved with # change as} other {Saved with # changes as}}',
  'carry.read': 'Read a file',
  'carry.fromHeadquarters': 'From headquarters',
  'carry.changes': '{count, plural, =0 {nothing new} one {# new change} other {# new changes}}',
  'carry.confirmed':
    '{count, plural, =0 {nothing newly confirmed} one {# of your changes confirmed} other {# of your changes confirmed}}',
  'carry.loads': 'Carried for other laptops',
  'carry.load': '{count, plural, one {# change} other {# changes}} not yet at headquarters, since {since}',
} as const;
