// The second channel: an enrolled body confirms the exact list of a letter by an HTTP request that it signed (RFC 9421, Ed25519), with
// the digest of its body among what is signed (RFC 9530). Checked here, but for what only a memory knows: a nonce that came before.
import type { AuthorityId } from '../kernel/ids.ts';
import { type Instant, instant, MINUTE, SECOND } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Authority, AuthorityKey } from '../notice/authority.ts';
import { authorityOfRequest, fieldOf, type HttpRequest, signatureBase } from './signature-base.ts';
import { members, readSignatureInput, type SignatureInput } from './signature-input.ts';

/** A request is worth this long, to either side of the moment it was made. */
const FRESHNESS = 5 * MINUTE;

/** What a body says of a letter. One of `case` and `documentNumber` is set. */
export interface Statement {
  readonly case: string | null;
  readonly documentNumber: string | null;
  /** SHA-256 of `itemListText`, 64 hex digits. */
  readonly itemsDigest: string;
  /** What it confirms, in its own words. */
  readonly statement: string;
  /** Stated where its scope is limited to some. */
  readonly country: string | null;
  readonly classes: readonly string[];
}

/** A request that holds: who signed it, when, and what it says; with the proof, for whoever checks it again. */
export interface Confirmed extends Statement {
  readonly authority: AuthorityId;
  readonly keyId: string;
  readonly publicKey: string;
  readonly created: Instant;
  readonly nonce: string;
  /** The very text that was signed, its signature in base64, and the body it names by digest. */
  readonly signed: { readonly base: string; readonly signature: string; readonly body: string };
}

type Verify = (publicKey: string, message: string, signature: string) => boolean;

/**
 * @param host at which this desk is asked: a request to another desk is worth nothing here
 * @param enrolled the bodies known now
 */
export function checkConfirmation(
  request: HttpRequest,
  enrolled: readonly Authority[],
  host: string,
  now: Instant,
  verify: Verify,
): Result<Confirmed> {
  const found = signedBy(request, enrolled);
  if (!found.ok) return found;
  const { input, signature, authority, key } = found.value;
  const params = new Map(input.params);
  const refusal = refuseForm(request, input, params);
  if (refusal !== undefined) return refusal;
  const base = signatureBase(request, input);
  if (base === null || !verify(key.publicKey, base, signature))
    return refuse('confirmation.signature', 'the signature does not fit this request and this key');
  if (authorityOfRequest(request) !== host.toLowerCase())
    return refuse('confirmation.wrong-desk', 'the request was made to another host');
  const created = instant(Number(params.get('created')) * SECOND);
  if (Math.abs(now - created) > FRESHNESS || Number(params.get('expires') ?? Infinity) * SECOND < now)
    return refuse('confirmation.stale', 'the request is older than 5 minutes, or dated ahead');
  if (!digestsOf(request).includes(request.body.sha256))
    return refuse('confirmation.digest', 'the body is not the one that was signed');
  const statement = statementOf(request.body.text);
  if (!statement.ok) return statement;
  return ok({
    ...statement.value,
    authority: authority.id,
    keyId: key.id,
    publicKey: key.publicKey,
    created,
    nonce: String(params.get('nonce')),
    signed: { base, signature, body: request.body.text },
  });
}

interface Signed {
  readonly input: SignatureInput;
  /** Base64. */
  readonly signature: string;
  readonly authority: Authority;
  readonly key: AuthorityKey;
}

/** The first signature whose key is enrolled; those of servers between are nobody's concern here. */
function signedBy(request: HttpRequest, enrolled: readonly Authority[]): Result<Signed> {
  const inputs = readSignatureInput(fieldOf(request, 'signature-input') ?? '');
  if (inputs === null || inputs.length === 0)
    return refuse('confirmation.unsigned', 'no Signature-Input that can be read');
  const signatures = new Map(bytesOf(fieldOf(request, 'signature') ?? ''));
  for (const input of inputs) {
    const id = new Map(input.params).get('keyid');
    for (const authority of enrolled) {
      const key = authority.keys?.find((one) => one.id === id);
      const signature = signatures.get(input.label);
      if (key !== undefined && signature !== undefined) return ok({ input, signature, authority, key });
    }
  }
  return refuse('confirmation.unknown-key', 'no signature of an enrolled key');
}

const MEMBER = /^\s*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]+={0,2}):\s*$/;

/** The byte sequences of a dictionary field, by name, in base64. */
function bytesOf(field: string): readonly (readonly [string, string])[] {
  return members(field).flatMap((member) => {
    const [, name, bytes] = MEMBER.exec(member) ?? [];
    return name === undefined || bytes === undefined ? [] : [[name, bytes] as const];
  });
}

/** RFC 9530: the SHA-256 digests that the request states of its body. Others are not looked at. */
function digestsOf(request: HttpRequest): readonly string[] {
  return bytesOf(fieldOf(request, 'content-digest') ?? '')
    .filter(([name]) => name === 'sha-256')
    .map(([, bytes]) => bytes);
}

const NONCE = /^[\x21-\x7e]{16,128}$/;

function refuseForm(
  { method }: HttpRequest,
  { covers }: SignatureInput,
  params: ReadonlyMap<string, string | number>,
): Result<never> | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => covers.includes(name));
  if (!has('@method', 'content-digest') || !(has('@target-uri') || has('@authority', '@path')))
    return refuse('confirmation.coverage', 'the signature leaves out what it must cover');
  if (!Number.isInteger(params.get('created')) || !NONCE.test(String(params.get('nonce') ?? '')))
    return refuse('confirmation.coverage', 'the signature has no created time, or no nonce of 16 characters');
  if ((params.get('alg') ?? 'ed25519') !== 'ed25519')
    return refuse('confirmation.coverage', 'only Ed25519 is taken');
  return method === 'POST' ? undefined : refuse('confirmation.body', 'a confirmation is a POST');
}

const DIGEST = /^[0-9a-f]{64}$/;
const LONGEST_STATEMENT = 2_000;

function statementOf(text: string): Result<Statement> {
  const body = jsonOf(text);
  const text_ = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const [number, document] = [text_(body['case']), text_(body['documentNumber'])];
  const [itemsDigest, statement] = [text_(body['itemsDigest']), text_(body['statement'])];
  const classes = body['classes'] ?? [];
  if (
    (number === null) === (document === null) ||
    !DIGEST.test(itemsDigest ?? '') ||
    (statement ?? '').length > LONGEST_STATEMENT ||
    !isTexts(classes)
  )
    return refuse(
      'confirmation.body',
      'one of case and documentNumber, itemsDigest and statement are needed',
    );
  if (itemsDigest === null || statement === null)
    return refuse('confirmation.body', 'itemsDigest and statement are needed');
  return ok({
    case: number,
    documentNumber: document,
    itemsDigest,
    statement,
    country: text_(body['country']),
    classes,
  });
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
