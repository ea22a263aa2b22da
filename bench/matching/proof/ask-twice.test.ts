// What counts as a finding of the fuzzers, and what is asked a second time first.
import { expect, test } from 'vitest';
import { type Outcome, verdictOf } from './ask-twice.ts';

const RULES = {
  doubtful: ['slow', 'no-start'],
  isFine: (code: string) => code !== 'crash',
  longestMs: 100,
};

/** Answers with these outcomes in turn; counts how often it was asked. */
async function judged(...outcomes: readonly (readonly [string, number])[]) {
  let asked = 0;
  const ask = async (): Promise<Outcome> => {
    const [code, ms] = outcomes[asked++] ?? ['asked too often', 0];
    return { code, ms };
  };
  const { isFinding } = await verdictOf(ask, RULES);
  return { isFinding, asked };
}

test('what is fine and what is wrong counts at once', async () => {
  expect(await judged(['hashed', 5])).toEqual({ isFinding: false, asked: 1 });
  expect(await judged(['crash', 5], ['hashed', 5])).toEqual({ isFinding: true, asked: 1 });
  expect(await judged(['crash', 500], ['hashed', 5])).toEqual({ isFinding: true, asked: 1 });
});

test('a refusal for time, a decoder that did not start and a late answer count only if they come twice', async () => {
  for (const doubtful of [
    ['slow', 5],
    ['no-start', 5],
    ['hashed', 101],
  ] as const) {
    expect(await judged(doubtful, ['hashed', 5])).toEqual({ isFinding: false, asked: 2 });
    expect(await judged(doubtful, ['no-start', 5])).toEqual({ isFinding: true, asked: 2 });
    expect(await judged(doubtful, ['hashed', 101])).toEqual({ isFinding: true, asked: 2 });
    expect(await judged(doubtful, ['crash', 5])).toEqual({ isFinding: true, asked: 2 });
  }
});
