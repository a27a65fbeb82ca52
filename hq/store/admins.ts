import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { OutpostError } from '#shared/errors.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import { encodeUtf8 } from '#shared/sync/bytes.ts';
import type { Sql } from './database.ts';
import { sha256 } from './keys.ts';

/** A person who may use the console. */
export interface Admin {
  readonly id: number;
  readonly name: string;
}

/** A signed-in admin. */
export interface AdminSession {
  readonly admin: Admin;
  /** Must come back with every change, in a header. */
  readonly csrf: string;
}

const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const hashBytes = 32;
const sessionHours = 12;
const shortestPassword = 12;

/**
 * @param sql pool or connection
 * @param name of the admin
 * @param password in the clear; only its scrypt hash is stored
 * @returns the admin
 * @throws OutpostError `weak_passphrase` below 12 characters, `conflicting_state` when the name is taken
 */
export async function createAdmin(sql: Sql, name: string, password: string): Promise<Admin> {
  if ([...password].length < shortestPassword) {
    throw new OutpostError('weak_passphrase', `The password needs at least ${shortestPassword} characters.`);
  }
  const { rows } = await sql.query<Admin>(
    `INSERT INTO hq.admin (name, password_hash, created_at) VALUES ($1, $2, now())
     ON CONFLICT (name) DO NOTHING RETURNING id, name`,
    [name, await hashPassword(password)],
  );
  if (!rows[0]) throw new OutpostError('conflicting_state', `There is an admin ${name} already.`);
  return rows[0];
}

/**
 * @param sql pool or connection
 * @returns how many admins there are
 */
export async function countAdmins(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>('SELECT count(*) AS count FROM hq.admin');
  return rows[0]?.count ?? 0;
}

/**
 * @param sql pool or connection
 * @param name of the admin
 * @param password in the clear
 * @returns the session and the token for its cookie; undefined for an unknown name or a wrong password, both of which
 *   take the same time
 */
export async function signIn(
  sql: Sql,
  name: string,
  password: string,
): Promise<{ readonly session: AdminSession; readonly token: string } | undefined> {
  const { rows } = await sql.query<Admin & { password_hash: string }>(
    'SELECT id, name, password_hash FROM hq.admin WHERE name = $1',
    [name],
  );
  const [found] = rows;
  const matches = await verifyPassword(password, found?.password_hash ?? (await unusedHash));
  if (!found || !matches) return undefined;
  const token = toBase64Url(randomBytes(32));
  const csrf = toBase64Url(randomBytes(18));
  await sql.query('DELETE FROM hq.admin_session WHERE expires_at < now()');
  await sql.query(
    `INSERT INTO hq.admin_session (token_hash, admin_id, csrf, created_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + make_interval(hours => $4))`,
    [hashOf(token), found.id, csrf, sessionHours],
  );
  return { session: { admin: { id: found.id, name: found.name }, csrf }, token };
}

/**
 * @param sql pool or connection
 * @param token out of the cookie
 * @returns the session, or undefined when there is none or it has ended
 */
export async function findSession(sql: Sql, token: string): Promise<AdminSession | undefined> {
  const { rows } = await sql.query<Admin & { csrf: string }>(
    `SELECT a.id, a.name, s.csrf FROM hq.admin_session AS s JOIN hq.admin AS a ON a.id = s.admin_id
     WHERE s.token_hash = $1 AND s.expires_at > now()`,
    [hashOf(token)],
  );
  const [row] = rows;
  return row && { admin: { id: row.id, name: row.name }, csrf: row.csrf };
}

/**
 * @param sql pool or connection
 * @param token out of the cookie; its session ends
 */
export async function signOut(sql: Sql, token: string): Promise<void> {
  await sql.query('DELETE FROM hq.admin_session WHERE token_hash = $1', [hashOf(token)]);
}

/** Compared against when a name is unknown, so that the answer takes as long. */
const unusedHash = hashPassword('nobody has this password');

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, toBase64Url(salt), toBase64Url(hash)].join('$');
}

async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, n, r, p, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFKC'),
      salt,
      hashBytes,
      { ...options, maxmem: 64 * 1024 * 1024 },
      (error, key) => {
        if (error) reject(error);
        else resolve(key);
      },
    );
  });
}

function hashOf(token: string): Buffer {
  return Buffer.from(sha256(encodeUtf8(token)));
}
