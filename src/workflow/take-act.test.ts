// Signed acts and appeals: whoever signs, signs exactly this, for this case, just now; and nothing is written unless all is right.
import { beforeEach, describe, expect, test } from 'vitest';
import { CASE, honestPlatform, type SmallDesk, smallDesk } from '../../test/support/fake-ports.ts';
import { clocksOf, decides, later, NUMBER, T0 } from '../../test/support/fixtures.ts';
import {
  AWARENESS,
  bookOf,
  CORRECTION,
  FORTY_EIGHT,
  KOREAN_LAW,
  lawOf,
  regime,
  SOURCED,
  lawPort,
} from '../../test/support/laws.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import type { Case } from '../domain/case/case.ts';
import type { LawBook } from '../domain/clock/book.ts';
import type { Regime } from '../domain/clock/regime.ts';
import { actPayload, type Asked, type AskedOfCase } from '../domain/decision/act-payload.ts';
import { MAX_DECISION_AGE } from '../domain/decision/payload.ts';
import { appealId, caseNumber, decisionId, personId } from '../domain/kernel/ids.ts';
import { after, DAY, type Instant } from '../domain/kernel/instant.ts';
import type { Result } from '../domain/kernel/result.ts';
import { addPerson } from './add-person.ts';
import { decideAppeal } from './decide-appeal.ts';
import { receiveAppeal } from './receive-appeal.ts';
import { type SignedRequest, takeAct } from './take-act.ts';

const KEYS = { ara: newKey(), bora: newKey(), chan: newKey() };
type Name = keyof typeof KEYS;
const idOf = (name: string) => personId(`id-of-${name}`);

let desk: SmallDesk;
const open = async (law = KOREAN_LAW): Promise<void> => {
  desk = await smallDesk(honestPlatform(), { law });
  for (const name of Object.keys(KEYS) as Name[])
    await addPerson(
      { id: idOf(name), name, publicKey: KEYS[name].publicKey, addedAt: T0 },
      desk.store.people,
    );
};
beforeEach(() => open());

interface By {
  readonly name?: Name;
  /** Whose key signs; by default her own. */
  readonly key?: Name;
  readonly id?: string;
  readonly at?: Instant;
  readonly number?: SignedRequest['number'];
}

function requestOf(asked: Asked, by: By = {}): SignedRequest {
  const { name = 'ara', key = name, id = `act of ${name}`, at = desk.now, number = NUMBER } = by;
  const act = { id: decisionId(id), at };
  const signature = sign(KEYS[key].privateKey, actPayload(number, asked, { ...act, by: idOf(name) }));
  return { case: CASE, number, person: name, act, signature };
}

const ports = () => ({ ...desk.store, ...lawPort(), signatures: ed25519Signatures });
const said = (result: Result<Case>): string => (result.ok ? 'allowed' : result.error.code);
const take = async (asked: AskedOfCase, by: By = {}, changes: Partial<SignedRequest> = {}) =>
  said(await takeAct({ ...requestOf(asked, by), ...changes }, asked, desk.now, ports()));

async function writesNothing(act: () => Promise<unknown>): Promise<void> {
  const before = [await desk.history(), await desk.store.outbox.counts()];
  await act();
  expect([await desk.history(), await desk.store.outbox.counts()]).toEqual(before);
}

const TOLD: AskedOfCase = { kind: 'record-milestone', milestone: 'uploader-told' };
const JUDGED: AskedOfCase = { kind: 'judge-notice', missing: ['signature'] };

