import { describe, expect, it } from 'vitest';
import { judged } from '../matching/targets.ts';
import type { Results } from '../matching/results.ts';
import { barPlot } from '../plots/bars.ts';
import { growthPlot } from '../plots/growth.ts';
import { decadesAround, logScale } from '../plots/scale.ts';
import { startContender } from './line-process.ts';
import { interleaved, warmedUp } from './rounds.ts';
import { median, quantile, spreadOf, timesFaster } from './statistics.ts';
import { figure, markdownTable, textTable } from './table.ts';

const MIRROR = `
process.stdin.on('data', (chunk) => {
  for (const line of String(chunk).trim().split('\\n')) {
    if (JSON.parse(line).fail) { console.error('no room'); process.exit(3); }
    console.log(line);
  }
});`;

describe('statistics', () => {
  it('takes the middle of an odd row, and the mean of the two middles of an even one', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 3, 10])).toBe(2.5);
  });

  it('finds the slowest hundredth, and refuses a row without samples', () => {
    const samples = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(quantile(samples, 0.99)).toBe(100);
    expect(quantile(samples, 0.5)).toBe(51);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  it('compares the worst of ours with the best of theirs for the lower end of a ratio', () => {
    const ratio = timesFaster(spreadOf([1, 2, 4]), spreadOf([8, 20, 40]));
    expect(ratio).toEqual({ median: 10, min: 2, max: 40 });
  });
});

describe('tables', () => {
  it('prints three telling digits', () => {
    expect([0.012345, 4.5678, 99.94, 12_345, Number.NaN].map(figure)).toEqual([
      '0.0123',
      '4.57',
      '99.9',
      '12,300',
      '-',
    ]);
  });

  it('sets numbers under one another and keeps a bar inside a Markdown cell', () => {
    expect(textTable(['who', 'ms'], [['ours', 1]]).split('\n')).toEqual(['who   ms', '----  --', 'ours   1']);
    expect(markdownTable(['who'], [['a|b']])).toBe('| who |\n| :-- |\n| a\\|b |');
  });
});

describe('contenders', () => {
  it('take turns within each round', async () => {
    const order: string[] = [];
    const answers = await interleaved(['a', 'b'], 2, async (who, round) => {
      order.push(who);
      return round;
    });
    expect(order).toEqual(['a', 'b', 'a', 'b']);
    expect(answers).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('may have a first round that does not count', async () => {
    await expect(warmedUp(['a', 'b'], 2, async (who, round) => who + round)).resolves.toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
  });

  it('answer each question with its own line, and a dead one says why', async () => {
    const mirror = startContender('mirror', [process.execPath, '-e', MIRROR]);
    await expect(Promise.all([mirror.ask({ at: 1 }), mirror.ask({ at: 2 })])).resolves.toEqual([
      { at: 1 },
      { at: 2 },
    ]);
    await expect(mirror.ask({ fail: true })).rejects.toThrow('mirror ended (3): no room');
    mirror.stop();
  });
});

describe('plots', () => {
  it('put equal ratios at equal distances', () => {
    const scale = logScale([1, 1000], [0, 300]);
    expect(scale.ticks).toEqual([1, 10, 100, 1000]);
    expect(scale.ticks.map((tick) => Math.round(scale.at(tick)))).toEqual([0, 100, 200, 300]);
    expect(() => logScale([0, 10], [0, 1])).toThrow(RangeError);
    expect(decadesAround([3, 42])).toEqual([1, 100]);
  });

  it('draw a bar to its value, a mark at its target, and escape names', () => {
    const picture = barPlot('Speed', 'one thread', [
      { group: 'a & b', label: 'x<y', value: 100, target: 10 },
    ]);
    const [, x = 0, width = 0] = /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(picture) ?? [];
    const mark = /<line x1="([\d.]+)"[^>]*stroke-width="3"/.exec(picture)?.[1];
    expect(Number(mark)).toBeCloseTo(Number(x) + Number(width) / 2, 0);
    expect(picture).toContain('a &amp; b');
    expect(picture).toContain('x&lt;y');
  });

  it('draw a line through every size, and keep the names of two equal lines apart', () => {
    const points = [1_000, 10_000].map((x) => ({ x, p50: x / 100, p99: x / 50 }));
    const series = ['ours', 'theirs'].map((name) => ({ name, points }));
    const words = { xWords: String, yWords: String };
    const picture = growthPlot({ title: 'Growth', subtitle: '', series, ...words });
    expect(picture.match(/<circle/g)).toHaveLength(4);
    const heights = [...picture.matchAll(/y="([\d.]+)" class="strong"/g)].map(([, y]) => Number(y));
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(18);
  });
});

describe('goals', () => {
  const row = (who: string, p50: number) => ({
    ...{ entries: 10_000_000, who, p50: { median: p50, min: p50, max: p50 }, p99: 160, perSecond: 20_000 },
    ...{ queries: 1, compared: 1, buildSeconds: 4, bytesPerHash: 129, matches: 0 },
  });
  const results: Results = {
    taken: {},
    search: {
      rows: [row('ours', 40), row('faiss Flat', 40_000), row('faiss MultiHash', 4_000)],
      skipped: [],
    },
  };
  const verdict = (goal: string) => judged(results).find((one) => one.goal === goal)?.verdict;

  it('tell target from stretch, more from less, and never count what was not measured', () => {
    expect(verdict('search 10 M against faiss Flat')).toBe('stretch');
    expect(verdict('search 10 M against faiss MultiHash')).toBe('no');
    expect(verdict('search 10 M, p50')).toBe('yes');
    expect(verdict('search 10 M, p99')).toBe('no');
    expect(verdict('search 100 M, p99')).toBe('not measured');
  });
});
