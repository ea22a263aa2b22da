// Numbers of HTML lists as they are shown: `<ol>` with start and reversed, `<li>` with value (HTML, 4.4.5).
import { isUnnumbered } from './html-style.ts';

interface Shown {
  ordinal: number | null;
}

type Attributes = Readonly<Record<string, string>>;

/** One list while it is open. Rows get their number when it is known: a reversed list counts its entries first. */
export class HtmlList {
  readonly #isNumbered: boolean;
  readonly #isReversed: boolean;
  readonly #start: number | undefined;
  readonly #entries: { value: number | undefined; shows: boolean; row: Shown | undefined }[] = [];

  constructor(name: string, attributes: Attributes) {
    this.#isNumbered = name === 'ol' && !isUnnumbered(attributes);
    this.#isReversed = 'reversed' in attributes;
    this.#start = whole(attributes['start']);
  }

  openEntry(attributes: Attributes): void {
    this.#entries.push({
      value: whole(attributes['value']),
      shows: !isUnnumbered(attributes),
      row: undefined,
    });
  }

  /** The first row of an entry carries its number. */
  shownBy(row: Shown): void {
    const entry = this.#entries.at(-1);
    if (entry !== undefined) entry.row ??= row;
  }

  close(): void {
    const step = this.#isReversed ? -1 : 1;
    let next = this.#start ?? (this.#isReversed ? this.#entries.length : 1);
    for (const { value, shows, row } of this.#entries) {
      next = value ?? next;
      if (this.#isNumbered && shows && row !== undefined) row.ordinal = next;
      next += step;
    }
  }
}

function whole(written: string | undefined): number | undefined {
  const value = /^\s*[+-]?\d{1,9}/.exec(written ?? '')?.[0];
  return value === undefined ? undefined : Number(value);
}
