import { openVault } from '#db/vault.ts';

/** Opens a vault, says so, and keeps it open until it is killed. */
const [folder = '', key = ''] = process.argv.slice(2);
const db = openVault(folder, new Uint8Array(Buffer.from(key, 'hex')));
process.stdout.write('open\n');
setInterval(() => db.head(), 1000);
