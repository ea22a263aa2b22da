// What forgers make of a genuine letter, by class. Each mutant names reasons of which the guard must give one when the letter itself
// reached L1; whatever it was made of, it never has more than L0.
import type { Chance } from '../../walks/lifecycle-chance.ts';
import type { Genuine } from './genuine.ts';
import type { Made, Mutant, Mutants } from './mutant.ts';
import { DNS_AND_KEYS } from './hostile-keys.ts';
import { RAW_BYTES } from './hostile-bytes.ts';
import { SENDERS } from './hostile-senders.ts';
import { type Case, sent } from './world.ts';

const CLASSES: Mutants = { ...SENDERS, ...RAW_BYTES, ...DNS_AND_KEYS };

/** Class and name of each mutant. */
export const HOSTILE_KINDS: readonly (readonly [string, string])[] = Object.entries(CLASSES).flatMap(
  ([kind, mutants]) => Object.keys(mutants).map((name) => [kind, name] as const),
);

/** One hostile mail made of a genuine letter, or undefined. */
export function hostileOf(kind: string, name: string, genuine: Genuine, chance: Chance): Case | undefined {
  const [reason, make] = CLASSES[kind]?.[name] as Mutant;
  const made = make(genuine, chance);
  // A mutant that changed nothing is the letter itself: no hostile mail.
  if (made === undefined || isUntouched(made, genuine)) return undefined;
  return {
    kind: `${kind}: ${name}`,
    raw: made.raw,
    links: made.links === undefined ? genuine.draft.links : made.links,
    level: 'L0',
    reasons: genuine.reasons.length === 0 ? [reason].flat() : [],
    zone: made.zone ?? {},
    ...(made.before === undefined ? {} : { before: made.before }),
  };
}

const isUntouched = ({ raw, zone, before }: Made, { draft }: Genuine): boolean =>
  zone === undefined && before === undefined && raw.equals(sent(draft));
