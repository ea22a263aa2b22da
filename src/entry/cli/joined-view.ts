// What joined cases say of the items of a case: for those who decide, never for those who are answered.
import { type Case, itemAt, openAppeal } from '../../domain/case/case.ts';
import type { Item } from '../../domain/case/item.ts';
import { isSamePlace } from '../../domain/case/joined.ts';
import { groundText } from '../../domain/decision/payload.ts';
import type { CaseId, CaseNumber } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { resultText } from '../../domain/reply/words.ts';
import type { Cases } from '../../ports/cases.ts';

/** An item of this case beside an item of another case at the same link. */
export interface Joined {
  /** Position here. */
  readonly item: number;
  readonly number: CaseNumber;
  /** Position there. */
  readonly position: number;
  readonly there: { readonly state: Case; readonly item: Item };
  /** False where the link leads here to something else, or nobody has looked yet. */
  readonly samePlace: boolean;
}

/** Every other case that lists the same link, the first received first. */
export async function joinedTo(id: CaseId, { items }: Case, cases: Cases): Promise<readonly Joined[]> {
  const found = await Promise.all(
    items.map(async (here) => {
      const listings = await cases.listing([here.listed.locator], id);
      return Promise.all(
        listings.map(async ({ case: other, number, item: position }): Promise<Joined[]> => {
          const state = await cases.load(other);
          const item = state === undefined ? undefined : itemAt(state, position);
          if (state === undefined || item === undefined) return [];
          const there = { state, item };
          return [{ item: here.index, number, position, there, samePlace: isSamePlace(item, here) }];
        }),
      );
    }),
  );
  return found.flat(2);
}

/** As JSON: the decision there, with its ground, so that nobody decides without having seen it. */
export function joinedJson({ item, number, position, there, samePlace }: Joined): object {
  const { decision, from, status, result } = there.item;
  return {
    item,
    number,
    position,
    samePlace,
    status,
    decision: decision && {
      act: decision.act,
      ground: groundText(decision.ground),
      by: decision.by,
      at: utc(decision.at),
      signedIn: from?.number ?? number,
    },
    result,
    appealOpen: isAppealOpen(there),
  };
}

/** One line for each. */
export const joinedText = (joined: Joined): string =>
  `  joined    item ${joined.item}: ${joined.number} item ${joined.position}, ${decisionText(joined)}${
    joined.samePlace ? '' : ', the link leads elsewhere or was not followed yet'
  }`;

function decisionText({ there }: Joined): string {
  const { decision, from, result } = there.item;
  if (decision === null) return result === null ? 'not decided' : resultText(result, 'en');
  const signed = from === null ? '' : `, signed in ${from.number}`;
  const appeal = isAppealOpen(there) ? ', an appeal is open' : '';
  const ends = result === null ? '' : `: ${resultText(result, 'en')}`;
  return `${decision.act} (${groundText(decision.ground)}) ${utc(decision.at)}${signed}${ends}${appeal}`;
}

const isAppealOpen = ({ state, item }: Joined['there']): boolean =>
  openAppeal(state, item.index) !== undefined;
