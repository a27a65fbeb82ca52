import type { ErrorCode } from '../../errors.ts';

/** One message per error code. The first line says what happened; the second what is safe and what to do. */
export const errors = {
  'error.invalid_request':
    'Some of what was entered does not fit.\nNothing was changed. Check the fields and try again.',
  'error.unknown_channel':
    'This part of the app does not fit the rest of it.\nYour records are safe. Install the app again from the same package.',
  'error.not_found':
    'This record is not here any more.\nIt may have been removed on another screen or at headquarters. Go back to the list.',
  'error.not_permitted':
    'Your role does not allow this.\nNothing was changed. Ask your supervisor if you need it.',
  'error.conflicting_state':
    'The record has changed in the meantime.\nNothing was changed by you. Look at it as it is now and try again.',
  'error.cancelled': 'This was cancelled.\nNothing was left half done.',
  'error.internal':
    'The app could not finish this.\nWhat you entered before is saved on this laptop. Try again; if it happens again, give your support staff the code below.',
  'error.vault_missing': 'There is no vault on this laptop yet.\nCreate one, or explore with sample data.',
  'error.vault_exists':
    'This laptop already has a vault.\nIts records are safe. Unlock it instead of creating another one.',
  'error.vault_locked': 'Outpost is locked.\nYour records and drafts are safe. Unlock it to go on.',
  'error.vault_busy':
    'Another Outpost window or tool has the records open.\nNothing was changed. Close the other one and try again.',
  'error.vault_damaged':
    'The file with the records is damaged.\nOutpost has not written to it. Do not delete anything; call your support staff, who can recover it or restore a backup.',
  'error.vault_newer':
    'These records were written by a newer version of Outpost.\nThey are safe and unchanged. Install the newer version to go on working.',
  'error.wrong_passphrase':
    'Person and passphrase do not fit together.\nYour records are safe. Check the keyboard language and Caps Lock, then try again.',
  'error.unlock_wait':
    'Too many tries, one after the other.\nYour records are safe. Wait until the countdown ends, then try again.',
  'error.weak_passphrase':
    'This passphrase would be guessed too soon.\nNothing was changed. Use four or more words that do not belong together.',
  'error.disk_full':
    'The disk of this laptop is full.\nEverything saved before is safe; the last entry is not saved yet. Free some space and try again.',
  'error.not_enrolled':
    'This laptop is not enrolled with headquarters.\nNothing was lost. Enrol it with the file or code from headquarters before recording.',
  'error.already_enrolled':
    'This laptop is already enrolled.\nNothing was changed. A laptop is enrolled once; ask headquarters if it must change.',
  'error.enrolment_invalid':
    'This is not a valid enrolment file or code.\nNothing was changed. Check that all of it was copied, or ask headquarters for a new one.',
  'error.enrolment_expired':
    'This enrolment has expired.\nNothing was changed. Ask headquarters for a new one.',
  'error.enrolment_used':
    'This enrolment was already used on another laptop.\nNothing was changed. Ask headquarters for a new one.',
  'error.sample_only':
    'This is sample data and cannot be sent.\nYour own records are not touched. Leave the sample data to work with headquarters.',
  'error.ids_exhausted':
    'This laptop has used up its record numbers.\nEverything recorded is safe. Ask headquarters to enrol it again.',
  'error.journal_broken':
    'The journal of changes does not fit together.\nRecords can still be read. Do not enter more; call your support staff and run Verify in Settings.',
  'error.frame_malformed':
    'What was received cannot be read.\nNothing of it was taken over. Sync again; if it happens again, call your support staff.',
  'error.frame_too_large':
    'A package of changes is too large.\nNothing of it was taken over, and your records are safe. Call your support staff.',
  'error.frame_signature':
    'A package of changes is not signed by whom it says.\nNothing of it was taken over. Call your support staff and do not use the file again.',
  'error.frame_chain':
    'A package of changes does not follow the one before.\nNothing of it was taken over. Sync again; if it happens again, call your support staff.',
  'error.frame_gap':
    'A package of changes is missing before this one.\nNothing of it was taken over. Sync again, or read the earlier file first.',
  'error.frame_fork':
    'The records on this laptop were restored from an older copy.\nEverything here is kept, but it cannot be sent. Call your support staff.',
  'error.unknown_device':
    'Headquarters does not know this laptop.\nYour records are safe here. Ask headquarters to enrol it again.',
  'error.device_revoked':
    'Headquarters has withdrawn this laptop.\nYour records are safe here but are not sent. Ask headquarters.',
  'error.bad_signature':
    'Headquarters could not confirm that this laptop sent the data.\nYour records are safe here. Sync again; if it happens again, call your support staff.',
  'error.replayed_exchange':
    'This exchange was already made.\nNothing was sent twice and nothing is lost. Sync again.',
  'error.body_too_large':
    'Too much was sent at once.\nYour records are safe here. Sync again; if it happens again, call your support staff.',
  'error.malformed_body':
    'The data was damaged on its way.\nYour records are safe here, and nothing damaged was stored. Sync again.',
  'error.unsupported_protocol':
    'Headquarters and this laptop use versions that do not understand each other.\nYour records are safe here. Ask which version to install.',
  'error.rate_limited':
    'Headquarters asks to wait a little.\nYour records are safe here. Sync tries again by itself in a few minutes.',
  'error.unauthorised': 'You are not signed in, or no longer.\nNothing was changed. Sign in again.',
  'error.network_name':
    'The name of headquarters was not found on this network.\nYour records are safe here. Check the connection; sync goes on by itself.',
  'error.network_unreachable':
    'Headquarters cannot be reached.\nYour records are safe here. Go on working; sync goes on by itself when there is a connection.',
  'error.network_cut':
    'The connection was cut.\nWhat arrived is kept, and the rest is safe here. Sync goes on where it stopped.',
  'error.network_timeout':
    'Headquarters did not answer in time.\nYour records are safe here. Sync tries again by itself.',
  'error.tls_pin':
    'The server that answered is not your headquarters.\nNothing was sent. Do not use this network for sync, and tell your support staff.',
  'error.captive_portal':
    'This network asks you to sign in first.\nNothing was sent. Open a web browser, sign in to the network, then sync again.',
  'error.hq_error':
    'Headquarters has a fault of its own.\nYour records are safe here. Sync tries again by itself later.',
  'error.hq_identity':
    'Headquarters could not prove who it is.\nNothing was taken over. Tell your support staff before you sync again.',
  'error.carry_damaged':
    'This file was changed or cut short on the way.\nNothing of it was taken over. Copy it again from where it was written, or have it written again.',
  'error.carry_not_for_you':
    'This file was made for somebody else.\nNothing of it was taken over. Give it to whom it is for, or have one written for this laptop.',
  'error.carry_foreign':
    'This file belongs to another headquarters.\nNothing of it was taken over, and your records are safe. Call your support staff.',
  'error.carry_gap':
    'Another file comes before this one.\nNothing of it was taken over. Read the earlier file first, or have one written that holds everything.',
  'error.file_empty': 'The file is empty.\nNothing was changed. Choose another file.',
  'error.file_too_large':
    'The file is too large or holds too much to be read.\nNothing was changed. Copy the rows of people into a new workbook, or split it and import the parts one after the other.',
  'error.file_type':
    'This kind of file cannot be read here.\nNothing was changed. Save it as an Excel workbook (.xlsx) or as CSV and choose it again, or copy its rows and paste them.',
  'error.file_encrypted':
    'The file is protected with a password.\nNothing was changed. Open it in Excel, remove the password, save it and choose it again.',
  'error.file_damaged':
    'The file is damaged or is not what its name says.\nNothing was changed. Open it in Excel, save it again as .xlsx and choose it again.',
  'error.sheet_missing': 'The workbook has no such sheet.\nNothing was changed. Choose one of its sheets.',
  'error.header_missing':
    'Row {row} of the sheet {sheet} holds no titles.\nNothing was changed. Point to the row that holds them, or say that there are none.',
  'error.header_duplicate':
    'Columns {columns} of the sheet {sheet} both have the title {header} in row {row}.\nNothing was changed. Give each column its own title and choose the file again.',
  'error.column_unmapped':
    'No column of the sheet {sheet} is said to hold names.\nNothing was changed. Say which column holds the names.',
  'error.too_many_rows':
    'The sheet {sheet} has {rows, number} rows; at most {limit, number} are imported at once.\nNothing was changed. Split it at row {row, number} and import the parts one after the other.',
  'error.rows_invalid':
    'Some rows have errors.\nNothing was changed. Put the cells in the list right, or leave their rows out.',
  'error.photo_type':
    'This picture cannot be opened here.\nNothing was added. Save it as JPEG or PNG and add it again; an iPhone does so by itself when it is set to "Most Compatible".',
  'error.photo_damaged':
    'The picture is damaged or is not what its name says.\nNothing was added. Copy it from the camera once more and add it again.',
  'error.photo_metadata':
    'The picture holds more than a picture: a place, a camera or a comment.\nNothing was added, so that none of it is kept. Add it again; if this happens again, tell your support staff.',
  'error.photo_too_large':
    'The picture is too large.\nNothing was added. A picture may have 40 MB and 100 million pixels: save it smaller and add it again.',
  'error.photo_limit':
    'This record has as many photos as it can have.\nNothing was added. Remove one that is not needed, or add the photo to another record.',
  'error.photo_missing':
    'The photo is neither on this laptop nor at headquarters yet.\nThe record is safe. The photo comes once the laptop that has it was in contact with headquarters.',
  'error.photo_mismatch':
    'The photo did not arrive as it was sent.\nNothing is lost: it is kept where it was and sent again from the beginning.',
  'error.photos_damaged':
    'The photos of this laptop cannot be opened.\nAll other records are safe and can be worked with. Sync, so that headquarters has everything, and tell your support staff.',
} as const satisfies Readonly<Record<`error.${ErrorCode}`, string>>;
