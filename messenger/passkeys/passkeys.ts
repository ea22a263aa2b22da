// Passkeys: making one, with an account or for one, and signing in with one without saying a name (WebAuthn level 3).
import { randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Problem } from '../http/problems.ts';
import { nameKey, openSession, type Session, cleanName, type Viewer } from '../people/accounts.ts';
import { type Database, firstRow, inTransaction, oneRow, type Queryable, rows } from '../store/database.ts';
import { refused, remember, takeChallenge } from './challenges.ts';

export interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly usedAt?: Date;
}

/** Where the messenger is: authenticators tie a passkey to its host name. */
interface Site {
  readonly database: Database;
  readonly origin: string;
}

/** EdDSA, ECDSA with P-256, RSA with SHA-256 (COSE algorithm numbers). */
const ALGORITHMS = [-8, -7, -257];
const MAX_PASSKEYS = 10;
const HANDLE_BYTES = 16;

/** What the browser needs to make a passkey together with an account. Throws `account.name-taken`, `account.name-refused`. */
export async function signUpOptions({ database, origin }: Site, name: string) {
  const shown = cleanName(name);
  const taken = await firstRow(database, 'select 1 from account where name_key = $1', [nameKey(shown)]);
  if (taken !== undefined) throw nameTaken();
  const handle = newHandle();
  const options = await creationOptions(origin, shown, handle, []);
  await remember(database, options.challenge, 'sign-up', { name: shown, handle });
  return options;
}

/** Makes an account whose only way in is this passkey, and its first session. */
export async function signUpWithPasskey(
  { database, origin }: Site,
  response: RegistrationResponseJSON,
): Promise<Session> {
  const asked = await takeChallenge(database, response.response.clientDataJSON, 'sign-up');
  const made = await verifiedCreation(origin, response, asked.challenge);
  const name = asked.name ?? '';
  return inTransaction(database, async (db) => {
    const account = await firstRow<{ id: number }>(
      db,
      'insert into account (name, name_key, handle) values ($1, $2, $3) on conflict do nothing returning id',
      [name, nameKey(name), asked.handle],
    );
    if (account === undefined) throw nameTaken();
    await store(db, account.id, made, 'Yeoul');
    return openSession(db, account.id);
  });
}

/** What the browser needs to add a passkey to an account. */
export async function addOptions({ database, origin }: Site, viewer: Viewer) {
  const present = await passkeysOf(database, viewer.id);
  if (present.length >= MAX_PASSKEYS) {
    throw new Problem(409, 'passkey.too-many', `An account has at most ${MAX_PASSKEYS} passkeys.`);
  }
  const { handle } = await oneRow<{ handle: string }>(
    database,
    'update account set handle = coalesce(handle, $2) where id = $1 returning handle',
    [viewer.id, newHandle()],
  );
  const ids = present.map(({ id }) => id);
  const options = await creationOptions(origin, viewer.name, handle, ids);
  await remember(database, options.challenge, 'add', { accountId: viewer.id });
  return options;
}

/** Adds a passkey. Throws 401 `passkey.refused`. */
export async function addPasskey(
  { database, origin }: Site,
  viewer: Viewer,
  response: RegistrationResponseJSON,
  label: string,
): Promise<Passkey> {
  const asked = await takeChallenge(database, response.response.clientDataJSON, 'add');
  if (asked.accountId !== viewer.id) throw refused();
  return store(database, viewer.id, await verifiedCreation(origin, response, asked.challenge), label);
}

/** What the browser needs to sign in with any passkey it has for this place. */
export async function signInOptions({ database, origin }: Site) {
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    userVerification: 'required',
  });
  await remember(database, options.challenge, 'sign-in');
  return options;
}

/** Opens a session. One answer, `passkey.refused` (401), for everything that does not hold. */
export async function signInWithPasskey(
  { database, origin }: Site,
  response: AuthenticationResponseJSON,
): Promise<Session> {
  const { challenge } = await takeChallenge(database, response.response.clientDataJSON, 'sign-in');
  return inTransaction(database, async (db) => {
    const stored = await firstRow<StoredPasskey>(
      db,
      `select p.account_id as "accountId", p.public_key as "publicKey", p.counter, a.handle
         from passkey p join account a on a.id = p.account_id where p.id = $1 for update of p`,
      [response.id],
    );
    if (stored === undefined || response.response.userHandle !== stored.handle) throw refused();
    const { publicKey, counter } = stored;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter },
    }).catch(() => {
      throw refused();
    });
    if (!verified) throw refused();
    const used = 'update passkey set counter = $2, used_at = now() where id = $1';
    await db.query(used, [response.id, authenticationInfo.newCounter]);
    return openSession(db, stored.accountId);
  });
}

/** The passkeys of an account, oldest first. */
export async function passkeysOf(db: Queryable, accountId: number): Promise<readonly Passkey[]> {
  const found = await rows<Passkey & { usedAt: Date | null }>(
    db,
    `select id, label, created_at as "createdAt", used_at as "usedAt" from passkey
      where account_id = $1 order by created_at, id`,
    [accountId],
  );
  return found.map(({ usedAt, ...rest }) => (usedAt === null ? rest : { ...rest, usedAt }));
}

/** Removes a passkey. Throws 404 `passkey.unknown`, and 409 `passkey.last` when it is the only way in. */
export function removePasskey(database: Database, accountId: number, id: string): Promise<void> {
  return inTransaction(database, async (db) => {
    const { passphrase } = await oneRow<{ passphrase: boolean }>(
      db,
      'select passphrase is not null as passphrase from account where id = $1 for update',
      [accountId],
    );
    const present = await passkeysOf(db, accountId);
    if (!present.some((one) => one.id === id))
      throw new Problem(404, 'passkey.unknown', 'You have no such passkey.');
    if (present.length === 1 && !passphrase) {
      throw new Problem(409, 'passkey.last', 'This is the only way into the account. Add another one first.');
    }
    await db.query('delete from passkey where id = $1', [id]);
  });
}

interface StoredPasskey {
  readonly accountId: number;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly handle: string | null;
}

function creationOptions(origin: string, name: string, handle: string, known: readonly string[]) {
  return generateRegistrationOptions({
    rpName: 'Yeoul',
    rpID: new URL(origin).hostname,
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(handle, 'base64url')),
    excludeCredentials: known.map((id) => ({ id })),
    // Kept by the authenticator, so that no name is needed; with a finger, a face or a PIN, so that the device alone is not enough.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

async function verifiedCreation(origin: string, response: RegistrationResponseJSON, challenge: string) {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => {
    throw refused();
  });
  if (!verified) throw refused();
  return registrationInfo.credential;
}

type Credential = Awaited<ReturnType<typeof verifiedCreation>>;

async function store(db: Queryable, accountId: number, made: Credential, label: string): Promise<Passkey> {
  const { id, publicKey, counter, transports = [] } = made;
  const stored = await firstRow<Passkey>(
    db,
    `insert into passkey (id, account_id, public_key, counter, transports, label) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id, label, created_at as "createdAt"`,
    [id, accountId, Buffer.from(publicKey), counter, transports, label],
  );
  if (stored === undefined) throw refused();
  return stored;
}

function newHandle(): string {
  return randomBytes(HANDLE_BYTES).toString('base64url');
}

function nameTaken(): Problem {
  return new Problem(409, 'account.name-taken', 'Another account has this name.');
}
