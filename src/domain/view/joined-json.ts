// An item of a case beside the item of another case at the same link: for those who decide, never for those who are answered.
import { type Case, openAppeal } from '../case/case.ts';
import type { Item } from '../case/item.ts';
import { groundText } from '../decision/payload.ts';
import type { CaseNumber } from '../kernel/ids.ts';
import { utc } from '../kernel/instant.ts';

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

export const isAppealOpen = ({ state, item }: Joined['there']): boolean =>
  openAppeal(state, item.index) !== undefined;
