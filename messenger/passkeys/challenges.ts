// Questions put to authenticators. Each is answered at most once and for the purpose it was asked for.
import { Problem } from '../http/problems.ts';
import { firstRow, type Queryable } from '../store/database.ts';

export type Purpose = 'sign-up' | 'add' | 'sign-in';

export interface Asked {
  /** The account to which a passkey is added. */
  readonly accountId: number | null;
  /** The name and the handle of an account that does not exist yet. */
  readonly name: string | null;
  readonly handle: string | null;
}

const VALID_MINUTES = 5;

/** Remembers a challenge, and forgets those whose time is over. */
export async function remember(
  db: Queryable,
  challenge: string,
  purpose: Purpose,
  asked: Partial<Asked> = {},
): Promise<void> {
  await db.query('delete from challenge where expires_at < now()');
  await db.query(
    `insert into challenge (challenge, purpose, account_id, name, handle, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(mins => ${VALID_MINUTES}))`,
    [challenge, purpose, asked.accountId ?? null, asked.name ?? null, asked.handle ?? null],
  );
}

/** Takes the challenge that an answer names. Throws 401 `passkey.refused` when it is unknown, used, or of another purpose. */
export async function takeChallenge(
  db: Queryable,
  clientDataJson: string,
  purpose: Purpose,
): Promise<Asked & { readonly challenge: string }> {
  const challenge = challengeIn(clientDataJson);
  const asked = await firstRow<Asked>(
    db,
    `delete from challenge where challenge = $1 and purpose = $2 and expires_at > now()
     returning account_id as "accountId", name, handle`,
    [challenge, purpose],
  );
  if (asked === undefined) throw refused();
  return { ...asked, challenge };
}

/** One refusal for every answer that does not hold. */
export function refused(): Problem {
  return new Problem(401, 'passkey.refused', 'This passkey was not accepted.');
}

function challengeIn(clientDataJson: string): string {
  try {
    const data = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString()) as { challenge?: unknown };
    return typeof data.challenge === 'string' ? data.challenge : '';
  } catch {
    return '';
  }
}
