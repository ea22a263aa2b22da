// The intake reads several letters at the same time, each once, and one that is slow or breaks holds up nobody.
import { testMarks } from '../../../test/support/marks.ts';
import { expect, test } from 'vitest';
import { jsonMailReader, memorySpool, memoryVault, rawMail } from '../../../test/support/fake-ports.ts';
import { AUTHORITY, DESK_ADDRESS, ORIGIN, T0 } from '../../../test/support/fixtures.ts';
import { inlineReader } from '../../../test/support/inline-reader.ts';
import { KOREAN_LAW } from '../../../test/support/laws.ts';
import { memoryStore } from '../../adapters/store/memory/memory-store.ts';
import type { MailReader } from '../../ports/mail.ts';
import { turns } from '../../workflow/turns.ts';
import { startIntake } from './intake.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const TEXT = `We request that you delete this.\n1. ${ORIGIN}/r/maple/m/1`;

/** A desk with five letters; `hold` says for how long the reader keeps a mail, by its name. */
function intake(
  atOnce: number,
  hold: (name: string) => Promise<unknown>,
  names: readonly string[] = NAMES,
  textOf: (name: string) => string = () => TEXT,
) {
  const store = memoryStore();
  const mails = names.map((name) => [name, rawMail({ text: textOf(name), contentKey: name })] as const);
  const spool = memorySpool(Object.fromEntries(mails));
  const log = { under: 0, most: 0, received: [] as string[], errors: [] as unknown[] };
  const mail: MailReader = {
    async read(raw) {
      log.under += 1;
      log.most = Math.max(log.most, log.under);
      const read = await jsonMailReader.read(raw);
      await hold(read.contentKey).finally(() => (log.under -= 1));
      return read;
    },
  };
  let made = 0;
  const ids = { fresh: () => `case-${(made += 1)}` };
  const loop = startIntake({
    desk: {
      address: DESK_ADDRESS,
      messengerOrigin: ORIGIN,
      authoritiesAt: async () => [AUTHORITY],
      law: KOREAN_LAW,
    },
    ports: {
      spool,
      vault: memoryVault(),
      cases: store.cases,
      mail,
      reader: inlineReader,
      turns: turns(),
      marks: testMarks,
      ids,
      filed: store.filed,
      mailings: store.mailings,
    },
    clock: () => T0,
    atOnce,
    sweepMs: 3_600_000,
    onReceived: (letter) => log.received.push(letter),
    onError: (error) => log.errors.push(error),
  });
  return { log, spool, loop };
}

test('as many letters as named are read at the same time, and each of them once', async () => {
  const { log, spool, loop } = intake(2, () => new Promise((give) => setTimeout(give, 1)));
  await expect.poll(() => log.received.length).toBe(NAMES.length);
  await loop.stop();
  expect(log).toMatchObject({ most: 2, errors: [] });
  expect(log.received.toSorted()).toEqual(NAMES);
  expect(await spool.waiting(9)).toEqual([]);
});

test('one letter that is read without end holds up none behind it', async () => {
  let release: (done: unknown) => void = () => undefined;
  const slow = new Promise((give) => (release = give));
  const { log, loop } = intake(2, (name) => (name === 'a' ? slow : Promise.resolve()));
  await expect.poll(() => log.received.toSorted()).toEqual(['b', 'c', 'd', 'e']);
  release(undefined);
  await loop.stop();
  expect(log.received).toContain('a');
});

test('a letter that breaks its reader stays in the spool, and the others are cases', async () => {
  const { log, spool, loop } = intake(2, async (name) => {
    if (name === 'b') throw new Error('broken');
  });
  await expect.poll(() => log.received.toSorted()).toEqual(['a', 'c', 'd', 'e']);
  await loop.stop();
  expect(log.errors).toHaveLength(1);
  expect(await spool.waiting(9)).toEqual(['b']);
});

test('a hundred letters in the same words stand before nobody who says something of her own, even if they came first', async () => {
  const names = [...Array.from({ length: 100 }, (_, at) => `f${String(at).padStart(3, '0')}`), 'honest'];
  const own = 'She never agreed to this being shown, and it is hers to say so, in her own words.';
  const { log, spool, loop } = intake(
    1,
    async () => undefined,
    names,
    (name) => (name === 'honest' ? own : TEXT),
  );
  await expect.poll(() => log.received.length).toBe(names.length);
  await loop.stop();
  expect(log.received.indexOf('honest')).toBeLessThan(2);
  expect(await spool.waiting(9)).toEqual([]);
});
