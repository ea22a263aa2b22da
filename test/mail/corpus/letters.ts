// The letters of the corpus in order: every genuine kind, then mutants by turns of class, kind and seed. The same seed, the same letters.
import { chanceOf } from '../../walks/lifecycle-chance.ts';
import { GENUINE_KINDS, genuineOf } from './genuine.ts';
import { HOSTILE_KINDS, hostileOf } from './hostile.ts';
import { type Case, sent } from './world.ts';

/** One letter of each genuine kind, with the exact level and reasons. */
export function genuineCases(seed: number): Case[] {
  return GENUINE_KINDS.map((kind) => {
    const { draft, reasons } = genuineOf(kind, chanceOf(seed));
    const level = reasons.length === 0 ? 'L1' : 'L0';
    return { kind, raw: sent(draft), links: draft.links, level, reasons, zone: {} };
  });
}

/** Neighbours in the list are alike: each round goes far enough to meet another sort of letter. */
const STEP = 14;

/** Without end: round after round, each mutant of the next genuine kind. */
export function* hostileCases(seed: number): Generator<Case> {
  for (let round = 0; ; round += 1) {
    for (const [at, [kind, name]] of HOSTILE_KINDS.entries()) {
      const base = GENUINE_KINDS[(at + round * STEP) % GENUINE_KINDS.length] ?? '';
      const chance = chanceOf(seed + round);
      const made = hostileOf(kind, name, genuineOf(base, chance), chance);
      if (made !== undefined) yield made;
    }
  }
}

/** What is wrong with a verdict, in a word; undefined when nothing is. */
export function wrongWith(
  one: Case,
  {
    sender,
    links,
  }: { sender: { level: string; reasons: readonly string[] }; links: readonly string[] | null },
  isHostile: boolean,
): 'gained' | 'lost' | 'reasons' | 'items' | undefined {
  if (sender.level !== one.level) return isHostile ? 'gained' : 'lost';
  const asExpected = isHostile
    ? one.reasons.length === 0 || one.reasons.some((reason) => sender.reasons.includes(reason))
    : one.reasons.join() === sender.reasons.join();
  if (!asExpected) return 'reasons';
  return one.links === null || JSON.stringify(links) === JSON.stringify(one.links) ? undefined : 'items';
}
