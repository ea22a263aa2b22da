// Accounts and their sessions: who is asking. A name and a passphrase are all the messenger knows of a person.
import { SESSION_DAYS } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { hashToken, newToken } from '../http/tokens.ts';
import { type Database, firstRow, inTransaction, type Queryable, withoutNulls } from '../store/database.ts';
import { hashPassphrase, passphraseFits } from './passphrases.ts';

export interface Viewer {
  readonly id: number;
  readonly name: string;
  readonly suspended: boolean;
}

export interface AccountState extends Viewer {
  readonly createdAt: Date;
  /** End of the suspension. */
  readonly until?: Date;
  readonly avatar?: string;
}

export interface Session {
  readonly accountId: number;
  readonly token: string;
}

/** Makes an account and its first session. Throws `account.name-taken` (409). `cost` is log2 of scrypt's N. */
export async function signUp(
  database: Database,
  name: string,
  passphrase: string,
  cost: number,
): Promise<Session> {
  const shown = cleanName(name);
  const hash = await hashPassphrase(passphrase, cost);
  return inTransaction(database, async (db) => {
    const account = await firstRow<{ id: number }>(
      db,
      'insert into account (name, name_key, passphrase) values ($1, $2, $3) on conflict do nothing returning id',
      [shown, nameKey(shown), hash],
    );
    if (account === undefined) throw new Problem(409, 'account.name-taken', 'Another account has this name.');
    return openSession(db, account.id);
  });
}

/** Opens a session. One answer, `account.refused` (401), for an unknown name and for a wrong passphrase. */
export async function signIn(
  database: Database,
  name: string,
  passphrase: string,
  cost: number,
): Promise<Session> {
  const account = await firstRow<{ id: number; passphrase: string | null }>(
    database,
    'select id, passphrase from account where name_key = $1',
    [nameKey(name)],
  );
  // An unknown name costs the same time as a known one, or the time would tell who has an account.
  const stored = account?.passphrase ?? (await hashPassphrase('nobody', cost));
  const fits = await passphraseFits(passphrase, stored);
  // An account that has passkeys only is no exception, neither in time nor in the answer.
  if (account === undefined || account.passphrase === null || !fits) {
    throw new Problem(401, 'account.refused', 'No account has this name and passphrase.');
  }
  return openSession(database, account.id);
}

/** SQL: whether the account row `a` is suspended now. */
const SUSPENDED = `(a.suspended_at is not null and coalesce(a.suspended_until > now(), true))`;

/** An account and whether it is suspended. */
export async function accountState(db: Queryable, id: number): Promise<AccountState | undefined> {
  const row = await firstRow<AccountState>(
    db,
    `select a.id, a.name, a.created_at as "createdAt", ${SUSPENDED} as suspended,
            case when ${SUSPENDED} then a.suspended_until end as until,
            (select v.blob from media v where v.blob = a.avatar and v.hidden_at is null and v.deleted_at is null) as avatar
       from account a where a.id = $1`,
    [id],
  );
  return row === undefined ? undefined : withoutNulls(row);
}

/** Ends a session. */
export async function closeSession(db: Queryable, token: string): Promise<void> {
  await db.query('delete from session where token_hash = $1', [hashToken(token)]);
}

/** The account behind a session token, or undefined when the token is unknown or has expired. */
export async function findViewer(db: Queryable, token: string): Promise<Viewer | undefined> {
  return firstRow<Viewer>(
    db,
    `select a.id, a.name, ${SUSPENDED} as suspended from session s join account a on a.id = s.account_id
      where s.token_hash = $1 and s.expires_at > now()`,
    [hashToken(token)],
  );
}

/** Opens a session. */
export async function openSession(db: Queryable, accountId: number): Promise<Session> {
  const token = newToken('yu');
  await db.query(
    'insert into session (token_hash, account_id, expires_at) values ($1, $2, now() + make_interval(days => $3))',
    [hashToken(token), accountId, SESSION_DAYS],
  );
  return { accountId, token };
}

/** A name as it is shown. Throws 422 `account.name-refused`. */
export function cleanName(name: string): string {
  const clean = name.normalize('NFC').trim();
  if (clean.length === 0 || /\p{C}/u.test(clean)) {
    throw new Problem(
      422,
      'account.name-refused',
      'A name needs visible characters and no control characters.',
    );
  }
  return clean;
}

/** A name as it is compared. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
