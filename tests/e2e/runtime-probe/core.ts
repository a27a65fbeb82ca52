import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Writes a marker into an encrypted database and answers with what it read back. */
process.parentPort.once('message', ({ data: file }: { readonly data: string }) => {
  const nativeBinding = process.env.OUTPOST_SQLITE_BINDING;
  const db = new Database(file, nativeBinding ? { nativeBinding } : {});
  db.pragma(`cipher='sqlcipher'`);
  db.pragma(`key='probe'`);
  db.exec('CREATE TABLE note (text TEXT) STRICT; CREATE VIRTUAL TABLE search USING fts5(text)');
  db.prepare('INSERT INTO note VALUES (?)').run('marker \u0633\u062c\u0646');
  const note = db.prepare<[], { readonly text: string }>('SELECT text FROM note').get()?.text;
  db.close();
  process.parentPort.postMessage({
    note,
    plaintextOnDisk: readFileSync(file).includes('marker'),
    node: process.versions.node,
    electron: process.versions.electron,
  });
});
