// Asks again who sent a letter whose look-ups failed when it came. The letter is in the vault; only its proof was missing.
import type { Case } from '../domain/case/case.ts';
import { type Law, lawsOf } from '../domain/clock/facts.ts';
import type { Authority } from '../domain/notice/authority.ts';
import type { Command } from '../domain/case/command.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { judgeSender, type Sender, type SenderFacts } from '../domain/notice/sender.ts';
import type { Cases } from '../ports/cases.ts';
import type { MailReader, ReadMail } from '../ports/mail.ts';
import type { Vault } from '../ports/vault.ts';
import { inScope, listedBefore } from './known-authorities.ts';
import type { Outcome, TaskSettings } from './outcome.ts';

export interface CheckSenderPorts {
  readonly cases: Cases;
  readonly vault: Vault;
  readonly mail: MailReader;
}

/** Comes back while look-ups keep failing; ends when the sender is proven or known not to be. */
export async function checkSender(
  state: Case,
  settings: TaskSettings,
  ports: CheckSenderPorts,
): Promise<Outcome> {
  const { notice } = state;
  if (notice === null || notice.sender.level !== 'L0') return { kind: 'nothing-to-do' };
  const again = await judgedAgain(notice, settings, ports);
  if (again === undefined) return { kind: 'hopeless', code: 'letter.unknown' };
  const { facts, sender, authorities } = again;
  if (facts.dnsFailed) return { kind: 'retry', code: 'guard.dns', afterMs: null };
  return sender.level === 'L0'
    ? { kind: 'nothing-to-do' }
    : { kind: 'record', command: proof(notice, sender, { authorities, law: settings.law }) };
}

export interface JudgedAgain {
  readonly read: ReadMail;
  readonly facts: SenderFacts;
  readonly sender: Sender;
  readonly authorities: readonly Authority[];
}

/** Who sent a letter, looked up once more, by whom the desk knew when it came; undefined when the letter is gone from the vault. */
export async function judgedAgain(
  notice: Notice,
  settings: TaskSettings,
  ports: CheckSenderPorts,
): Promise<JudgedAgain | undefined> {
  const digest = await ports.cases.letterDigest(notice.letter);
  const raw = digest === undefined ? undefined : await ports.vault.get(digest);
  if (raw === undefined) return undefined;
  const read = await ports.mail.read(raw);
  const replayed =
    !read.facts.dnsFailed &&
    (await ports.cases.rememberSignatures(notice.letter, passing(read.facts), notice.receivedAt));
  const facts = { ...read.facts, replayed };
  const authorities = await settings.authoritiesAt(notice.receivedAt);
  const judged = judgeSender(facts, authorities, settings.deskAddress, notice.receivedAt);
  const listed = await listedBefore(facts.from, authorities, notice.receivedAt, ports.cases);
  return { read, facts, sender: inScope(judged, authorities, notice.reading, listed), authorities };
}

/** The command that gives a letter its proof, with every law that applies now that it is known who speaks. */
export function proof(
  notice: Notice,
  sender: Sender,
  { authorities, law }: { readonly authorities: readonly Authority[]; readonly law: Law },
): Command {
  return { kind: 'prove-sender', sender, laws: lawsOf({ ...notice, sender }, authorities, law) };
}

/** Ids of the signatures that passed, for the replay memory. */
export function passing(facts: Pick<SenderFacts, 'signatures'>): string[] {
  return facts.signatures.filter((signature) => signature.passed).map((signature) => signature.id);
}
