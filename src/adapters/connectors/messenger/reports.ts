// Reports people made in the messenger: one, the ids of a page of them, and the word that whoever made one reads. Keys that were handed
// over are named by their files and never asked for.
import { instant } from '../../../domain/kernel/instant.ts';
import { REPORT_REASONS, type ReportReason, type ReportState } from '../../../domain/notice/report.ts';
import type { FoundReport, ReportTold, Retry } from '../../../ports/connector.ts';
import { appealNumber } from './appeal-key.ts';
import { appeal } from './appeals.ts';
import type { Answer, Client } from './client.ts';
import { CONTRADICTION, trusted } from './observe.ts';
import { placeOf, type Target } from './report-place.ts';

/** As the messenger describes one. */
interface Described {
  readonly id: number;
  readonly at: string;
  readonly reasons: readonly string[];
  readonly words?: string;
  readonly contact?: string;
  readonly state: string;
  readonly target: Target;
  readonly reporter?: { readonly id: number };
  readonly keysFor?: readonly string[];
}

const STATES: readonly string[] = ['received', 'looking', 'acted', 'declined'];
const ENDED: readonly string[] = ['acted', 'declined'];

export async function report(client: Client, id: string): Promise<FoundReport> {
  const number = appealNumber(id);
  if (number !== null) return appeal(client, number);
  const read = await readReport(client, id);
  if (read.kind !== 'answered') return read;
  const found = described(read.body);
  const { state: _, stateAt: __, ...told } = read.body as Record<string, unknown>;
  return {
    kind: 'report',
    id: String(found.id),
    at: instant(Date.parse(found.at)),
    reasons: found.reasons.map(reasonOf),
    place: placeOf(found.target),
    signedIn: found.reporter !== undefined,
    words: (found.words ?? '') !== '',
    contact: (found.contact ?? '') !== '',
    keysFor: (found.keysFor ?? []).map(String),
    ended: ENDED.includes(found.state),
    ...(found.reporter === undefined ? {} : { reporter: String(found.reporter.id) }),
    ...((found.words ?? '') === '' ? {} : { said: String(found.words) }),
    // Without how far it is, which changes: the same report is the same bytes.
    sealed: Buffer.from(JSON.stringify(told)),
  };
}

/** Read first and last: a yes that did nothing is not believed, and what is so already is not asked for again. */
export async function tellReport(client: Client, id: string, state: ReportState): Promise<ReportTold> {
  const before = await stateOf(client, id);
  if (before.kind !== 'said') return before;
  if (before.state === state) return { kind: 'told' };
  const call = { endpoint: 'PUT /admin/v1/reports/:id/state', params: { id }, as: 'admin' } as const;
  const asked = trusted(await client.call({ ...call, body: { state } }));
  if (asked.kind === 'retry') return asked;
  const after = await stateOf(client, id);
  if (after.kind !== 'said') return after;
  return after.state === state ? { kind: 'told' } : CONTRADICTION;
}

type Said = { readonly kind: 'said'; readonly state: string } | { readonly kind: 'unknown' } | Retry;

async function stateOf(client: Client, id: string): Promise<Said> {
  const read = await readReport(client, id);
  return read.kind === 'answered' ? { kind: 'said', state: described(read.body).state } : read;
}

type Read = Extract<Answer, { kind: 'answered' }> | { readonly kind: 'unknown' } | Retry;

async function readReport(client: Client, id: string): Promise<Read> {
  const answer = await client.call({ endpoint: 'GET /admin/v1/reports/:id', params: { id }, as: 'admin' });
  return answer.kind === 'answered' && answer.status === 404 ? { kind: 'unknown' } : trusted(answer);
}

/** Throws on anything else, without a word of it. */
function described(value: unknown): Described {
  const one = value as Described;
  const ok =
    Number.isSafeInteger(one?.id) &&
    !Number.isNaN(Date.parse(one.at)) &&
    Array.isArray(one.reasons) &&
    STATES.includes(one.state) &&
    typeof one.target === 'object' &&
    one.target !== null;
  if (!ok) throw new TypeError('the messenger described a report in an unknown form');
  return one;
}

/** A reason that is not known here is none that may be dropped: a person reads it. */
const reasonOf = (text: string): ReportReason => REPORT_REASONS.find((one) => one === text) ?? 'other';
