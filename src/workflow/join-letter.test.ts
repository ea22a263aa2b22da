// A proven letter about an earlier one joins its case; a claim changes nothing, and something new opens a case that follows.
import { testMarks } from '../../test/support/marks.ts';
import { describe, expect, test } from 'vitest';
import {
  type FakeMail,
  jsonMailReader,
  memorySpool,
  memoryVault,
  PROVEN_FACTS,
  rawMail,
} from '../../test/support/fake-ports.ts';
import { AUTHORITY, DESK_ADDRESS, later, ORIGIN } from '../../test/support/fixtures.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { HOUR } from '../domain/kernel/instant.ts';
import { letterId } from '../domain/kernel/ids.ts';
import type { Cases } from '../ports/cases.ts';
import { receiveLetter } from './receive-letter.ts';
import { turns } from './turns.ts';

const DESK = {
  address: DESK_ADDRESS,
  messengerOrigin: ORIGIN,
  authoritiesAt: async () => [AUTHORITY],
  law: KOREAN_LAW,
};
const post = (at: number): string => `${ORIGIN}/r/maple/m/${at}`;
const FIRST = `Document No.: HB-2026-7\nWe request that you delete these.\n1. ${post(1)}\n2. ${post(2)}`;
const INQUIRY = 'With reference to our letter HB-2026-7: what is the status? Please answer.';
const WITHDRAWAL = 'We withdraw item 2 of our letter HB-2026-7.';
const AMENDMENT = `Document No.: HB-2026-9\nFurther to our letter HB-2026-7, please also delete this. We withdraw item 2 of our letter HB-2026-7.\n1. ${post(3)}`;

/** Each letter with a signature of its own. */
const mail = (text: string, at: number, changes: Partial<FakeMail> = {}): Uint8Array =>
  rawMail({
    text,
    contentKey: `key-${at}`,
    facts: factsOf(at),
    ...changes,
  });

/** Receives the letters one after another. */
const received = (...mails: readonly Uint8Array[]) => receivedWith(() => undefined, mails);

/** The second letter dies once, right before it is told in the earlier case, and is met again in the spool. */
const interrupted = (...mails: readonly Uint8Array[]) =>
  receivedWith((cases) => {
    const { update } = cases;
    let dies = true;
    Object.assign(cases, {
      update: async (...args: Parameters<Cases['update']>) => {
        if (!dies) return update(...args);
        dies = false;
        throw new Error('killed');
      },
    });
  }, mails);

async function receivedWith(beforehand: (cases: Cases) => void, mails: readonly Uint8Array[]) {
  let made = 0;
  const store = memoryStore();
  const named = mails.map((raw, at) => [`letter-${at}`, raw] as const);
  const ports = {
    spool: memorySpool(Object.fromEntries(named)),
    vault: memoryVault(),
    cases: store.cases,
    mail: jsonMailReader,
    reader: inlineReader,
    turns: turns(),
    marks: testMarks,
    ids: { fresh: () => `case-${(made += 1)}` },
    filed: store.filed,
    mailings: store.mailings,
  };
  const answers = [];
  beforehand(ports.cases);
  for (const [name] of named) {
    const receive = () => receiveLetter(letterId(name), later(HOUR), DESK, ports);
    answers.push(await receive().catch(receive));
  }
  const rows = await store.cases.list({ limit: 10 });
  const loaded = await Promise.all(rows.map(({ id }) => store.cases.load(id)));
  const states = loaded.flatMap((state) => state ?? []);
  const numbered = (number: string) => states.find((state) => state.number === number);
  return { answers: answers.map(({ kind }) => kind), count: rows.length, numbered };
}

