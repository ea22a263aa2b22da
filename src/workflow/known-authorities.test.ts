// Letters are judged by whom the desk knew when they came; a sender that asks too much loses its power, never its letter.
import { testMarks } from '../../test/support/marks.ts';
import { describe, expect, test } from 'vitest';
import {
  type FakeMail,
  jsonMailReader,
  memorySpool,
  memoryVault,
  rawMail,
} from '../../test/support/fake-ports.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { AUTHORITY, DESK_ADDRESS, later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { KOREAN_LAW } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { decisionId, letterId, personId } from '../domain/kernel/ids.ts';
import { HOUR } from '../domain/kernel/instant.ts';
import type { Authority } from '../domain/notice/authority.ts';
import { authoritiesIn } from './known-authorities.ts';
import { receiveLetter } from './receive-letter.ts';
import { turns } from './turns.ts';

const ACT = { id: decisionId('r'), by: personId('p'), key: 'k', at: T0, signature: 's' };
const two = (key: string): FakeMail => ({
  text: `We request that you delete these.\n1. ${ORIGIN}/r/${key}/m/1\n2. ${ORIGIN}/r/${key}/m/2`,
  contentKey: key,
  facts: { signatures: [] },
});

async function deskOf(
  authority: Authority,
  mails: readonly string[],
  facts: (key: string) => FakeMail['facts'],
) {
  const store = memoryStore();
  await store.enrolments.append({ kind: 'imported', at: T0, authorities: [authority], file: 'f' }, 0);
  const raw = mails.map((key) => [key, rawMail({ ...two(key), facts: facts(key) ?? {} })] as const);
  const spool = memorySpool(Object.fromEntries(raw));
  let made = 0;
  const ids = { fresh: () => `case-${(made += 1)}` };
  const ports = {
    spool,
    vault: memoryVault(),
    cases: store.cases,
    mail: jsonMailReader,
    reader: inlineReader,
    turns: turns(),
    marks: testMarks,
    ids,
    filed: store.filed,
    mailings: store.mailings,
  };
  const desk = {
    address: DESK_ADDRESS,
    messengerOrigin: ORIGIN,
    authoritiesAt: authoritiesIn(store.enrolments),
    law: KOREAN_LAW,
  };
  const receive = async (key: string) => {
    const received = await receiveLetter(letterId(key), later(100 * HOUR), desk, ports);
    if (received.kind === 'set-aside' || received.kind === 'filed') throw new Error(received.kind);
    return (await store.cases.load(received.case))?.notice;
  };
  return { ...store, receive };
}
const signature = (id: string) => ({
  id,
  domain: 'hanbit.example',
  passed: true,
  algorithm: 'rsa-sha256',
  keyBits: 2_048,
  hasLengthTag: false,
  covers: ['from', 'to', 'subject', 'date', 'message-id'],
});
const signed = (key: string) => ({ signatures: [signature(key)] });

describe('a letter', () => {
  test('is judged by the version of the moment it came, however late it is read (A7)', async () => {
    const moved = { ...AUTHORITY, addresses: ['new@hanbit.example'] };
    const desk = await deskOf(AUTHORITY, ['a', 'b'], signed);
    await desk.enrolments.append({ kind: 'requested', asks: 'change', authority: moved, act: ACT }, 1);
    const confirmed = { kind: 'confirmed', request: ACT.id, act: ACT } as const;
    await desk.enrolments.append({ ...confirmed, from: later(1) }, 2);
    expect((await desk.receive('a'))?.sender).toMatchObject({ level: 'L1', authority: AUTHORITY.id });
    const sooner = await deskOf(AUTHORITY, ['a'], signed);
    await sooner.enrolments.append({ kind: 'requested', asks: 'change', authority: moved, act: ACT }, 1);
    await sooner.enrolments.append({ ...confirmed, from: T0 }, 2);
    expect((await sooner.receive('a'))?.sender).toMatchObject({
      level: 'L0',
      reasons: ['guard.not-enrolled'],
    });
  });

  test('beyond the items of a day is read whole and keeps its clock, but its sender is a claim (A14)', async () => {
    const desk = await deskOf({ ...AUTHORITY, scope: { itemsADay: 4 } }, ['a', 'b', 'c'], signed);
    const earlier = [await desk.receive('a'), await desk.receive('b')].map((notice) => notice?.sender.level);
    expect(earlier).toEqual(['L1', 'L1']);
    const notice = await desk.receive('c');
    expect(notice?.sender).toEqual({
      level: 'L0',
      authority: null,
      claimed: AUTHORITY.id,
      reasons: ['guard.scope-items'],
    });
    expect(notice?.reading.items).toHaveLength(2);
    const rows = await desk.cases.list({ limit: 9 });
    expect(rows.map(({ target, due }) => target ?? due)).not.toContain(null);
  });

  test('that comes at the same moment as another counts as much as if they came one after the other (A15)', async () => {
    const desk = await deskOf({ ...AUTHORITY, scope: { itemsADay: 2 } }, ['a', 'b'], signed);
    const notices = await Promise.all([desk.receive('a'), desk.receive('b')]);
    expect(notices.map((notice) => notice?.sender.level).toSorted()).toEqual(['L0', 'L1']);
  });

  test('for another measure than its sender is enrolled for is a claim (A14)', async () => {
    const desk = await deskOf({ ...AUTHORITY, scope: { measures: ['preserve'] } }, ['a'], signed);
    expect((await desk.receive('a'))?.sender.reasons).toEqual(['guard.scope-measure']);
  });

  test('of a body whose mail system leaves To unsigned is never proven by mail, and says so (A12)', async () => {
    const desk = await deskOf({ ...AUTHORITY, signing: 'to-unsigned' }, ['a'], signed);
    expect((await desk.receive('a'))?.sender).toMatchObject({
      level: 'L0',
      reasons: ['guard.signing-habit'],
    });
  });
});
