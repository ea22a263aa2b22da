// What a body writes after its first letter, and what others write of the same items: follow-ups, additions, what is taken back, what is only
// to be kept. Real PostgreSQL, real messenger, mail over real SMTP both ways. Every mail that goes out is read for a word about anybody else.
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import type { Case } from '../../src/domain/case/case.ts';
import { after, DAY, MINUTE } from '../../src/domain/kernel/instant.ts';
import { actOnItems, type AskedOfItems } from '../../src/workflow/act-on-items.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { takeAct } from '../../src/workflow/take-act.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { BOARD, byTheBoard, byThePolice, headersWith, POLICE, SELECTOR, ZONE } from '../mail/desk-mail.ts';
import { dkimKey, mail, type Signing } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 180_000 });

const world = messengerWorld();
let desk: DeskParts;

/** A person whose mail provider signs: she may be told that her letter came. */
const SOMIN = 'somin@pyeonji.example';
const providerKey = dkimKey();
const byHerProvider: Signing = { ...byTheBoard, domain: 'pyeonji.example', key: providerKey };
ZONE['_dmarc.pyeonji.example'] = { TXT: ['v=DMARC1; p=reject'] };
ZONE[`${SELECTOR}._domainkey.pyeonji.example`] = { TXT: [providerKey.record] };

beforeAll(async () => {
  desk = await deskParts(world.connector);
});
afterAll(() => desk.close());

interface Writer {
  readonly address: string;
  readonly name: string;
  readonly signing: Signing;
}

const BOARD_WRITES: Writer = { address: BOARD.addresses[0] ?? '', name: 'Maru Board', signing: byTheBoard };
const POLICE_WRITES: Writer = { address: POLICE.addresses[0] ?? '', name: 'Byeolha', signing: byThePolice };
const SOMIN_WRITES: Writer = { address: SOMIN, name: 'Somin', signing: byHerProvider };

let written = 0;

/** Over the desk's own port; worked off afterwards. */
async function writes({ address, name, signing }: Writer, text: string) {
  written += 1;
  const headers = headersWith({
    From: `${name} <${address}>`,
    'Message-ID': `<w${written}@${signing.domain}>`,
    Subject: 'Letter',
  });
  const received = await desk.mailed(mail(headers, `${text.replaceAll('\n', '\r\n')}\r\n`, signing), address);
  if (received.kind !== 'opened' && received.kind !== 'joined') throw new Error(received.kind);
  await desk.workOff(received.case);
  return received;
}

const stateOf = async (id: CaseId): Promise<Case> => {
  const state = await desk.ports.cases.load(id);
  if (state === undefined) throw new Error('no such case');
  return state;
};
const results = ({ items }: Case) => items.map(({ result }) => result?.word ?? null);

async function signedBy(name: string, id: CaseId, asked: AskedOfItems): Promise<string> {
  const ports = { ...desk.ports, digests: sha256Digests, book: desk.book };
  const done = await actOnItems(await desk.request(id, name, asked), asked, desk.now(), ports);
  return done.ok ? 'done' : done.error.code;
}

interface Outgoing {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly kind: string;
  /** The header as it was sent, and everything in it that is encoded. */
  readonly all: string;
}

async function outgoing(to?: string): Promise<readonly Outgoing[]> {
  const mails = await Promise.all(desk.sent.map(async (raw) => ({ raw, mail: await PostalMime.parse(raw) })));
  return mails
    .map(({ raw, mail: { to: [first] = [], subject = '', text = '', messageId = '', headers } }) => ({
      to: first?.address ?? '',
      subject,
      text,
      kind: /\.(receipt|reply\.\d)\./.exec(messageId)?.[1] ?? '',
      all: [raw.toString('latin1'), subject, text, ...headers.map(({ value }) => value)].join('\n'),
    }))
    .filter((one) => to === undefined || one.to === to);
}

