// Which items of a case a letter takes back, where it takes back all but some.
import { expect, it } from 'vitest';
import type { Withdrawal } from '../notice/letter.ts';
import type { Case } from './case.ts';
import { withdrawnBy } from './thread.ts';

const NONE: Withdrawal = { all: false, numbers: [], links: [], unclear: false };

/** A case whose items bear these printed numbers. */
const listed = (...numbers: readonly (number | null)[]): Pick<Case, 'items'> => ({
  items: numbers.map((number, index) => ({
    index,
    listed: { number, locator: { link: `https://t.me/maple_room/${index}` } },
  })) as unknown as Case['items'],
});
const takenBack = (state: Pick<Case, 'items'>, withdraws: Partial<Withdrawal>): number[] =>
  withdrawnBy(state, {
    withdraws: { ...NONE, ...withdraws },
    ...{ documents: [], cases: [], asksAnew: false, adds: false, movesDeadline: false },
  });

it.each<[string, readonly (number | null)[], Partial<Withdrawal>, number[]]>([
  ['all of them', [1, 2, null], { all: true }, [0, 1, 2]],
  ['all but one', [1, 2, 3], { all: true, except: [2] }, [0, 2]],
  ['all but one, and one without a number', [1, null], { all: true, except: [1] }, [1]],
  ['none where no item bears the number that is excepted', [1, null], { all: true, except: [1, 7] }, []],
  ['those that are named beside it', [1, 2], { all: true, except: [2], numbers: [2] }, [0, 1]],
])('takes back %s', (_, numbers, withdraws, found) => {
  expect(takenBack(listed(...numbers), withdraws)).toEqual(found);
});
