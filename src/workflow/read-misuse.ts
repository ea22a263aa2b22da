// What looks like misuse in the notices of the last days, for a person to look at. Two accounts that tell of each other are found by their marks.
import { type Pattern, patternsIn } from '../domain/case/misuse.ts';
import { after, DAY, type Instant } from '../domain/kernel/instant.ts';
import { notifierText } from '../domain/notice/source.ts';
import type { Marks } from '../ports/marks.ts';
import type { Notifiers } from '../ports/notifiers.ts';

/** @returns the largest first */
export async function readPatterns(
  days: number,
  now: Instant,
  { notifiers, marks }: { readonly notifiers: Pick<Notifiers, 'noticesSince'>; readonly marks: Marks },
): Promise<readonly Pattern[]> {
  return patternsIn(await notifiers.noticesSince(after(now, -days * DAY)), (poster) => {
    const [connector = '', ...account] = poster.split(' ');
    return marks.mark(notifierText(`report ${connector}`, account.join(' ')));
  });
}
