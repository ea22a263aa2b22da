// Looks for barriers on the page as it stands: axe-core's rules of WCAG 2.2 AA and of good practice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every barrier as `rule: where`; an empty list when there is none. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(SOURCE);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          what: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
  }, TAGS);
}

/** How many pixels the widest part of the page is wider than its place: whoever reads must not scroll sideways. */
export function sidewards(page: Page): Promise<number> {
  return page.evaluate(() => {
    interface Box {
      readonly scrollWidth: number;
      readonly clientWidth: number;
    }
    const { document, getComputedStyle } = globalThis as unknown as {
      document: { documentElement: Box; querySelectorAll(what: string): Iterable<Box> };
      getComputedStyle(of: Box): { overflowX: string };
    };
    const scrolling = [...document.querySelectorAll('body *')].filter((one) =>
      ['auto', 'scroll'].includes(getComputedStyle(one).overflowX),
    );
    const wider = [document.documentElement, ...scrolling].map((one) => one.scrollWidth - one.clientWidth);
    return Math.max(...wider);
  });
}
