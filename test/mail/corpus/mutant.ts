// What a mutant is: a way to make a hostile mail of a genuine letter, with the reasons of which the guard must give one.
import type { GuardCode } from '../../../src/domain/notice/sender.ts';
import type { Chance } from '../../walks/lifecycle-chance.ts';
import type { Genuine } from './genuine.ts';
import type { Case, Zone } from './world.ts';

export interface Made {
  readonly raw: Buffer;
  readonly zone?: Zone;
  readonly before?: Buffer;
  /** Where they are not the letter's own; null: no list is promised, a person reads the mail as it came. */
  readonly links?: Case['links'];
}
/** Undefined where the letter has nothing that this mutant changes. */
export type Mutant = readonly [
  reason: GuardCode | readonly GuardCode[],
  make: (genuine: Genuine, chance: Chance) => Made | undefined,
];
export type Mutants = Readonly<Record<string, Readonly<Record<string, Mutant>>>>;
