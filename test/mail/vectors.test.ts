// The letters in test/vectors/letters: signed once with keys that are gone, so that no change of ours can make them pass again.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readAuthorities } from '../../src/adapters/enrolment/authorities-file.ts';
import { mailReader } from '../../src/adapters/mail/mail-reader.ts';
import { MAIL_PROGRAMS } from '../../src/main/mail-programs.ts';
import { zoneResolver } from '../../src/adapters/mail/resolver.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { readLetter, senderRules } from '../../src/domain/notice/reading.ts';
import { judgeSender } from '../../src/domain/notice/sender.ts';
import { READING_RULES } from '../support/reading-rules.ts';

const FOLDER = path.resolve(import.meta.dirname, '../vectors/letters');
const NOW = instant(Date.parse('2026-11-20T09:00:00+09:00'));
const chat = (place: string): string => `https://chat.example/r/${place}`;

interface Expected {
  readonly level: 'L0' | 'L1';
  readonly reason?: string;
  readonly document: string;
  readonly kind: string;
  readonly links: readonly string[];
}

const TWO = {
  document: 'MARU-2026-0018',
  kind: 'voluntary-request',
  links: [chat('haneul-3/m/42'), chat('haneul-3/m/43')],
};
const EXPECTED: Readonly<Record<string, Expected>> = {
  'v01-euc-kr': {
    level: 'L1',
    document: '마루심의-2026-0017',
    kind: 'correction-request',
    links: [chat('saebyeok-2/m/4711'), chat('haneul-3/m/42'), 'https://t.me/example_room_17/5'],
  },
  'v02-relayed': { ...TWO, level: 'L1' },
  'v03-appended': { ...TWO, level: 'L0', reason: 'guard.dkim-length-tag' },
  'v04-lookalike': { ...TWO, level: 'L0', reason: 'guard.not-enrolled' },
};

it.each(Object.entries(EXPECTED))('%s is judged and read as written', async (name, expected) => {
  const reader = mailReader(MAIL_PROGRAMS, await zoneResolver(path.join(FOLDER, 'dns.json')), () => NOW);
  const enrolled = await readAuthorities(path.join(FOLDER, 'authorities.json'));
  const { facts, letter } = await reader.read(await readFile(path.join(FOLDER, `${name}.eml`)));
  const sender = judgeSender({ ...facts, replayed: false }, enrolled, 'notices@desk.example', NOW);
  expect(sender.level).toBe(expected.level);
  if (expected.reason !== undefined) expect(sender.reasons).toContain(expected.reason);
  if (letter === null) throw new Error('the letter was not read');
  const { documentNumber, kind, items, replyBy } = readLetter(letter, {
    ...READING_RULES,
    sender: senderRules(facts.from, enrolled),
  });
  expect({ documentNumber, kind, replyBy }).toEqual({
    documentNumber: expected.document,
    kind: expected.kind,
    replyBy: Date.parse('2026-11-21T18:00:00+09:00'),
  });
  expect(items.map(({ locator }) => locator.link)).toEqual(expected.links);
});