describe('a signed act', () => {
  test('is recorded with the person who signed it, and not twice', async () => {
    expect(await take(TOLD)).toBe('allowed');
    const event = (await desk.history()).at(-1);
    expect(event).toMatchObject({ kind: 'milestone-reached', actor: { kind: 'person', id: 'id-of-ara' } });
    expect(event).toMatchObject({ act: { by: 'id-of-ara', at: T0, id: 'act of ara' } });
    await writesNothing(async () => expect(await take(JUDGED)).toBe('decision.replayed'));
  });

  test.each<[string, By, Partial<SignedRequest>, string]>([
    ['by another person', { key: 'bora' }, {}, 'decision.signature'],
    ['by the right person under another name', {}, { person: 'bora' }, 'decision.signature'],
    ['by somebody nobody registered', {}, { person: 'dana' }, 'decision.unknown-person'],
    ['for another case of this number', { number: caseNumber(2026, 2) }, {}, 'decision.signature'],
    ['for another number', {}, { number: caseNumber(2026, 2) }, 'decision.signature'],
    ['with another id', {}, { act: { id: decisionId('other'), at: T0 } }, 'decision.signature'],
    ['with another time', {}, { act: { id: decisionId('act of ara'), at: later(-1) } }, 'decision.signature'],
    ['too long ago', { at: later(-MAX_DECISION_AGE - 1) }, {}, 'decision.stale'],
    ['ahead of its time', { at: later(1) }, {}, 'decision.stale'],
  ])('%s is refused, and nothing is written', async (_, by, changes, code) => {
    await writesNothing(async () => expect(await take(TOLD, by, changes)).toBe(code));
  });

  test('does not fit another act, nor the same act that asks something else', async () => {
    const { signature } = requestOf(JUDGED);
    await writesNothing(async () => {
      expect(await take(TOLD, {}, { signature })).toBe('decision.signature');
      expect(await take({ ...JUDGED, missing: ['contact'] }, {}, { signature })).toBe('decision.signature');
      expect(await take({ kind: 'complete-notice', stated: ['signature'] }, {}, { signature })).toBe(
        'decision.signature',
      );
    });
  });

  test.each<[AskedOfCase, string]>([
    [{ kind: 'judge-notice', missing: [] }, 'notice.nothing-missing'],
    [{ kind: 'complete-notice', stated: ['signature'] }, 'notice.nothing-missing'],
    [{ kind: 'withdraw-law', regime: 'us-tida', reason: 'not-this-law' }, 'regime.unknown'],
    [{ kind: 'pause-clock', clock: 'none' }, 'clock.unknown'],
    [{ kind: 'resume-clock', clock: 'kr-tba-22-5/remove' }, 'clock.not-paused'],
    [{ kind: 'pause-clock', clock: 'kr-tba-22-5/remove' }, 'clock.no-pause'],
    [{ kind: 'extend-clock', clock: 'kr-tba-22-5/remove', due: later(DAY) }, 'clock.no-extension'],
    [{ kind: 'close-case', reason: 'duplicate' }, 'case.not-settled'],
  ])('%j is answered by the rules of the case', async (asked, code) => {
    await writesNothing(async () => expect(await take(asked)).toBe(code));
  });
});

describe('a notice that a person reads', () => {
  test('loses the clock that waits for what is missing, and has it anew once that is stated', async () => {
    const statute: Regime = { ...FORTY_EIGHT, invokers: [{ standing: 'anyone', ...SOURCED }] };
    desk = await smallDesk(honestPlatform(), { level: 'L0', law: lawOf(statute) });
    await addPerson(
      { id: idOf('ara'), name: 'ara', publicKey: KEYS.ara.publicKey, addedAt: T0 },
      desk.store.people,
    );
    expect(await take(JUDGED)).toBe('allowed');
    expect(clocksOf(await desk.state())).toEqual(['us-tida/remove insufficient']);
    desk.now = after(desk.now, DAY);
    expect(await take({ kind: 'complete-notice', stated: ['signature'] }, { id: 'second' })).toBe('allowed');
    expect(clocksOf(await desk.state())).toEqual(['us-tida/remove insufficient', 'us-tida/remove#2 running']);
  });

  test('loses a law that she takes back, and its clock with it', async () => {
    await open(lawOf(CORRECTION, AWARENESS));
    const asked = { kind: 'withdraw-law', regime: 'kr-tba-22-5', reason: 'place-not-covered' } as const;
    expect(await take(asked)).toBe('allowed');
    expect(clocksOf(await desk.state())).toContain('kr-tba-22-5/remove law-withdrawn');
  });
});

/** Half a year for both sides, under the law the fixtures decide by. */
const BOOK: LawBook = bookOf({
  ...regime({ id: 'kr-kmcsc-correction' }),
  objections: [
    { ...SOURCED, who: 'party', within: { unit: 'days', count: 30 }, text: { ko: '이의', en: 'appeal' } },
  ],
});

