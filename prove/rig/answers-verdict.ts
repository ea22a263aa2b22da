// Holds what came to those who asked, and to those who posted, against what was to come and against the desk's own record. Pure.
import type { AskedLetter } from './answers-plan.ts';
import type { ShownCase, ShownEvent } from './answers-record.ts';
import type { Delivery } from './answers-sink.ts';

/** A letter with the cases that were made of it. */
export interface CaseOfLetter {
  readonly letter: AskedLetter;
  readonly shown: ShownCase;
  readonly events: readonly ShownEvent[];
}

export interface AnswerFacts {
  readonly letters: readonly AskedLetter[];
  readonly cases: readonly CaseOfLetter[];
  readonly deliveries: readonly Delivery[];
  readonly kills: readonly number[];
  /** Accounts that the messenger told of a decision, one entry a notice, by its own ledger. */
  readonly notices: readonly string[];
  /** Who posted each reported message. */
  readonly authors: ReadonlyMap<number, string>;
}

type Faults = readonly string[];

export interface AnswerVerdict {
  readonly passed: boolean;
  readonly letters: number;
  /** Letters without a case, or with two. */
  readonly notOneCase: Faults;
  readonly decisions: number;
  /** Items that were decided on twice, otherwise than asked, not at all, or unasked. */
  readonly wrongDecisions: Faults;
  /** Answers: distinct mails, told apart by Message-ID. */
  readonly answers: number;
  readonly unanswered: Faults;
  /** Two mails that a mail program shows as two, or one Message-ID over two texts. */
  readonly answeredTwice: Faults;
  readonly answeredUnasked: Faults;
  /** To another address than the notifier's, or with other rows than items. */
  readonly wrongAnswers: Faults;
  /** The record says sent and no mail came, or a mail came that the record does not know, or it says so twice. */
  readonly recordDiffers: Faults;
  readonly acknowledgements: number;
  readonly acknowledgedTwice: Faults;
  /** The same mail again under its Message-ID: what SMTP leaves open (RFC 5321, 4.5.4.1 and 6.1; RFC 1047). */
  readonly repeats: number;
  /** A repeat though the 250 before it was sent and nothing was killed since. */
  readonly repeatsWithoutCause: Faults;
  readonly notices: number;
  readonly noticesMissing: Faults;
  readonly noticesTwice: Faults;
  readonly noticesNotInRecord: Faults;
}

export function judgeAnswers(facts: AnswerFacts): AnswerVerdict {
  const verdict = {
    letters: facts.letters.length,
    ...{ ...cases(facts), ...answers(facts), ...mails(facts), ...notices(facts) },
  };
  const lists = Object.values(verdict).filter(Array.isArray) as Faults[];
  return { passed: lists.every(({ length }) => length === 0), ...verdict };
}

/** Our Message-IDs say which kind of mail it is: `<R-26-0001.reply.1.…>`. */
const REPLY = /^<[^.]+\.reply\.\d+\./;

function cases({ letters, cases: found }: AnswerFacts) {
  const of = Map.groupBy(found, ({ letter }) => letter.documentNumber);
  const decided = found.flatMap(({ events }) => events.filter(({ kind }) => kind === 'item-decided'));
  return {
    notOneCase: letters.flatMap(({ documentNumber }) => {
      const count = of.get(documentNumber)?.length ?? 0;
      return count === 1 ? [] : [`${documentNumber}: ${count} cases`];
    }),
    decisions: decided.length,
    wrongDecisions: found.flatMap((one) => wrongDecisions(one)),
  };
}

function wrongDecisions({ letter, events }: CaseOfLetter): readonly string[] {
  return letter.items.flatMap(({ wish }, at) => {
    const acts = events.flatMap(({ kind, item, decision }) =>
      kind === 'item-decided' && item === at + 1 && typeof decision === 'object' ? decision.act : [],
    );
    const wanted = letter.reviewed && wish !== 'leave' ? wish : '';
    return acts.join(' ') === wanted
      ? []
      : [`${letter.documentNumber} item ${at + 1}: "${wanted}" was wanted, "${acts.join(' ')}" is recorded`];
  });
}

/** Answers by the letter they are about: its number stands in each. */
function answersOf({ deliveries }: AnswerFacts, { documentNumber }: AskedLetter): readonly Delivery[] {
  return deliveries.filter(({ messageId, text }) => REPLY.test(messageId) && text.includes(documentNumber));
}

