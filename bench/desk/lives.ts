// The lives of invented cases, as commands in the order in which they come: a letter of several items, each in three places, found, decided on, hidden,
// looked at, told, answered. Pure; every event is the domain's own answer to them.
import type { Command } from '../../src/domain/case/command.ts';
import type { Actor, Decision, Ground } from '../../src/domain/case/event.ts';
import { type Law, lawsOf } from '../../src/domain/clock/facts.ts';
import type { Copy, Receipt, Verdict } from '../../src/domain/content/copy.ts';
import {
  authorityId,
  type CaseNumber,
  copyId,
  decisionId,
  letterId,
  personId,
} from '../../src/domain/kernel/ids.ts';
import { after, HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/kernel/instant.ts';
import type { Authority } from '../../src/domain/notice/authority.ts';
import type { Notice } from '../../src/domain/notice/notice.ts';
import type { Report } from '../../src/domain/notice/report.ts';

/** One command of a life, with who gave it and when. */
export interface Given {
  readonly at: Instant;
  readonly actor: Actor;
  readonly command: Command;
}

export interface Life {
  /** Counts all cases; names its letter, its copies and its decisions. */
  readonly at: number;
  readonly receivedAt: Instant;
  readonly items: number;
  /** False: it waits for a decision. */
  readonly answered: boolean;
}

const COPIES = 3;
/** As a platform of so many cases would have; of the posters many come back, and most do not. */
const ROOMS = 20_000;
const MEMBERS = 100_000;
const BODIES = 5;
const DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const DESK: Actor = { kind: 'desk' };
const REVIEWERS = ['reviewer-1', 'reviewer-2', 'reviewer-3'].map(personId);

const AUTHORITIES: readonly Authority[] = Array.from({ length: BODIES }, (_, at) => ({
  id: authorityId(`body-${at + 1}`),
  name: `물때감시원 ${at + 1}`,
  nameEn: `Tidewatch Review Office ${at + 1}`,
  kind: 'regulator',
  country: 'KR',
  domain: `tidewatch${at + 1}.example`,
  addresses: [`orders@tidewatch${at + 1}.example`],
}));

/** @param number as the store gives it out */
export function livesAs(life: Life, number: CaseNumber, law: Law): readonly Given[] {
  const { receivedAt, items, answered } = life;
  const notice = noticeOf(life);
  const laws = lawsOf(notice, AUTHORITIES, law);
  const all = Array.from({ length: items }, (_, at) => at + 1);
  const [found, decided, done] = [30 * SECOND, 2 * HOUR, 2 * HOUR + 5 * MINUTE];
  const desk = (from: number, command: Command): Given => ({
    at: after(receivedAt, from),
    actor: DESK,
    command,
  });
  const begins = [
    desk(0, { kind: 'receive', number, notice, laws, missing: [] }),
    desk(0, acknowledges(life, notice, number)),
    ...all.map((item) => desk(found, locates(life, item, after(receivedAt, found)))),
  ];
  if (!answered) return begins;
  const regime = laws[0]?.regime ?? 'kr-voluntary-request';
  const ground: Ground = { kind: 'law', regime };
  const acts = all.flatMap((item) => copiesOf(life, item).map((copy) => ({ item, copy })));
  const at = after(receivedAt, done);
  return [
    ...begins,
    ...all.map((item) => decides(life, item, ground, after(receivedAt, decided))),
    ...acts.map(({ item, copy }) => desk(done, hides(item, copy, at))),
    ...acts.map(({ item, copy }) => desk(done, looks(item, copy, at))),
    ...all.map((item) => desk(done, sweeps(life, item))),
    ...all.flatMap((item) => tells(life, item).map((command) => desk(done, command))),
    desk(done, { kind: 'record-milestone', milestone: 'uploader-told', act: null }),
    answers(life, notice, number, after(receivedAt, done)),
  ];
}

function acknowledges({ receivedAt }: Life, notice: Notice, number: CaseNumber): Command {
  if (notice.report !== undefined) return { kind: 'record-report-told', state: 'looking' };
  const handedOverAt = receivedAt;
  return { kind: 'record-acknowledgement', messageId: `<${number}.receipt@desk.example>`, handedOverAt };
}

/** A proven letter is answered by mail, a report on the platform, and a claim by a person who looked at it. */
function answers(life: Life, notice: Notice, number: CaseNumber, at: Instant): Given {
  const desk = (command: Command): Given => ({ at, actor: DESK, command });
  if (notice.report !== undefined) return desk({ kind: 'record-report-told', state: 'acted' });
  if (notice.sender.level !== 'L0')
    return desk({ kind: 'record-reply', messageId: `<${number}.reply.1@desk.example>`, edition: 1 });
  const by = reviewerOf(life);
  const act = { id: decisionId(`answer-${life.at}`), by, at, signature: DIGEST };
  return { at, actor: { kind: 'person', id: by }, command: { kind: 'answer-by-hand', act } };
}

const reviewerOf = ({ at }: Life) => REVIEWERS[at % REVIEWERS.length] ?? personId('nobody');

/** Of ten letters seven are proven, two are claims by mail, and one is a report on the platform, some of them of a child or a threat. */
function noticeOf({ at, receivedAt, items }: Life): Notice {
  const how = at % 10;
  const proven = how < 7;
  const report = how === 9 ? { report: reportOf(at) } : {};
  return {
    letter: letterId(`letter-${at}`),
    receivedAt,
    ...(how === 9
      ? {}
      : {
          acknowledge: { kind: 'yes', to: 'orders@tidewatch1.example', messageId: null, offsetMinutes: null },
        }),
    sender: proven
      ? { level: 'L1', authority: authorityId(`body-${(at % BODIES) + 1}`), reasons: [] }
      : { level: 'L0', authority: null, reasons: ['guard.dmarc'] },
    reading: {
      kind: proven ? 'correction-request' : 'victim-notice',
      documentNumber: proven ? `TW-${at}` : null,
      replyBy: null,
      measures: ['delete'],
      legalBasis: [],
      confidential: false,
      languages: ['ko'],
      items: Array.from({ length: items }, (_, place) => ({
        number: place + 1,
        locator: { platform: 'messenger', link: linkOf(at, place + 1) },
      })),
      rejected: [],
      leftOut: [],
      unread: [],
    },
    ...report,
  };
}

const reportOf = (at: number): Report => ({
  ...{ platform: 'messenger', id: String(at), signedIn: at % 20 === 9, words: true, contact: true },
  reasons: [(['intimate-image', 'minor', 'threat'] as const)[Math.floor(at / 10) % 3] ?? 'other'],
  keysFor: [],
});

const roomOf = (at: number, item: number, copy = 0): number => (at * 7 + item * 3 + copy * 31) % ROOMS;
const messageOf = (at: number, item: number, copy: number): string => String(at * 100_000 + item * 10 + copy);
const linkOf = (at: number, item: number): string =>
  `https://chat.example/r/room-${roomOf(at, item)}/m/${messageOf(at, item, 0)}`;

const copiesOf = ({ at }: Life, item: number): readonly Copy[] =>
  Array.from({ length: COPIES }, (_, copy) => {
    const [message, blob] = [messageOf(at, item, copy), `${DIGEST.slice(0, 20)}${at}-${item}`];
    return {
      id: copyId(`messenger/m/${message}/b/${blob}`),
      ...{ connector: 'messenger', container: String(roomOf(at, item, copy)), message, blob },
      address: `room-${roomOf(at, item, copy)}`,
      uploader: String((at * 13 + item * 5 + (copy > 1 ? 1 : 0)) % MEMBERS),
      ...{ whole: true, via: copy === 0 ? 'link' : 'index' },
    };
  });

const locates = (life: Life, item: number, until: Instant): Command => ({
  kind: 'record-location',
  item,
  location: {
    kind: 'found',
    copies: copiesOf(life, item),
    coverage: {
      ...{ scope: ['rooms'], method: 'look-up by file id', until },
      ...{ complete: false, blind: ['e2ee'] },
    },
  },
});

/** Each signed for itself: a worse case than one act over all items. */
function decides(life: Life, item: number, ground: Ground, signedAt: Instant): Given {
  const by = reviewerOf(life);
  const decision: Decision = {
    ...{ id: decisionId(`decision-${life.at}-${item}`), act: 'hide', ground, by, at: signedAt },
    signature: DIGEST,
  };
  return {
    at: signedAt,
    actor: { kind: 'person', id: by },
    command: { kind: 'decide', item, decision },
  };
}

const receiptAt = (at: Instant, status: number): Receipt => ({
  ...{ connector: 'messenger', version: '1', at, requestDigest: DIGEST, status, responseDigest: DIGEST },
});

const hides = (item: number, copy: Copy, at: Instant): Command => ({
  ...{ kind: 'record-action', item, copy: copy.id, power: 'hide', turn: 1, round: 1, answer: 'accepted' },
  receipts: [receiptAt(at, 202), receiptAt(at, 202)],
  preserved: {
    kind: 'kept',
    record: {
      ...{ sha256: DIGEST, bytes: 48_000, mime: 'image/jpeg', uploader: copy.uploader, postedAt: at },
      ...{ fileBy: copy.uploader, fileAt: at, headers: { 'content-type': 'image/jpeg' } },
    },
    receipts: [receiptAt(at, 200)],
  },
});

const looks = (item: number, copy: Copy, at: Instant): Command => ({
  ...{ kind: 'record-verification', item, copy: copy.id, turn: 1, round: 1, look: 1, judgement: 'gone' },
  verdicts: (['anonymous', 'member', 'admin'] as const).flatMap((view) =>
    (['reference', 'blob'] as const).map(
      (layer): Verdict => ({
        ...{ view, layer, result: 'absent', method: 'HEAD /r/:slug/m/:id', at, responseDigest: DIGEST },
      }),
    ),
  ),
});

const sweeps = (life: Life, item: number): Command => ({
  ...{ kind: 'record-sweep', item, turn: 1, pass: 1, copies: copiesOf(life, item) },
});

const tells = (life: Life, item: number): readonly Command[] =>
  [...new Set(copiesOf(life, item).map(({ uploader }) => uploader))].map((account) => ({
    ...{ kind: 'record-reasons', of: item, decision: decisionId(`decision-${life.at}-${item}`), account },
    ...{ outcome: 'told', digest: DIGEST },
  }));
