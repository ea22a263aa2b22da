// The letter corpus on every commit: each genuine signer has exactly its level and reasons, and nothing hostile made of them gains any.
// Many more, drawn from any seed: `npm run prove:mail-guard`.
import { afterAll, describe, expect, it } from 'vitest';
import { chanceOf } from '../../walks/lifecycle-chance.ts';
import { GENUINE_KINDS, genuineOf } from './genuine.ts';
import { HOSTILE_KINDS, hostileOf } from './hostile.ts';
import { judgeOf } from './judge.ts';
import { genuineCases, wrongWith } from './letters.ts';

const SEED = 1;
const judge = judgeOf();
afterAll(() => judge.close());

describe('a genuine letter keeps its level and its items:', () => {
  it.each(genuineCases(SEED).map((one) => [one.kind, one] as const))('%s', async (_kind, one) => {
    const { sender, links } = await judge.judge(one);
    expect({ reasons: sender.reasons, level: sender.level, links }).toEqual({
      reasons: one.reasons,
      level: one.level,
      links: one.links,
    });
  });
});

/** Two letters that reach L1, others for each mutant. */
function* madeOf(kind: string, name: string, turn: number) {
  let found = 0;
  for (let at = 0; at < GENUINE_KINDS.length && found < 2; at += 1) {
    const genuine = genuineOf(
      GENUINE_KINDS[(turn * 5 + at * 7) % GENUINE_KINDS.length] ?? '',
      chanceOf(turn),
    );
    const made = hostileOf(kind, name, genuine, chanceOf(turn));
    if (made === undefined || made.reasons.length === 0) continue;
    found += 1;
    yield made;
  }
}

describe('a hostile letter gains nothing and is read all the same:', () => {
  it.each(HOSTILE_KINDS.map(([kind, name], turn) => [kind, name, turn] as const))(
    '%s, %s',
    async (...which) => {
      const made = [...madeOf(...which)];
      expect(made.length).toBeGreaterThan(0);
      for (const one of made) {
        const found = await judge.judge(one);
        expect(found.sender).toMatchObject({ level: 'L0', authority: null });
        expect({ wrong: wrongWith(one, found, true), ...found }).toMatchObject({ wrong: undefined });
      }
    },
  );
});