describe('an appeal', () => {
  const asked = { item: 1, from: 'uploader', against: decisionId('hide-1') } as const;
  const receive = async (by: By = {}, what: typeof asked = asked) =>
    said(
      await receiveAppeal(
        requestOf({ kind: 'receive-appeal', ...what }, { id: 'appeal-1', ...by }),
        what,
        BOOK,
        desk.now,
        ports(),
      ),
    );
  const ruling = {
    appeal: appealId('appeal-1'),
    upheld: true,
    ground: { kind: 'terms', clause: '9' },
  } as const;
  const ruled = async (by: By, what: typeof ruling = ruling, request?: SignedRequest) =>
    said(
      await decideAppeal(
        request ?? requestOf({ kind: 'decide-appeal', ...what }, by),
        what,
        desk.now,
        ports(),
      ),
    );
  beforeEach(async () => {
    await desk.run();
    await desk.tell(decides(1, 'hide', { by: 'id-of-ara' }));
    for (const _ of ['action', 'look', 'search']) await desk.run();
  });

  test('is recorded under the id of the act that records it, by the person who recorded it', async () => {
    expect(await receive({ name: 'bora' })).toBe('allowed');
    expect((await desk.history()).at(-1)).toMatchObject({
      kind: 'appeal-received',
      actor: { id: 'id-of-bora' },
      appeal: { id: 'appeal-1', item: 1, by: 'uploader', against: 'hide-1' },
    });
  });

  test('is signed for: another side, another decision or another key does not fit', async () => {
    const request = requestOf({ kind: 'receive-appeal', ...asked });
    await writesNothing(async () => {
      for (const changes of [{ from: 'notifier' }, { against: decisionId('hide-2') }, { item: 2 }] as const) {
        const other = { ...asked, ...changes };
        expect(said(await receiveAppeal(request, other, BOOK, desk.now, ports()))).toBe('decision.signature');
      }
      expect(await receive({ key: 'chan' })).toBe('decision.signature');
    });
  });

  test('is in time as long as the uploader was not told, and then for the time of the law', async () => {
    desk.now = after(desk.now, 400 * DAY);
    expect(await take(TOLD)).toBe('allowed');
    // Told on Saturday 2027-12-25 in Seoul: 30 days lead to Monday 2028-01-24, and no further.
    desk.now = after(desk.now, 31 * DAY);
    await writesNothing(async () => expect(await receive()).toBe('appeal.too-late'));
    desk.now = after(desk.now, -DAY);
    expect(await receive()).toBe('allowed');
  });

  test('against a decision that is no longer the present one is not in question, whatever its time', async () => {
    const old = { ...asked, against: decisionId('hide-0') } as unknown as typeof asked;
    await writesNothing(async () => expect(await receive({}, old)).toBe('appeal.not-concerned'));
  });

  test('is answered by somebody else, with her signature under exactly that answer', async () => {
    await receive();
    const dismissal = { ...ruling, upheld: false } as unknown as typeof ruling;
    await writesNothing(async () => {
      expect(await ruled({ name: 'ara', id: 'r1' })).toBe('appeal.same-person');
      expect(await ruled({ name: 'bora', key: 'ara', id: 'r1' })).toBe('decision.signature');
      const request = requestOf({ kind: 'decide-appeal', ...dismissal }, { name: 'bora', id: 'r1' });
      expect(await ruled({ name: 'bora' }, ruling, request)).toBe('decision.signature');
    });
    expect(await ruled({ name: 'bora', id: 'r1' })).toBe('allowed');
    const events = (await desk.history()).slice(-2);
    expect(events).toMatchObject([
      { kind: 'appeal-decided', ruling: { by: 'id-of-bora', upheld: true } },
      { kind: 'item-decided', decision: { act: 'restore', by: 'id-of-bora' } },
    ]);
    await writesNothing(async () =>
      expect(await ruled({ name: 'chan', id: 'r2' })).toBe('appeal.already-decided'),
    );
  });

  test('that nobody made is not answered', async () => {
    await writesNothing(async () => expect(await ruled({ name: 'bora' })).toBe('appeal.unknown'));
  });
});
