// A sender's proofs and the words of the letter come from two processes: what opens documents can forge no proof, and a mail that breaks one
// process does not take the other's answer along. The desk is given programs that stand in for a process in hostile hands.
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mailReader } from '../../src/adapters/mail/mail-reader.ts';
import type { Resolve } from '../../src/adapters/mail/resolver.ts';
import { judgeSender, type Sender } from '../../src/domain/notice/sender.ts';
import { MAIL_PROGRAMS } from '../../src/main/mail-programs.ts';
import type { ReadMail } from '../../src/ports/mail.ts';
import { FORGED } from '../letters/stand-ins/forged-proofs.ts';
import { mail } from '../support/signed-mail.ts';
import { wordsOf } from '../support/written-words.ts';
import { BOARD, byTheBoard, DESK, GENUINE, LETTER, NOW, ZONE } from './desk-mail.ts';

const standIn = (name: string): string => path.join(import.meta.dirname, '../letters/stand-ins', name);
const asked: string[] = [];
const zone: Resolve = async (name, type) => {
  asked.push(name);
  const found = (ZONE[name] as Record<string, string[]> | undefined)?.[type];
  if (found === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return found.map((text) => [text]);
};
const readerWith = (stand: Partial<typeof MAIL_PROGRAMS>) => {
  const reader = mailReader({ ...MAIL_PROGRAMS, ...stand }, zone, () => NOW);
  afterAll(() => reader.close());
  return reader;
};
const judge = (facts: ReadMail['facts']): Sender =>
  judgeSender({ ...facts, replayed: false }, [BOARD], DESK, NOW);
const claim = (word: string): Buffer => mail(GENUINE, `${LETTER}${word}\r\n`);
const signed = (word: string): Buffer => mail(GENUINE, `${LETTER}${word}\r\n`, byTheBoard);

describe('a process of words in hostile hands', () => {
  const reader = readerWith({ words: standIn('forger.ts') });

  it('says what would win a level, if it were believed', async () => {
    const { facts } = await reader.read(claim('plain'));
    expect(judge(facts).level).toBe('L0');
    expect(judge({ ...facts, ...FORGED }).level).toBe('L1');
  }, 60_000);

  it.each(['forge-before', 'forge-instead', 'forge-inside', 'forge-at-a-document', 'asks-dns'])(
    'that %s is ended, wins no level and has said no letter',
    async (word) => {
      asked.length = 0;
      const { facts, letter } = await reader.read(claim(word));
      expect(judge(facts).level).toBe('L0');
      expect(facts).toMatchObject({ dmarc: 'fail', signatures: [] });
      expect(letter).toBeNull();
      expect(asked).not.toContain('maru-board.example');
      // The next mail is the first of another process.
      const next = await reader.read(signed('plain'));
      expect(next.letter?.subject).toBe('mail 1');
      expect(judge(next.facts).level).toBe('L1');
    },
    60_000,
  );

  it('that forges after its own answer wins no level, for this mail or a later one', async () => {
    for (const word of ['forge-after', 'forge-after', 'plain']) {
      const { facts } = await reader.read(claim(word));
      expect(judge(facts).level).toBe('L0');
      expect(facts).toMatchObject({ dmarc: 'fail', signatures: [] });
    }
    expect(judge((await reader.read(signed('plain'))).facts).level).toBe('L1');
  }, 60_000);
});

describe('a mail that breaks the process', () => {
  it('of words keeps its true proofs, and a person reads it', async () => {
    const reader = readerWith({ words: standIn('broken-reader.ts') });
    const { facts, letter } = await reader.read(signed('break the words'));
    expect([judge(facts), letter]).toEqual([{ level: 'L1', authority: BOARD.id, reasons: [] }, null]);
    expect((await reader.read(signed('next'))).letter?.subject).toBe('read');
  }, 60_000);

  it('of proofs proves nothing, and is read', async () => {
    const reader = readerWith({ proofs: standIn('broken-prover.ts') });
    const { facts, letter } = await reader.read(signed('break the proofs'));
    expect(judge(facts).level).toBe('L0');
    expect(facts).toMatchObject({ dmarc: 'none', signatures: [], dnsFailed: false });
    expect(wordsOf(letter)).toContain('/m/42');
    expect(judge((await reader.read(signed('next'))).facts).level).toBe('L1');
  }, 60_000);
});
