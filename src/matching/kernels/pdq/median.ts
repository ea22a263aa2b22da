// The median of the 256 frequencies by bisection (Torben Mogensen's method): it never moves a value. With an even number
// it gives the lower of the two middle ones, as the reference does.

const BYTES: usize = 1024;
const HALF: i32 = 128;

@inline
function least(v: v128): f32 {
  return min(
    min(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    min(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

@inline
function greatest(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/** Lanes that are true count minus one each. */
@inline
function countOf(v: v128): i32 {
  return -(i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3));
}

/** The median of 256 f32 at `values`. Each round halves what it lies between, so it ends. */
export function medianOf(values: usize): f32 {
  let low = v128.load(values), high = low;
  for (let at: usize = 16; at < BYTES; at += 16) {
    low = f32x4.min(low, v128.load(values + at));
    high = f32x4.max(high, v128.load(values + at));
  }
  let from = least(low), to = greatest(high);
  while (true) {
    const guess: f32 = (from + to) / 2;
    const middle = f32x4.splat(guess);
    let less = i32x4.splat(0), more = less;
    let under = f32x4.splat(from), over = f32x4.splat(to);
    for (let at: usize = 0; at < BYTES; at += 16) {
      const value = v128.load(values + at);
      const isLess = f32x4.lt(value, middle), isMore = f32x4.gt(value, middle);
      less = i32x4.add(less, isLess);
      more = i32x4.add(more, isMore);
      under = f32x4.max(under, v128.bitselect(value, under, isLess));
      over = f32x4.min(over, v128.bitselect(value, over, isMore));
    }
    const below = countOf(less), above = countOf(more);
    if (below <= HALF && above <= HALF) {
      if (below >= HALF) return greatest(under);
      return below + (256 - below - above) >= HALF ? guess : least(over);
    }
    if (below > above) to = greatest(under);
    else from = least(over);
  }
}
