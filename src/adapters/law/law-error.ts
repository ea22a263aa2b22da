// What the readers of law refuse with: the file and its line, the path within it, what is wrong, and the cure.

export type Path = readonly (string | number)[];

export interface Place {
  readonly file: string;
  readonly line: number;
  /** Keys and list places from the top of the file down; empty for the file as a whole. */
  readonly path: Path;
}

/** A file of law that cannot be used. The desk does not start with it: a clock that is not started is a silent miss. */
export class LawError extends Error {
  readonly code: 'law.unreadable' | 'law.invalid';
  readonly place: Place;

  constructor(code: LawError['code'], place: Place, says: string, cure: string) {
    super(`${placeText(place)}: ${says}. ${cure[0]?.toUpperCase()}${cure.slice(1)}.`);
    this.name = 'LawError';
    this.code = code;
    this.place = place;
  }
}

/** `regimes/us-tida.yaml:57: duties[0].within`. */
function placeText({ file, line, path }: Place): string {
  const within = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return [`${file}:${line}`, within.replace(/^\./, '')].filter((part) => part !== '').join(': ');
}
