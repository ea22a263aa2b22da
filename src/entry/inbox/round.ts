// One look into the inbox: every mail that waits is put on the desk's own disk, and only then marked. What a crash leaves
// between the two comes again, and its content key makes it the same case. One bad mail is passed over, not waited for.
import { letterId } from '../../domain/kernel/ids.ts';
import { type Instant, MINUTE } from '../../domain/kernel/instant.ts';
import { receivedInInbox } from '../../domain/notice/receipt.ts';
import type { Kept, Spooled } from '../../ports/spool.ts';
import type { InboxSession, WaitingMail } from './imap-session.ts';
import { InboxError } from './inbox-error.ts';

/** What a person must hear of: mail that may lie in the inbox and be no case. */
export interface InboxTrouble {
  readonly code: 'imap.silent' | 'imap.too-large' | 'imap.stuck';
  /** Equal on every repeat. */
  readonly id: string;
  readonly count: number;
  readonly since: Instant | null;
}

export interface TakingPorts {
  readonly accept: (mail: Spooled) => Promise<Kept>;
  /** Called after a mail was kept: the reader may start. */
  readonly onKept: () => void;
  readonly clock: () => Instant;
  readonly fresh: () => string;
  /** True once people were told; else it is asked again. */
  readonly tell: (trouble: InboxTrouble) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

export interface TakingSettings {
  /** The desk's address, which the inbox stands for. */
  readonly address: string;
  readonly folder: string;
  /** A mail that lay there for longer counts as received so long ago. */
  readonly oldestMs: number;
}

/** What one process remembers of a inbox, to spare work and repeats; nothing is lost with it. */
export interface Memory {
  uidValidity: string;
  /** How often a mail could not be taken, and when last. */
  readonly failures: Map<number, { readonly count: number; readonly at: Instant }>;
  /** On our disk, and not marked yet. */
  readonly kept: Set<number>;
  readonly tooLarge: Set<number>;
  readonly toldStuck: Set<number>;
}

export interface Taking {
  readonly session: InboxSession;
  readonly memory: Memory;
  readonly settings: TakingSettings;
  readonly ports: TakingPorts;
  /** Asked before each mail. */
  readonly stopped: () => boolean;
}

/** Mails in one round; then people are told of those that are too large, and it is asked again what waits. */
const MOST_A_ROUND = 100;
/** Marked together: a crash lets at most so many come again. */
const MARKED_AT_ONCE = 20;
/** A mail that fails so often needs a person. */
const STUCK_AFTER = 3;
/** Then it is tried so seldom: a server may hang up over it each time, on everybody else. */
const STUCK_PAUSE_MS = 10 * MINUTE;
/** Where a header with its trace ends at the latest. */
const HEADER_BYTES = 64 * 1024;

export const emptyMemory = (): Memory => ({
  uidValidity: '',
  failures: new Map(),
  kept: new Set(),
  tooLarge: new Set(),
  toldStuck: new Set(),
});

/** Answers whether more waits. Throws when the connection is gone, and when the desk cannot keep mail at all. */
export async function takeRound(taking: Taking): Promise<boolean> {
  const { session, memory } = taking;
  forgetOthers(memory, session.uidValidity);
  const now = taking.ports.clock();
  const waiting = (await session.waiting()).filter(
    (uid) => !memory.tooLarge.has(uid) && !rests(memory, uid, now),
  );
  const round = inTurn(waiting, memory.failures).slice(0, MOST_A_ROUND);
  const tooLarge: number[] = [];
  let done = 0;
  for (const uid of round) {
    if (taking.stopped()) break;
    if (await isDone(taking, uid, tooLarge)) done += 1;
    if (memory.kept.size >= MARKED_AT_ONCE) await markKept(taking);
  }
  await markKept(taking);
  await tellTooLarge(taking, tooLarge);
  return done > 0 && waiting.length > round.length;
}

/** UIDs of another UIDVALIDITY name other mails. */
function forgetOthers(memory: Memory, uidValidity: string): void {
  if (memory.uidValidity === uidValidity) return;
  memory.uidValidity = uidValidity;
  for (const one of [memory.failures, memory.kept, memory.tooLarge, memory.toldStuck]) one.clear();
}

/** Oldest first; what failed comes last, so that it keeps nobody waiting. */
const inTurn = (uids: readonly number[], failures: Memory['failures']): readonly number[] =>
  uids.toSorted((a, b) => (failures.get(a)?.count ?? 0) - (failures.get(b)?.count ?? 0) || a - b);

function rests({ failures }: Memory, uid: number, now: Instant): boolean {
  const failed = failures.get(uid);
  return failed !== undefined && failed.count >= STUCK_AFTER && now - failed.at < STUCK_PAUSE_MS;
}

async function markKept({ session, memory }: Taking): Promise<void> {
  if (memory.kept.size === 0) return;
  await session.markTaken([...memory.kept]);
  memory.kept.clear();
}

/** Left where they are, and flagged once people were told: a crash in between tells them twice. */
async function tellTooLarge({ session, memory, ports }: Taking, uids: readonly number[]): Promise<void> {
  if (uids.length === 0) return;
  const id = `inbox/${session.uidValidity}/large/${uids.join(',')}`;
  if (!(await ports.tell({ code: 'imap.too-large', id, count: uids.length, since: null }))) return;
  for (const uid of uids) memory.tooLarge.add(uid);
  await session.flagTooLarge(uids);
}

async function isDone(taking: Taking, uid: number, tooLarge: number[]): Promise<boolean> {
  const { session, memory, ports } = taking;
  try {
    await take(taking, uid, tooLarge);
    memory.failures.delete(uid);
    return true;
  } catch (error) {
    if (error instanceof InboxError) throw error;
    const count = (memory.failures.get(uid)?.count ?? 0) + 1;
    memory.failures.set(uid, { count, at: ports.clock() });
    await tellIfStuck(taking, uid);
    if (!session.isOpen()) throw error;
    ports.onError(error);
    return false;
  }
}

async function tellIfStuck({ session, memory, ports }: Taking, uid: number): Promise<void> {
  if ((memory.failures.get(uid)?.count ?? 0) < STUCK_AFTER || memory.toldStuck.has(uid)) return;
  const id = `inbox/${session.uidValidity}/stuck/${uid}`;
  if (await ports.tell({ code: 'imap.stuck', id, count: 1, since: null })) memory.toldStuck.add(uid);
}

async function take(taking: Taking, uid: number, tooLarge: number[]): Promise<void> {
  const { session, memory } = taking;
  if (memory.kept.has(uid)) return;
  const mail = await session.read(uid);
  if (mail === undefined) return;
  if (mail.kind === 'mail') {
    await keep(taking, uid, mail);
    memory.kept.add(uid);
  } else if (mail.isFlagged) memory.tooLarge.add(uid);
  else tooLarge.push(uid);
}

async function keep(
  { session, settings, ports }: Taking,
  uid: number,
  { raw, arrivedAt }: WaitingMail & { readonly kind: 'mail' },
): Promise<void> {
  const takenAt = ports.clock();
  const kept = await ports.accept({
    envelope: {
      id: letterId(ports.fresh()),
      receivedAt: receivedInInbox(arrivedAt, takenAt, settings.oldestMs),
      from: returnPath(raw),
      to: [settings.address],
      peer: session.peer,
      inbox: { folder: settings.folder, uidValidity: session.uidValidity, uid, arrivedAt, takenAt },
    },
    raw,
  });
  if (kept.kind === 'cannot')
    throw new InboxError(kept.code, 'the desk cannot keep mail safely now', 'see `redress doctor`');
  ports.onKept();
}

/** Who handed the mail over, where the inbox's server wrote it down (RFC 5321, 4.4); a claim like any other. Empty: nobody. */
function returnPath(raw: Uint8Array): string | null {
  const text = Buffer.from(raw.subarray(0, HEADER_BYTES)).toString('latin1');
  const [header = ''] = text.split(/\r?\n\r?\n/, 1);
  return /^return-path:[ \t]*<([^<>\r\n]*)>/im.exec(header)?.[1] ?? null;
}
