/** Messages about changes that headquarters keeps aside, on the Sync page and in the console. */
export const quarantine = {
  'quarantine.title': 'Kept aside by headquarters',
  'quarantine.hint':
    'Headquarters has these changes and cannot take them in yet. Nothing is lost: they stay on this laptop and at headquarters until they are taken in.',
  'quarantine.empty': 'Nothing. Headquarters has taken in every change that arrived.',
  'quarantine.count': '{count, plural, one {# change is kept aside} other {# changes are kept aside}}',
  'quarantine.retry': 'Ask again',
  'quarantine.retryAll': 'Ask again for all',
  'quarantine.recorded': 'Recorded {when}',
  'quarantine.recordedBy': 'Recorded {when} by',
  'quarantine.since': 'Kept aside {when}',
  'quarantine.more': '{count, plural, one {and # more record} other {and # more records}}',
  'quarantine.fields': 'What it says',
  'quarantine.field': 'Field',
  'quarantine.value': 'Value',
  'quarantine.fault': 'Not possible',
  'quarantine.withheld': 'Confidential or restricted: the values are not shown here.',
  'quarantine.reason.unknown_schema': 'Made by a newer version of Outpost than headquarters has',
  'quarantine.reason.invalid_value': 'A value in it is not possible',
  'quarantine.reason.out_of_grant': 'About a site that this laptop may no longer write to',
  'quarantine.reason.unknown_row': 'About a record that headquarters does not have',
  'quarantine.reason.reference_data': 'About a list that only headquarters keeps',
  'quarantine.reason.device_revoked': 'The laptop was revoked before this arrived',
  'quarantine.reason.other': 'Headquarters gives a reason that this version does not know: {code}',
  'quarantine.advice.unknown_schema': 'It is taken in once headquarters has been updated. Ask again then.',
  'quarantine.advice.invalid_value':
    'Correct the record here, or ask headquarters to correct the value that it has.',
  'quarantine.advice.out_of_grant':
    'Ask headquarters to give this laptop the site again, or to let the change pass.',
  'quarantine.advice.unknown_row':
    'The record may arrive from another laptop. Ask again after that laptop has synced.',
  'quarantine.advice.reference_data': 'Tell headquarters what should be in its list.',
  'quarantine.advice.device_revoked': 'Headquarters decides about it.',
  'quarantine.advice.other': 'Tell headquarters the reason as it is written here.',
} as const;