function answers(facts: AnswerFacts) {
  const { letters, deliveries, cases: found } = facts;
  const asked = letters.filter(({ reviewed }) => reviewed);
  const came = letters.map((letter) => ({ letter, mails: answersOf(facts, letter) }));
  const known = new Set(came.flatMap(({ mails: some }) => some));
  const strange = deliveries.filter((mail) => REPLY.test(mail.messageId) && !known.has(mail));
  const mailOf = new Map(came.map(({ letter, mails: some }) => [letter.documentNumber, some]));
  return {
    answers: new Set([...known].map(({ messageId }) => messageId)).size,
    unanswered: asked.flatMap(({ documentNumber }) =>
      mailOf.get(documentNumber)?.length === 0 ? [documentNumber] : [],
    ),
    answeredTwice: came.flatMap(({ letter, mails: some }) => {
      const different = new Set(some.map(({ messageId, digest }) => `${messageId} ${digest}`)).size;
      return different > 1 ? [`${letter.documentNumber}: ${different} different answers`] : [];
    }),
    answeredUnasked: [
      ...came.flatMap(({ letter, mails: some }) =>
        !letter.reviewed && some.length > 0 ? [letter.documentNumber] : [],
      ),
      ...strange.map(({ messageId }) => `${messageId}: of no letter`),
    ],
    wrongAnswers: came.flatMap(({ letter, mails: some }) => some.flatMap((mail) => wrongIn(letter, mail))),
    recordDiffers: found.flatMap((one) => differsFrom(one, mailOf.get(one.letter.documentNumber) ?? [])),
  };
}

function wrongIn({ documentNumber, body, items }: AskedLetter, { to, rows }: Delivery): readonly string[] {
  const [address] = body.addresses;
  return [
    ...(to.length === 1 && to[0] === address ? [] : [`${documentNumber}: went to ${to.join(', ')}`]),
    ...(rows === items.length ? [] : [`${documentNumber}: ${rows} rows for ${items.length} items`]),
  ];
}

const idsOf = (events: readonly ShownEvent[], wanted: string): readonly string[] =>
  events.flatMap(({ kind, messageId }) => (kind === wanted ? (messageId ?? '') : []));

function differsFrom({ letter, events }: CaseOfLetter, came: readonly Delivery[]): readonly string[] {
  const recorded = idsOf(events, 'reply-sent').toSorted().join(' ');
  const sent = [...new Set(came.map(({ messageId }) => messageId))].toSorted().join(' ');
  return recorded === sent ? [] : [`${letter.documentNumber}: recorded "${recorded}", came "${sent}"`];
}

/** Whatever was sent: each mail once, or again for a reason. */
function mails({ deliveries, kills, cases: found }: AnswerFacts) {
  const byId = [...Map.groupBy(deliveries, ({ messageId }) => messageId)];
  const pairs = byId.flatMap(([, some]) => some.slice(1).map((again, at) => ({ before: some[at], again })));
  const acknowledged = found.map(({ letter, events }) => {
    const ids = deliveries.flatMap(({ messageId, text }) =>
      !REPLY.test(messageId) && text.includes(letter.documentNumber) ? messageId : [],
    );
    return { letter, ids: new Set([...ids, ...idsOf(events, 'receipt-acknowledged')]) };
  });
  return {
    acknowledgements: acknowledged.reduce((sum, { ids }) => sum + ids.size, 0),
    acknowledgedTwice: acknowledged.flatMap(({ letter, ids }) =>
      ids.size > 1 ? [`${letter.documentNumber}: ${ids.size} acknowledgements`] : [],
    ),
    repeats: pairs.length,
    repeatsWithoutCause: pairs.flatMap(({ before, again }) => {
      const [from, until] = [before?.at ?? 0, again.at];
      const killed = kills.some((at) => from <= at && at <= until);
      return before?.answered === false || killed ? [] : [again.messageId];
    }),
  };
}

const counted = (accounts: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(accounts, (one) => one)].map(([account, some]) => [account, some.length]));

/** One notice for each item that was hidden and each account that posted some of it. */
function notices({ letters, cases: found, notices: came, authors }: AnswerFacts) {
  const hidden = letters.flatMap(({ items, reviewed }) =>
    reviewed ? items.flatMap(({ wish, item }) => (wish === 'hide' ? item : [])) : [],
  );
  const owed = counted(
    hidden.flatMap(({ copies }) => [
      ...new Set(copies.map(({ messageId }) => authors.get(messageId) ?? 'nobody')),
    ]),
  );
  const recorded = counted(
    found.flatMap(({ events }) =>
      events.flatMap(({ kind, outcome, account }) =>
        kind === 'reasons-sent' && outcome === 'told' ? (account ?? '') : [],
      ),
    ),
  );
  const told = counted(came);
  const accounts = [...new Set([...owed.keys(), ...told.keys(), ...recorded.keys()])];
  const rows = accounts.map((account) => ({
    account,
    owed: owed.get(account) ?? 0,
    told: told.get(account) ?? 0,
    recorded: recorded.get(account) ?? 0,
  }));
  const says = (row: (typeof rows)[number]): string =>
    `account ${row.account}: owed ${row.owed}, told ${row.told}, recorded ${row.recorded}`;
  return {
    notices: came.length,
    noticesMissing: rows.filter((row) => row.told < row.owed).map(says),
    noticesTwice: rows.filter((row) => row.told > row.owed).map(says),
    noticesNotInRecord: rows.filter((row) => row.told !== row.recorded).map(says),
  };
}
