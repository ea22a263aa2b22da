// One look into an inbox whose server refuses some mails without hanging up: they are passed over, and asked for less and less.
import { expect, it } from 'vitest';
import { after, instant, MINUTE } from '../../domain/kernel/instant.ts';
import type { InboxSession } from './imap-session.ts';
import { emptyMemory, takeRound, type TakingPorts } from './round.ts';

function inbox(uids: readonly number[], broken: readonly number[]) {
  const asked: number[] = [];
  const marked: number[] = [];
  const session: InboxSession = {
    uidValidity: '1',
    peer: 'mail.desk.example:993',
    isOpen: () => true,
    waiting: async () => uids.filter((uid) => !marked.includes(uid)),
    read: async (uid) => {
      asked.push(uid);
      if (broken.includes(uid)) throw new Error('not this one');
      return { kind: 'mail', raw: new Uint8Array([uid]), arrivedAt: null };
    },
    markTaken: async (taken) => void marked.push(...taken),
    flagTooLarge: async () => undefined,
    news: async () => undefined,
    close: () => undefined,
  };
  return { session, asked, marked };
}

it('goes on behind a mail that is refused, tries it three times, tells once, and lets it rest', async () => {
  const { session, asked, marked } = inbox([1, 2], [1]);
  const told: string[] = [];
  let now = instant(0);
  const ports: TakingPorts = {
    accept: async () => ({ kind: 'kept' }),
    onKept: () => undefined,
    clock: () => now,
    fresh: () => 'letter',
    tell: async ({ code }) => told.push(code) > 0,
    onError: () => undefined,
  };
  const settings = { address: 'notices@desk.example', folder: 'INBOX', oldestMs: MINUTE };
  const taking = { session, memory: emptyMemory(), settings, ports, stopped: () => false };
  await takeRound(taking);
  expect(marked).toEqual([2]);
  for (let round = 0; round < 5; round += 1) await takeRound(taking);
  expect([asked, told]).toEqual([[1, 2, 1, 1], ['imap.stuck']]);
  now = after(now, 10 * MINUTE);
  await takeRound(taking);
  expect([asked, told]).toEqual([[1, 2, 1, 1, 1], ['imap.stuck']]);
});

it('is bounded, and says that more waits', async () => {
  const many = Array.from({ length: 250 }, (_, at) => at + 1);
  const { session, marked } = inbox(many, []);
  const memory = emptyMemory();
  const ports: TakingPorts = {
    accept: async () => ({ kind: 'kept' }),
    onKept: () => undefined,
    clock: () => instant(0),
    fresh: () => 'letter',
    tell: async () => true,
    onError: () => undefined,
  };
  const settings = { address: 'notices@desk.example', folder: 'INBOX', oldestMs: MINUTE };
  const more: boolean[] = [];
  for (let round = 0; round < 3; round += 1)
    more.push(await takeRound({ session, memory, settings, ports, stopped: () => false }));
  expect([more, marked]).toEqual([[true, true, false], many]);
});
