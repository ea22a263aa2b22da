import { expect, test } from 'vitest';
import { createChooser } from './vpdq.ts';

/** What is chosen of frames shown at these times: their numbers, by the rate and by time. */
function chosenOf(step: number, times: readonly number[]) {
  const choose = createChooser(step);
  const rules = times.map((seconds, frame) => choose(frame, seconds));
  const of = (rule: string) => rules.flatMap((one, frame) => (one === rule ? [frame] : []));
  return { rate: of('rate'), time: of('time') };
}

const steady = (rate: number, count: number) => Array.from({ length: count }, (_, at) => at / rate);

test('an honest rate chooses as vPDQ does, and nothing is added', () => {
  expect(chosenOf(29, steady(29.97, 100))).toEqual({ rate: [0, 29, 58, 87], time: [] });
});

test('a false rate skips two seconds once, and then none of them', () => {
  expect(chosenOf(1000, steady(10, 62))).toEqual({ rate: [0], time: [20, 30, 40, 50, 60] });
});

test('after a frame of the rate, two seconds may pass again', () => {
  expect(chosenOf(35, steady(10, 62))).toEqual({ rate: [0, 35], time: [20, 30, 55] });
});

test('times that jump back and forth, or are none, never end the choice', () => {
  expect(chosenOf(100, [0, 9, 1, 1, 4])).toEqual({ rate: [0], time: [1, 2, 4] });
  expect(chosenOf(2, [0, Number.NaN, Number.NaN])).toEqual({ rate: [0, 2], time: [] });
});
