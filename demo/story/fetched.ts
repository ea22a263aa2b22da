// Whether bytes of a picture were fetched after somebody said that a child is shown, by the messenger's own log. Pure.

/** A file, and from when on the desk knew, by the clock of the story. */
export interface SaidMinor {
  readonly blob: string;
  readonly since: number;
}

/** @param log of the messenger, a JSON line each  @returns how many times one of them was fetched after its moment */
export function fetchedAfterTold(log: string, said: readonly SaidMinor[]): number {
  const since = new Map(said.map(({ blob, since: moment }) => [blob, moment]));
  return log.split('\n').filter((line) => {
    const { method, url, at } = requestIn(line);
    const blob = /^\/(?:media|thumb|cdn)\/([\w-]+)/.exec(url)?.[1];
    const moment = blob === undefined ? undefined : since.get(blob);
    return method === 'GET' && moment !== undefined && at > moment;
  }).length;
}

function requestIn(line: string): { readonly method: string; readonly url: string; readonly at: number } {
  try {
    const { req, time } = JSON.parse(line) as { req?: { method?: string; url?: string }; time?: number };
    return { method: req?.method ?? '', url: req?.url ?? '', at: time ?? 0 };
  } catch {
    return { method: '', url: '', at: 0 };
  }
}