describe('the letters of one body', () => {
  const FIRST = 'Document No.: MB-2026-11';
  let first: CaseId;
  let following: CaseId;
  let staged: Awaited<ReturnType<typeof world.stage>>[] = [];

  it('open a case, join it, and are each told within a minute that they came', async () => {
    staged = await Promise.all([world.stage(), world.stage(), world.stage()]);
    const [one, two] = staged.map(({ locator }) => locator.link);
    const list = `1. ${one}\n2. ${two}`;
    const opened = await writes(
      BOARD_WRITES,
      `${FIRST}\nThis is a correction request. Delete these.\n${list}`,
    );
    expect(opened.kind).toBe('opened');
    first = opened.case;
    desk.pass(DAY);
    const asked = desk.now();
    const inquiry = await writes(BOARD_WRITES, `${FIRST}\nWhat is the status of our letter MB-2026-11?`);
    expect(inquiry).toMatchObject({ kind: 'joined', case: first });
    const state = await stateOf(first);
    expect(state.letters).toMatchObject([{ asks: ['inquiry'], acknowledged: { kind: 'sent' } }]);
    const [{ acknowledged } = {}] = state.letters;
    expect(acknowledged !== undefined && 'at' in acknowledged && acknowledged.at - asked).toBeLessThan(
      MINUTE,
    );
    expect((await outgoing(BOARD_WRITES.address)).map(({ kind }) => kind)).toEqual(['receipt', 'receipt']);
    expect(state.milestones.filter(({ milestone }) => milestone === 'receipt-confirmed')).toHaveLength(1);
  });

  it('open a case that follows where they add something', async () => {
    const third = staged[2]?.locator.link;
    const more = await writes(
      BOARD_WRITES,
      `Document No.: MB-2026-12\nThis is a correction request. Further to our letter MB-2026-11, please also delete this.\n1. ${third}`,
    );
    expect(more.kind).toBe('opened');
    following = more.case;
    expect(await stateOf(following)).toMatchObject({ follows: 'R-26-0001', items: [{ index: 1 }] });
    expect((await stateOf(first)).items).toHaveLength(2);
  });

  it('take nothing back by themselves, and what a person signs is not decided', async () => {
    const back = await writes(BOARD_WRITES, 'We withdraw item 2 of our letter MB-2026-11.');
    expect(back).toMatchObject({ kind: 'joined', case: first });
    const before = await stateOf(first);
    expect(before.items.map(({ status }) => status)).toEqual(['awaiting-decision', 'awaiting-decision']);
    const letter = before.letters.at(-1)?.letter ?? null;
    expect(before.letters.at(-1)).toMatchObject({
      asks: expect.arrayContaining(['withdrawal']),
      withdraws: [2],
    });
    expect(await signedBy('sora', first, { kind: 'withdraw-items', items: [2], letter })).toBe('done');
    await desk.decideHide(first);
    await desk.workOff(first);
    expect(results(await stateOf(first))).toEqual(['removed', 'withdrawn']);
    await desk.decideHide(following);
    await desk.workOff(following);
    expect(results(await stateOf(following))).toEqual(['removed']);
    const shown = await Promise.all(staged.map(({ places }) => Promise.all(places.map(world.shown))));
    expect(shown.map((places) => new Set(places))).toEqual([
      new Set([false]),
      new Set([true]),
      new Set([false]),
    ]);
    const replies = (await outgoing(BOARD_WRITES.address)).filter(({ kind }) => kind === 'reply.1');
    expect(replies.map(({ subject }) => /MB-2026-1\d/.exec(subject)?.[0])).toEqual([
      'MB-2026-11',
      'MB-2026-12',
    ]);
    expect(replies[0]?.text).toMatch(/withdrawn/i);
  });

  it('that ask only to keep hide nothing: records are kept, and the picture stays up', async () => {
    const { locator, places } = await world.stage();
    const text = `Document No.: MB-2026-13\nPlease preserve all records and logs of the following. Do not delete anything.\n1. ${locator.link}`;
    const { case: id } = await writes(BOARD_WRITES, text);
    await expect(desk.decideHide(id)).rejects.toThrow('decision.only-to-keep');
    const until = after(desk.now(), 90 * DAY);
    const ground = { kind: 'terms', clause: '7' } as const;
    expect(await signedBy('sora', id, { kind: 'preserve-items', items: [1], ground, until })).toBe('done');
    await desk.workOff(id);
    const state = await stateOf(id);
    expect(results(state)).toEqual(['preserved']);
    const [kept] = (await desk.history(id)).filter((event) => event.kind === 'item-preserved');
    expect(kept?.kind === 'item-preserved' && kept.records).toHaveLength(places.length);
    expect(await Promise.all(places.map(world.shown))).toEqual(places.map(() => true));
    expect(await world.effects(id)).toEqual([]);
    expect((await outgoing()).at(-1)).toMatchObject({ kind: 'reply.1', to: BOARD_WRITES.address });
  });
});

