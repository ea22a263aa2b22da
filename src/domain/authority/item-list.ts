// The exact list of a letter as one text, the same for whoever wrote the letter and for the desk: what a confirmation is bound to.
import type { ListedItem } from '../notice/letter.ts';

/** Each canonical link on a line of its own, in the order of the letter, under the name of the form; see docs/spec/authorities.md. */
export function itemListText(items: readonly Pick<ListedItem, 'locator'>[]): string {
  return ['redress-items/1', ...items.map(({ locator }) => locator.link)].map((line) => `${line}\n`).join('');
}
