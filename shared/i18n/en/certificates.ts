/** Messages about certificates. */
export const certificates = {
  'certificates.issue':
    '{count, plural, =0 {Nobody waits for a certificate} one {Issue # certificate} other {Issue # certificates}}',
  'certificates.issued':
    '{count, plural, one {# certificate was issued.} other {# certificates were issued.}}',
  'certificates.print': 'Print certificates',
  'certificates.print.fresh': 'Print those not printed yet ({count})',
  'certificates.print.all': 'Print all ({count})',
  'certificates.print.pages':
    '{count, plural, one {# page, landscape.} other {# pages, landscape, in the order of the roster.}}',
  'certificates.print.copies':
    '{count, plural, one {One of them was printed before and comes out as a marked copy.} other {# of them were printed before and come out as marked copies.}} Every print is written down.',
  'certificates.printOne': 'Print',
  'certificates.printName': 'Print the certificate of {name}',
  'certificates.withdraw': 'Withdraw',
  'certificates.withdrawName': 'Withdraw the certificate of {name}',
  'certificates.withdraw.title': 'Withdraw a certificate',
  'certificates.withdraw.hint':
    'It stays known as withdrawn, and headquarters gives this reason to whoever asks. Afterwards another one can be issued.',
  'certificates.withdrawn': 'The certificate was withdrawn.',
  'certificates.withdrawnBecause': 'Withdrawn:',
  'certificates.notCompletedYet':
    'Certificates can be issued once the training is completed: its status settles the results.',
  'certificates.column.status': 'Certificate',
  'certificates.column.number': 'Number',
  'certificates.column.issued': 'Issued on',
  'certificates.column.copies': 'Printed',
  'certificates.column.actions': 'Paper',
  'certificates.status.issued': 'Issued',
  'certificates.status.due': 'Can be issued',
  'certificates.status.none': 'Not completed',
  'certificates.status.withdrawn': 'Withdrawn',
  'certificates.status.nameChanged': 'The name has changed',
  'certificates.status.notCompleted': 'Result has changed',
  'certificates.nameAr': 'Name in Arabic',
  'certificates.nameLatin': 'Name in English',
} as const;
