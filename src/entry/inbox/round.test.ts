// One look into an inbox whose server refuses some mails without hanging up: they are passed over, and asked for less and less.
import { expect, it } from 'vitest';
import { after, type Instant, instant, MINUTE } from '../../domain/kernel/instant.ts';
import type { InboxSession } from './imap-session.ts';
import { emptyMemory, takeRound, type TakingPorts } from './round.ts';

/** @param hangsUp over a broken mail */
function inbox(uids: readonly number[], broken: readonly number[], hangsUp = false) {
  const asked: number[] = [];
  const marked: number[] = [];
  const session: InboxSession = {
    uidValidity: '1',
    peer: 'mail.desk.example:993',
    isOpen: () => !hangsUp,
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

function portsAt(clock: () => Instant, told: string[] = []): TakingPorts {
  return {
    accept: async () => ({ kind: 'kept' }),
    onKept: () => undefined,
    clock,
    fresh: () => 'letter',
    tell: async ({ code }) => told.push(code) > 0,
    onError: () => undefined,
  };
}
const SETTINGS = { address: 'notices@desk.example', folder: 'INBOX', oldestMs: MINUTE };
const START = instant(0);

it('goes on behind a mail that is refused, tries it three times, tells once, and lets it rest', async () => {
  const { session, asked, marked } = inbox([1, 2], [1]);
  const told: string[] = [];
  let now = START;
  const ports = portsAt(() => now, told);
  const taking = { session, memory: emptyMemory(), settings: SETTINGS, ports, stopped: () => false };
  await takeRound(taking);
  expect(marked).toEqual([2]);
  for (let round = 0; round < 5; round += 1) await takeRound(taking);
  expect([asked, told]).toEqual([[1, 2, 1, 1], ['imap.stuck']]);
  now = after(now, 10 * MINUTE);
  await takeRound(taking);
  expect([asked, told]).toEqual([[1, 2, 1, 1, 1], ['imap.stuck']]);
});

it('begins with the others once the server has hung up over a mail', async () => {
  const { session, asked } = inbox([1, 2], [1], true);
  const ports = portsAt(() => START);
  const taking = { session, memory: emptyMemory(), settings: SETTINGS, ports, stopped: () => false };
  await expect(takeRound(taking)).rejects.toThrow('not this one');
  await expect(takeRound(taking)).rejects.toThrow('not this one');
  expect(asked).toEqual([1, 2, 1]);
});

it('is bounded, and says that more waits', async () => {
  const many = Array.from({ length: 250 }, (_, at) => at + 1);
  const { session, marked } = inbox(many, []);
  const ports = portsAt(() => START);
  const taking = { session, memory: emptyMemory(), settings: SETTINGS, ports, stopped: () => false };
  const more = [await takeRound(taking), await takeRound(taking), await takeRound(taking)];
  expect([more, marked]).toEqual([[true, true, false], many]);
});
