// Admin tokens: each carries scopes, and only its hash is stored. The first one comes from a file the operator keeps.
import { hashToken, newToken } from '../http/tokens.ts';
import { firstRow, oneRow, type Queryable } from '../store/database.ts';

/** `tokens` (making and revoking tokens) belongs to the operator's own token only and cannot be handed on. */
export const GRANTABLE_SCOPES = [
  'read',
  'read-words',
  'read-keys',
  'hide',
  'destroy',
  'notify',
  'suspend',
  'faults',
  'feed',
  'peer',
  'gate',
] as const;
export type GrantableScope = (typeof GRANTABLE_SCOPES)[number];
export type Scope = GrantableScope | 'tokens';

export interface AdminToken {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

const BOOTSTRAP_NAME = 'bootstrap';

/** The admin token behind a bearer string, or undefined. */
export async function findAdminToken(db: Queryable, token: string): Promise<AdminToken | undefined> {
  return firstRow<AdminToken>(db, 'select id, name, scopes from admin_token where token_hash = $1', [
    hashToken(token),
  ]);
}

/** Makes a token. The secret is in the answer and nowhere else. */
export async function createAdminToken(
  db: Queryable,
  name: string,
  scopes: readonly GrantableScope[],
): Promise<AdminToken & { readonly token: string }> {
  const token = newToken('ya');
  const row = await oneRow<AdminToken>(
    db,
    'insert into admin_token (name, token_hash, scopes) values ($1, $2, $3) returning id, name, scopes',
    [name, hashToken(token), [...new Set(scopes)]],
  );
  return { ...row, token };
}

/** Makes the operator's token the one bootstrap token: an earlier one with another secret loses its scopes. */
export async function installBootstrapToken(db: Queryable, token: string): Promise<void> {
  await db.query(`update admin_token set scopes = '{}' where name = $1 and token_hash <> $2`, [
    BOOTSTRAP_NAME,
    hashToken(token),
  ]);
  await db.query(
    `insert into admin_token (name, token_hash, scopes) values ($1, $2, $3)
     on conflict (token_hash) do update set scopes = excluded.scopes`,
    [BOOTSTRAP_NAME, hashToken(token), [...GRANTABLE_SCOPES, 'tokens']],
  );
}

/** Takes all scopes from a token. Its row stays, because operations point at it. False when there is no such token. */
export async function revokeAdminToken(db: Queryable, id: number): Promise<boolean> {
  const row = await firstRow(
    db,
    `update admin_token set scopes = '{}' where id = $1 and name <> $2 returning id`,
    [id, BOOTSTRAP_NAME],
  );
  return row !== undefined;
}
