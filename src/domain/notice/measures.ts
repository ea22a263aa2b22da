// What a letter asks for: delete, block, suspend the user, preserve; and what it says is not wanted. A word alone asks for nothing:
// it must stand in a sentence that asks, orders or decides, and not be the part that is denied.
import { MEASURES, type Measure } from './letter.ts';
import { ASKED_BEFORE, ASKS, ASKS_NOW, MAY_COME, MEASURE_WORDS, NOT_WANTED, TURNS } from './measure-words.ts';
import type { Sentence } from './sentences.ts';
import { lowered, type Place, placesOf, says } from './wording.ts';

/** How far from a measure the words say something of it. */
const BEFORE = 80;
const BEHIND = 60;

/** @param isFollowUp a letter that only asks where things stand repeats in passing what was asked before */
export function measuresOf(sentences: readonly Sentence[], isFollowUp: boolean): Measure[] {
  const asking = sentences.filter(({ text, isCell }) => !isCell && asksNow(text, isFollowUp));
  return MEASURES.filter((measure) => asking.some(({ text }) => isWanted(measure, text)));
}

function asksNow(text: string, isFollowUp: boolean): boolean {
  if (!says(ASKS, text)) return false;
  if (says(MAY_COME, text) && !says(ASKS_NOW, text)) return false;
  return !(says(ASKED_BEFORE, text) && (isFollowUp || !says(ASKS_NOW, text)));
}

const isWanted = (measure: Measure, text: string): boolean =>
  placesOf(MEASURE_WORDS[measure], text).some((place) => !says(NOT_WANTED, saidOf(lowered(text), place)));

/** What the words around a measure say of it, with the sign ~ in its place. */
function saidOf(text: string, { start, end }: Place): string {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const behind = text.slice(end, end + BEHIND);
  const since = placesOf(TURNS, before).at(-1)?.end ?? 0;
  const until = placesOf(TURNS, behind)[0]?.start;
  return `${before.slice(since)}~${behind.slice(0, until)}`;
}
