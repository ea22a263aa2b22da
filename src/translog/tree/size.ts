// Sizes of trees and places in them. They are JavaScript numbers: exact up to 2^53 - 1 leaves, which no log reaches. Halving is division,
// since the shifts of the language stop at 32 bits.

import { TranslogError } from '../translog-error.ts';

const DECIMAL = /^(0|[1-9][0-9]{0,15})$/;

export const half = (value: number): number => Math.floor(value / 2);
export const isOdd = (value: number): boolean => value % 2 === 1;

/** The largest power of two that is less than `size`. @param size at least 2 */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/**
 * A number as checkpoints write it: decimal digits without a leading zero.
 * @throws TranslogError `log.bad-number`
 */
export function readNumber(text: string, what: string): number {
  const value = Number(text);
  if (DECIMAL.test(text) && Number.isSafeInteger(value)) return value;
  throw new TranslogError(
    'log.bad-number',
    `${what} is ${JSON.stringify(text.slice(0, 40))}`,
    'write decimal digits without a leading zero, at most 9007199254740991',
  );
}

/** @throws TranslogError `log.bad-number` */
export function wholeNumber(value: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new TranslogError('log.bad-number', `${what} is ${value}`, 'give a whole number from 0 on');
}