describe('a letter about an earlier one', () => {
  test('that only asks joins its case, and opens none', async () => {
    const { answers, count, numbered } = await received(mail(FIRST, 1), mail(INQUIRY, 2));
    expect([answers, count]).toEqual([['opened', 'joined'], 1]);
    expect(numbered('R-26-0001')?.letters).toMatchObject([{ letter: 'letter-1', seq: expect.any(Number) }]);
  });

  test('that takes an item back is told in its case, and takes nothing back by itself', async () => {
    const { answers, numbered } = await received(mail(FIRST, 1), mail(WITHDRAWAL, 2));
    expect(answers).toEqual(['opened', 'joined']);
    expect(numbered('R-26-0001')?.items.map(({ status }) => status)).toEqual(['received', 'received']);
  });

  test('delivered twice joins once', async () => {
    const again = mail(INQUIRY, 2);
    const { answers, numbered } = await received(mail(FIRST, 1), again, again);
    expect(answers).toEqual(['opened', 'joined', 'known']);
    expect(numbered('R-26-0001')?.letters).toHaveLength(1);
  });

  test('with something new opens a case that follows, and what it takes back is told in the earlier one', async () => {
    const { answers, numbered } = await received(mail(FIRST, 1), mail(AMENDMENT, 2));
    expect(answers).toEqual(['opened', 'opened']);
    expect(numbered('R-26-0002')).toMatchObject({ follows: 'R-26-0001', items: [{ index: 1 }] });
    expect(numbered('R-26-0001')?.letters).toHaveLength(1);
  });

  test.each([
    ['a claim', { facts: { dmarc: 'fail' } }],
    ['sent before by its signature', { facts: factsOf(1) }],
  ] as const)('that is %s changes no earlier case, and opens one of its own', async (_, changes) => {
    const { answers, numbered } = await received(mail(FIRST, 1), mail(WITHDRAWAL, 2, changes));
    expect(answers).toEqual(['opened', 'opened']);
    expect(numbered('R-26-0001')?.letters).toEqual([]);
    expect(numbered('R-26-0002')).toMatchObject({ follows: null, notice: { sender: { level: 'L0' } } });
  });

  test('whose look-ups failed at first gives its proof to the case it opened then', async () => {
    const first = mail(INQUIRY, 2, { facts: { ...factsOf(2), dnsFailed: true } });
    const { answers, numbered } = await received(mail(FIRST, 1), first, mail(INQUIRY, 2));
    expect(answers).toEqual(['opened', 'opened', 'known']);
    expect(numbered('R-26-0002')?.notice?.sender.level).toBe('L1');
    expect(numbered('R-26-0001')?.letters).toEqual([]);
  });

  test('that dies before it is told in the earlier case is told there when it is met again', async () => {
    const text = `Document No.: HB-2026-9\n1. ${post(3)}\nWe withdraw item 2 of our letter HB-2026-7.`;
    const { answers, numbered, count } = await interrupted(mail(FIRST, 1), mail(text, 2));
    expect([answers, count]).toEqual([['opened', 'known'], 2]);
    expect(numbered('R-26-0001')?.letters).toHaveLength(1);
    expect(numbered('R-26-0002')?.letters).toEqual([]);
  });

  test.each([
    ['joins where its own signature says so', 'hanbit.example', 1, 'joined'],
    ["joins nothing by a stranger's signature", 'stranger.example', 1, 'opened'],
    ['joins nothing where the field stands twice', 'hanbit.example', 2, 'opened'],
  ])('that answers a mail of ours %s', async (_, domain, count, expected) => {
    const [own] = PROVEN_FACTS.signatures;
    const reply = {
      id: `of-${domain}`,
      domain,
      covers: [...(own?.covers ?? []), 'in-reply-to', 'references'],
    };
    const signatures = [...factsOf(2).signatures, ...(own === undefined ? [] : [{ ...own, ...reply }])];
    const headers = { ...PROVEN_FACTS.headers, 'in-reply-to': count };
    const answer = mail('What is the status of our earlier letter? Please answer.', 2, {
      facts: { signatures, headers },
      header: { answers: [`<R-26-0001.1.x@${DESK_ADDRESS.split('@')[1]}>`] },
    });
    expect((await received(mail(FIRST, 1), answer)).answers).toEqual(['opened', expected]);
  });

  test('that names a number nobody knows opens a case of its own', async () => {
    const other = 'With reference to our letter HB-2026-8: what is the status? Please answer.';
    expect((await received(mail(FIRST, 1), mail(other, 2))).answers).toEqual(['opened', 'opened']);
  });
});

function factsOf(at: number) {
  return { signatures: PROVEN_FACTS.signatures.map((one) => ({ ...one, id: `signature-${at}` })) };
}
