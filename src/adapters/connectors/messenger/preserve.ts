// What the messenger's record says of a copy, before it is hidden: two look-ups and one HEAD request. Nothing of it changes anything, and no
// byte of a picture comes over the line. Hiding waits for it, so it has little time.
import type { Copy } from '../../../domain/content/copy.ts';
import type { CopyRecord, Preserved } from '../../../domain/content/copy-record.ts';
import { type Instant, instant } from '../../../domain/kernel/instant.ts';
import type { Retry } from '../../../ports/connector.ts';
import type { Answer, Call, Client } from './client.ts';

const PATIENCE_MS = 3_000;

export async function preserve(client: Client, { blob, message }: Copy): Promise<Preserved | Retry> {
  const ask = (call: Call | false): Promise<Answer> | undefined =>
    call === false ? undefined : client.call({ ...call, withinMs: PATIENCE_MS });
  const ofFile = { params: { blob } };
  const [file, post, head] = await Promise.all([
    ask(blob !== '' && { endpoint: 'GET /admin/v1/media/:blob', ...ofFile, as: 'admin' }),
    ask(message !== '' && { endpoint: 'GET /admin/v1/messages/:id', params: { id: message }, as: 'admin' }),
    ask(blob !== '' && { endpoint: 'HEAD /media/:blob', ...ofFile, as: 'member' }),
  ]);
  const records = [file, post].filter((answer) => answer !== undefined);
  const missed = records.map(missedBy).find((retry) => retry !== undefined);
  if (missed !== undefined) return missed;
  if (!records.some(isThere)) return { kind: 'denied', code: 'connector.refused' };
  const told = [...records, head].flatMap((answer) => (answer?.kind === 'answered' ? [answer] : []));
  return {
    kind: 'kept',
    record: recordOf(bodyOf(file), bodyOf(post), isThere(head) ? head.headers : {}),
    receipts: told.map(({ receipt }) => receipt),
  };
}

/** A good token is refused now and then, and a number may move while it is followed; a token without the scope is told so by 403. */
function missedBy(answer: Answer): Retry | undefined {
  if (answer.kind === 'retry') return answer;
  if (answer.status === 401) return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
  return answer.status === 410 ? { kind: 'retry', code: 'connector.failing', afterMs: null } : undefined;
}

const isThere = (answer: Answer | undefined): answer is Extract<Answer, { kind: 'answered' }> =>
  answer?.kind === 'answered' && answer.status === 200;

/** Read part by part: what is not as documented is null, and nothing throws, since hiding comes next. */
function recordOf(file: unknown, post: unknown, headers: CopyRecord['headers']): CopyRecord {
  return {
    sha256: text(part(file, 'sha256')),
    bytes: amount(part(file, 'bytes')),
    mime: text(part(file, 'mime')),
    uploader: idOf(part(post ?? file, post === undefined ? 'uploader' : 'author')),
    postedAt: moment(part(post, 'sentAt')),
    fileBy: idOf(part(file, 'uploader')),
    fileAt: moment(part(file, 'uploadedAt')),
    headers,
  };
}

const bodyOf = (answer: Answer | undefined): unknown => (isThere(answer) ? answer.body : undefined);
const part = (value: unknown, name: string): unknown =>
  (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const amount = (value: unknown): number | null => (Number.isSafeInteger(value) ? (value as number) : null);
const idOf = (person: unknown): string | null => {
  const id = part(person, 'id');
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
};

function moment(value: unknown): Instant | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : instant(at);
}
