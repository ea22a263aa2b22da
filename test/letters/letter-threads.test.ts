// Letters are read beside the desk's own thread: the same reading as in it, and whatever breaks or holds up a thread, the next letter is read.
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { letterThreads } from '../../src/adapters/reading/letter-threads.ts';
import { readLetter } from '../../src/domain/notice/reading.ts';
import type { WrittenLetter } from '../../src/domain/notice/written.ts';
import { LETTER_PROGRAM } from '../../src/main/mail-programs.ts';
import { READING_RULES } from '../support/reading-rules.ts';
import { writtenText } from '../support/written-words.ts';

const ODD = path.join(import.meta.dirname, 'stand-ins/odd-thread.ts');
const letter = (subject: string): WrittenLetter => ({ ...writtenText('x'), subject });
const links = (from: number): WrittenLetter =>
  writtenText(
    Array.from({ length: 50 }, (_, at) => `${at + 1}. https://t.me/room_a/${from + at}`).join('\n'),
  );

describe('a thread that reads letters', () => {
  const threads = letterThreads(LETTER_PROGRAM, { threads: 2 });
  afterAll(() => threads.close());

  it('reads as the reader itself does, several letters at once', async () => {
    const letters = [1, 100, 200, 300, 400].map(links);
    const readings = await Promise.all(letters.map((one) => threads.read(one, READING_RULES)));
    expect(readings).toEqual(letters.map((one) => readLetter(one, READING_RULES)));
    expect(readings[0]).toMatchObject({ items: { length: 50 } });
  });

  it('is told of a letter that breaks the reader', async () => {
    const broken = { ...links(1), parts: null } as unknown as WrittenLetter;
    expect(await threads.read(broken, READING_RULES)).toBe('broken');
    expect(await threads.read(links(1), READING_RULES)).toMatchObject({ items: { length: 50 } });
  });
});

describe('a thread that', () => {
  const odd = letterThreads(ODD, { threads: 1, milliseconds: 2_000, heapMiB: 32 });
  afterAll(() => odd.close());

  it.each([
    ['for ever', 'too-long'],
    ['hungry', 'too-long'],
    ['throws', 'broken'],
    ['ends', 'broken'],
  ])('is %s is ended as %s, this one stays awake, and the next letter is read', async (subject, how) => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 10);
    const [first, second] = await Promise.all([
      odd.read(letter(subject), READING_RULES),
      odd.read(letter('next'), READING_RULES),
    ]);
    clearInterval(timer);
    expect([first, second]).toEqual([how, 'next']);
    expect(ticks).toBeGreaterThan(0);
  });

  it('was closed gives up what it read', async () => {
    const closing = letterThreads(ODD, { threads: 1 });
    const reading = closing.read(letter('for ever'), READING_RULES);
    await new Promise((give) => setTimeout(give, 50));
    await closing.close();
    expect(await reading).toBe('broken');
  });
});
