// What is missing of a feed whose events are numbered without a hole: stretches of numbers that never came. One that comes late
// fills its place, so that the order in which events arrive makes no difference.

/** Numbers from `from` to `to`, both missing. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** More are put together to one, which then says too much: never too little. */
const MAX_HOLES = 100;

interface Reach {
  /** The greatest number that was told or passed over. */
  readonly upTo: number;
  readonly holes: readonly Hole[];
}

/**
 * @param page `orders`: numbers that came, in any order, some perhaps twice; `upTo`: the number its cursor stands for
 * @param numbered false: numbers may jump, and nothing is ever missing
 */
export function holesAfter(
  before: Reach,
  page: { readonly orders: readonly number[]; readonly upTo: number },
  numbered: boolean,
): Reach {
  const upTo = page.orders.reduce((most, order) => Math.max(most, order), Math.max(before.upTo, page.upTo));
  if (!numbered) return { upTo, holes: before.holes };
  const told = [...new Set(page.orders)].toSorted((a, b) => a - b);
  const open = upTo > before.upTo ? [...before.holes, { from: before.upTo + 1, to: upTo }] : before.holes;
  return { upTo, holes: atMost(open.flatMap((hole) => without(hole, told))) };
}

/** What is left of a hole when some of its numbers came. @param told sorted */
function without({ from, to }: Hole, told: readonly number[]): Hole[] {
  const left: Hole[] = [];
  let next = from;
  for (const number of told) {
    if (number < next || number > to) continue;
    if (number > next) left.push({ from: next, to: number - 1 });
    next = number + 1;
  }
  return next > to ? left : [...left, { from: next, to }];
}

function atMost(holes: readonly Hole[]): readonly Hole[] {
  const [first, last] = [holes[0], holes.at(-1)];
  if (holes.length <= MAX_HOLES || first === undefined || last === undefined) return holes;
  return [{ from: first.from, to: last.to }];
}