describe('a victim, a regulator and the police about one item', () => {
  const NUMBERS = /R-\d\d-\d{4,}/g;

  it('have it decided once, are each answered, and no mail says a word about the others', async () => {
    const { locator, places } = await world.stage();
    const victim = await writes(
      SOMIN_WRITES,
      `Please delete this. It shows me, and I never agreed to it.\n1. ${locator.link}`,
    );
    desk.pass(20 * MINUTE);
    const board = await writes(
      BOARD_WRITES,
      `Document No.: MB-2026-21\nThis is a correction request. Delete this.\n1. ${locator.link}`,
    );
    desk.pass(20 * MINUTE);
    const police = await writes(
      POLICE_WRITES,
      `문서번호: 별하-2026-77\n수사와 관련하여 아래 게시물의 삭제를 요청합니다.\n1. ${locator.link}`,
    );
    await desk.decideHide(board.case);
    await desk.workOff(board.case);
    const asks = '문서번호: 별하-2026-78\n우리 문서 별하-2026-77의 처리 결과를 알려 주시기 바랍니다.';
    expect(await writes(POLICE_WRITES, asks)).toMatchObject({ kind: 'joined', case: police.case });

    const cases = await Promise.all([victim, board, police].map((one) => stateOf(one.case)));
    const histories = await Promise.all([victim, board, police].map((one) => desk.history(one.case)));
    const decided = histories.map((events) =>
      events.flatMap((event) => (event.kind === 'item-decided' ? [event.from?.number ?? 'here'] : [])),
    );
    const at = cases[1]?.number;
    expect(decided).toEqual([[at], ['here'], [at]]);
    expect(cases.map(results)).toEqual([['removed'], ['removed'], ['removed']]);
    expect(await Promise.all(places.map(world.shown))).toEqual(places.map(() => false));
    expect(cases.map(({ status, withheld }) => [status, withheld])).toEqual([
      ['open', true],
      ['answered', false],
      ['answered', false],
    ]);
    const byHand = { kind: 'answer-by-hand' } as const;
    const told = await takeAct(
      await desk.request(victim.case, 'mina', byHand),
      byHand,
      desk.now(),
      desk.ports,
    );
    expect(told.ok).toBe(true);

    expect((await outgoing(SOMIN)).map(({ kind }) => kind)).toEqual(['receipt']);
    expect((await outgoing(POLICE_WRITES.address)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['receipt', '별하-2026-77 안내'],
      ['reply.1', expect.stringContaining('별하-2026-77')],
      ['receipt', '별하-2026-78 안내'],
    ]);
  });

  it('J9: and in no mail of the whole day does anybody stand whom it did not go to', async () => {
    const about: Readonly<Record<string, { readonly marks: RegExp; readonly numbers: readonly string[] }>> = {
      [BOARD_WRITES.address]: {
        marks: /maru|마루|MB-2026/i,
        numbers: ['R-26-0001', 'R-26-0002', 'R-26-0003', 'R-26-0005'],
      },
      [POLICE_WRITES.address]: { marks: /byeolha|별하|police|경찰/i, numbers: ['R-26-0006'] },
      [SOMIN]: { marks: /somin|pyeonji|never agreed/i, numbers: ['R-26-0004'] },
    };
    const all = await outgoing();
    expect(new Set(all.map(({ to }) => to))).toEqual(new Set(Object.keys(about)));
    expect(all.length).toBeGreaterThan(10);
    for (const one of all) {
      const others = Object.entries(about).filter(([address]) => address !== one.to);
      for (const [, { marks }] of others) expect(one.all).not.toMatch(marks);
      for (const number of one.all.match(NUMBERS) ?? []) expect(about[one.to]?.numbers).toContain(number);
    }
  });
});
