// Where the gate is and how it is asked: one row the operator writes. Its secret is never answered, but once when it is made.
import { randomBytes } from 'node:crypto';
import { Problem } from '../http/problems.ts';
import { firstRow, type Queryable } from '../store/database.ts';

export interface GateSettings {
  readonly url: string;
  readonly secret: string;
  /** What happens when it does not answer: `open` stores the file all the same, `closed` refuses the upload for now. */
  readonly onError: 'open' | 'closed';
  readonly budgetMs: number;
}

/** What may be changed. `url: null` takes the gate away. */
export interface GateChange extends Partial<Omit<GateSettings, 'url'>> {
  readonly url?: string | null;
}

export const DEFAULT_BUDGET_MS = 1_500;

/** The gate, if there is one. */
export function readGate(db: Queryable): Promise<GateSettings | undefined> {
  return firstRow<GateSettings>(
    db,
    'select url, secret, on_error as "onError", budget_ms as "budgetMs" from gate',
  );
}

/** Changes what is named. Gives the secret when it was made here. Throws 400 `request.invalid` for an address that cannot be. */
export async function writeGate(db: Queryable, change: GateChange): Promise<string | undefined> {
  if (change.url === null) {
    await db.query('delete from gate');
    return undefined;
  }
  const before = await readGate(db);
  const url = change.url ?? before?.url;
  if (url === undefined || !isHookUrl(url)) {
    throw new Problem(
      400,
      'request.invalid',
      'Name the "url" of the gate: http or https, without a password.',
    );
  }
  const made = change.secret === undefined && before === undefined ? newSecret() : undefined;
  await db.query(
    `insert into gate (url, secret, on_error, budget_ms) values ($1, $2, $3, $4)
     on conflict (one) do update
       set url = excluded.url, secret = excluded.secret, on_error = excluded.on_error, budget_ms = excluded.budget_ms`,
    [
      url,
      change.secret ?? before?.secret ?? made,
      change.onError ?? before?.onError ?? 'open',
      change.budgetMs ?? before?.budgetMs ?? DEFAULT_BUDGET_MS,
    ],
  );
  return made;
}

/** Whether an address can be a gate's. */
export function isHookUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
