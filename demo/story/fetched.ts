// Whether the desk fetched bytes of a picture after somebody had said that a child is shown, by what went over its line to the messenger. Pure.
import type { Call } from './line.ts';

/** A file, and from when on the desk knew, by the clock of the story. */
export interface SaidMinor {
  readonly blob: string;
  readonly since: number;
}

/** @returns how many times bytes of one of them were asked for: before its moment, and after it */
export function fetchesOf(
  calls: readonly Call[],
  said: readonly SaidMinor[],
): { readonly before: number; readonly after: number } {
  const since = new Map(said.map(({ blob, since: moment }) => [blob, moment]));
  const moments = calls.flatMap(({ method, path, at }) => {
    const blob = /^\/(?:media|thumb|cdn)\/([\w-]+)/.exec(path)?.[1];
    const moment = blob === undefined || method !== 'GET' ? undefined : since.get(blob);
    return moment === undefined ? [] : [at > moment];
  });
  const after = moments.filter(Boolean).length;
  return { before: moments.length - after, after };
}
