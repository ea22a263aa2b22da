// One signed act over items of several cases: what it would do in each of them, and doing it. All items of a case or none of them; what one
// case refuses holds up no other.
import { type Case, itemAt } from '../domain/case/case.ts';
import type { Decision, ItemIndex } from '../domain/case/event.ts';
import type { CopyState } from '../domain/case/item.ts';
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { refuse, type Result } from '../domain/kernel/result.ts';
import type { Refusal } from '../domain/kernel/errors.ts';
import type { Cases } from '../ports/cases.ts';
import { asCommands, type DecideItems, decideItems, type DecideItemsPorts } from './decide-items.ts';
import { type KnownGroundPorts, refuseUnknownGround } from './known-ground.ts';
import { DESK, step } from './step.ts';

/** Items of a case that are decided on, and the case as it was when they were chosen. */
export interface Chosen {
  readonly id: CaseId;
  readonly number: CaseNumber;
  readonly state: Case;
  readonly items: readonly ItemIndex[];
}

/** What a decision would do in one case. */
export interface Foreseen {
  readonly number: CaseNumber;
  readonly items: readonly ItemIndex[];
  /** Known copies that it would act on. */
  readonly copies: number;
  readonly rooms: number;
  /** Copies that it would leave alone. */
  readonly spared: number;
  /** Accounts that posted them, and are told afterwards. */
  readonly accounts: number;
  /** They are told only once a person lets them be. */
  readonly held: boolean;
  /** Other cases that list the same places: it may count there too. */
  readonly joined: number;
  /** Why nothing would be done in this case; null where nothing speaks against it. */
  readonly refusal: Refusal | null;
}

interface ForeseePorts extends Pick<KnownGroundPorts, 'law'> {
  readonly cases: Pick<Cases, 'countListing' | 'load'>;
}

/** Writes nothing. @param decision as it would be signed */
export function foresee(
  chosen: readonly Chosen[],
  decision: Decision,
  now: Instant,
  ports: ForeseePorts,
): Promise<readonly Foreseen[]> {
  return Promise.all(chosen.map((one) => foreseeOne(one, decision, now, ports)));
}

async function foreseeOne(
  { id, number, state, items }: Chosen,
  decision: Decision,
  now: Instant,
  ports: ForeseePorts,
): Promise<Foreseen> {
  const held = decision.act === 'refuse' ? [] : copiesOf(state, items);
  const isSpared = ({ copy }: CopyState): boolean =>
    decision.spares?.some((spare) => spare.copy === copy.id) === true;
  const acted = held.filter((one) => !isSpared(one));
  const unknown = await refuseUnknownGround(id, decision.ground, ports);
  const would = unknown ?? step(state, asCommands(items, decision), DESK, now);
  const locators = items.flatMap((item) => itemAt(state, item)?.listed.locator ?? []);
  const count = (of: (held: CopyState) => string): number => new Set(acted.map(of)).size;
  return {
    ...{ number, items },
    copies: count(({ copy }) => `${copy.connector} ${copy.id}`),
    rooms: count(({ copy }) => `${copy.connector} ${copy.container}`),
    spared: held.length - acted.length,
    accounts: count(({ copy }) => `${copy.connector} ${copy.uploader}`),
    held: state.hold !== null,
    joined: locators.length === 0 ? 0 : await ports.cases.countListing(locators, id),
    refusal: would.ok ? null : would.error,
  };
}

const copiesOf = (state: Case, items: readonly ItemIndex[]): readonly CopyState[] =>
  items.flatMap((item) => itemAt(state, item)?.copies ?? []);

/** What came of it in one case. */
export interface Decided {
  readonly number: CaseNumber;
  readonly items: readonly ItemIndex[];
  readonly outcome: Result<Case>;
}

/**
 * One signature, and one step in each case. Where nothing was written the same signature may be given again within its ten minutes.
 * @param signed the act, its person and its signature; over several cases its decision lists them all
 */
export async function decideCases(
  chosen: readonly Chosen[],
  signed: Pick<DecideItems, 'person' | 'decision' | 'signature'>,
  now: Instant,
  ports: DecideItemsPorts,
): Promise<readonly Decided[]> {
  const stray = hasStrayCopy(chosen, signed.decision);
  const decided: Decided[] = [];
  for (const { id, number, items } of chosen)
    decided.push({
      number,
      items,
      outcome: stray ? STRAY : await decideItems({ ...signed, case: id, number, items }, now, ports),
    });
  return decided;
}

const STRAY = refuse('copy.unknown', 'a copy that is to be left alone belongs to none of these items');

/** A copy whose id is mistyped would be hidden with the others. */
const hasStrayCopy = (chosen: readonly Chosen[], { spares = [] }: Pick<Decision, 'spares'>): boolean =>
  spares.some(
    ({ copy }) =>
      !chosen.some(({ state, items }) => copiesOf(state, items).some((held) => held.copy.id === copy)),
  );
