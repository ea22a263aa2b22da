// Shrinking by whole blocks, and by how much.

import { describe, expect, test } from 'vitest';
import { shrinkFactor } from './policy.ts';
import { meanBlocks } from './shrink.ts';

describe('shrinking', () => {
  test('gives the mean of each block, rounded, and drops what is left over', () => {
    const width = 9;
    const data = Uint8Array.from({ length: width * 5 * 3 }, (_, at) => (at * 7) % 256);
    const sum = (block: number, channel: number): number => {
      let all = 0;
      for (let y = 0; y < 4; y++)
        for (let x = 0; x < 4; x++) all += data[(y * width + block * 4 + x) * 3 + channel] as number;
      return all;
    };
    const expected = [0, 1].flatMap((block) =>
      [0, 1, 2].map((channel) => Math.floor(sum(block, channel) / 16 + 0.5)),
    );
    expect([...meanBlocks({ data, width, channels: 3 }, 4)]).toEqual(expected);
  });

  test('passes over alpha: the same means with four channels as with three', () => {
    const rgb = Uint8Array.from({ length: 8 * 8 * 3 }, (_, at) => (at * 13) % 251);
    const rgba = Uint8Array.from({ length: 8 * 8 * 4 }, (_, at) =>
      at % 4 === 3 ? 77 : (rgb[Math.floor(at / 4) * 3 + (at % 4)] as number),
    );
    expect(meanBlocks({ data: rgba, width: 8, channels: 4 }, 8)).toEqual(
      meanBlocks({ data: rgb, width: 8, channels: 3 }, 8),
    );
  });

  test('keeps white white: nothing is lost to rounding', () => {
    const data = new Uint8Array(16 * 16 * 3).fill(255);
    expect([...new Set(meanBlocks({ data, width: 16, channels: 3 }, 8))]).toEqual([255]);
  });

  test('never leaves a shorter side under 512 pixels, and shrinks by 8 at most', () => {
    expect([
      shrinkFactor(2047, 9999),
      shrinkFactor(2048, 2048),
      shrinkFactor(4095, 5000),
      shrinkFactor(9000, 4096),
    ]).toEqual([1, 4, 4, 8]);
  });
});
