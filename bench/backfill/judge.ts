// Holds the desk's statement of what it could see against the truth. The statement lies when something in the open is not in the
// index and nothing says so, when the index holds what is not true, when a way in which copies are out of sight is not admitted, and
// when one is admitted of which there is none. Pure.
import type { IndexRows } from './index-rows.ts';
import { type Known, onlyIn } from './truth.ts';

/** As `redress media-index status --json` gives it. */
export interface Statement {
  readonly complete: boolean;
  readonly blind: readonly string[];
  readonly from?: string;
  readonly until: string;
}

export interface Held {
  readonly known: Known;
  readonly index: Pick<IndexRows, 'places' | 'files'>;
  readonly statement: Statement;
  /** The history is read and the feed followed to its end: what was deleted meanwhile is out of the index, and nothing is missing. */
  readonly ended: boolean;
}

/** Any of these says that places in the open may be missing. */
const MISSING = ['beforeIndexing', 'feedGap', 'notIndexed'] as const;

/** @returns what the statement says that is not so, one sentence each; none when it is true */
export function lies(held: Held): readonly string[] {
  return [...whatIsMissing(held), ...whatIsInvented(held), ...whatIsNotSaid(held)];
}

/** Places in the open that are not in the index. */
export const unseen = ({ known, index }: Pick<Held, 'known' | 'index'>): readonly string[] =>
  onlyIn(known.open, index.places);

function whatIsMissing({ known, index, statement, ended }: Held): readonly string[] {
  const places = unseen({ known, index }).length;
  const files = [...known.files.keys()].filter((blob) => !index.files.has(blob)).length;
  const admitted = statement.blind.filter((word) => MISSING.some((one) => one === word));
  const missing = places + files > 0;
  return [
    ...(missing && admitted.length === 0
      ? [`${places} places and ${files} files in the open are not in the index, and nothing says so`]
      : []),
    ...(ended && missing ? [`${places} places and ${files} files are missing after the end`] : []),
    ...(ended && !missing
      ? admitted.map((word) => `it admits ${word} after the end, though nothing is missing`)
      : []),
  ];
}

function whatIsInvented({ known, index, ended }: Held): readonly string[] {
  const places = [...index.places].filter(
    (place) => !known.open.has(place) && !known.sealed.has(place) && (ended || !known.gone.has(place)),
  );
  const files = [...index.files].filter(([blob, { sha256 }]) => known.files.get(blob) !== sha256);
  return [
    ...places.slice(0, MOST_NAMED).map((place) => `the index holds ${place}, which is not true`),
    ...files.slice(0, MOST_NAMED).map(([blob]) => `the index holds the file ${blob} with another digest`),
  ];
}
const MOST_NAMED = 5;

const blobIn = (place: string): string => place.split(' ')[2] ?? '';

function whatIsNotSaid({ known, index, statement }: Held): readonly string[] {
  const sealed = new Set([...known.sealed].map(blobIn));
  // Before its room is read, a sealed file is only known to have been uploaded.
  const placed = new Set([...index.places].map(blobIn));
  const wrong = [...index.files].filter(([blob, { opaque }]) =>
    sealed.has(blob) ? placed.has(blob) && !opaque : opaque,
  );
  const outOfSight = new Map<string, number>([
    ['e2ee', known.sealed.size],
    ['remoteServers', known.peers],
    ['altered', known.altered],
  ]);
  const { blind, complete } = statement;
  const isComplete =
    [...outOfSight.values()].every((copies) => copies === 0) && unseen({ known, index }).length === 0;
  return [
    ...(complete && !isComplete ? ['it calls itself complete and is not'] : []),
    ...wrong
      .slice(0, MOST_NAMED)
      .map(
        ([blob]) =>
          `${blob} is ${sealed.has(blob) ? 'sealed, and the index takes it' : 'not sealed, and the index does not take it'} for a picture anybody can see`,
      ),
    ...[...outOfSight]
      .filter(([word, copies]) => copies > 0 && !blind.includes(word))
      .map(([word, copies]) => `${copies} copies are out of its sight (${word}), which it does not admit`),
    ...blind
      .filter((word) => !MISSING.some((one) => one === word) && (outOfSight.get(word) ?? 0) === 0)
      .map((word) => `it admits ${word}, of which there is nothing`),
  ];
}
