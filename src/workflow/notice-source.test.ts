// That notices of one hand bear the same marks, those of others do not, and none holds a name or a word.
import { expect, test } from 'vitest';
import { testMarks } from '../../test/support/marks.ts';
import type { ReadMail } from '../ports/mail.ts';
import { mailSource, reportSource } from './notice-source.ts';

const SAID = 'He shows a picture of me that I never gave to anybody, in the room of our class.';

type Letter = Pick<ReadMail, 'facts' | 'letter'>;

function mail(from: string | null, dmarc: string, text: string, quoted = ''): Letter {
  const row = (words: string, depth: number) => ({
    ...({ kind: 'line', cells: [{ text: words, links: [] }], ordinal: null, quoted: depth } as const),
  });
  const part = { from: 'body', format: 'text', name: null, isAlternative: false } as const;
  const rows = [row(text, 0), row(quoted, 1)];
  return {
    facts: { from, dmarc } as Letter['facts'],
    letter: { parts: [{ ...part, rows }] } as unknown as Letter['letter'],
  };
}

test('a mail is marked by its address and its own words, apart from who only writes that address in From', () => {
  const mark = (...given: Parameters<typeof mail>) => mailSource(mail(...given), testMarks);
  const hers = mark(
    'mina@yeoul.example',
    'pass',
    SAID,
    'what somebody else wrote before, at some length, as it happens',
  );
  expect(mark('mina@yeoul.example', 'pass', SAID)).toEqual(hers);
  expect(mark('mina@yeoul.example', 'fail', SAID).notifier).not.toBe(hers.notifier);
  expect(mark('sora@yeoul.example', 'pass', SAID).notifier).not.toBe(hers.notifier);
  expect(mark(null, 'none', 'short')).toEqual({ notifier: null, words: null });
  expect(JSON.stringify(hers)).not.toMatch(/mina|yeoul|picture/);
});

test('a report is marked by its account and its words; whoever was not signed in cannot be told from others', () => {
  const one = reportSource('messenger', { reporter: '7', said: SAID }, testMarks);
  expect(one.words).toBe(mailSource(mail('a@b.example', 'pass', SAID), testMarks).words);
  expect(reportSource('messenger', { reporter: '8', said: SAID }, testMarks).notifier).not.toBe(one.notifier);
  expect(reportSource('messenger', {}, testMarks)).toEqual({ notifier: null, words: null });
});
