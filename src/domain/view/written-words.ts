// The words of a report or an appeal as a person reads them: out of what the platform said of it, and no longer than anybody writes.

/** In UTF-16 units. A form takes at most 4,000 and 200. */
const MAX = { words: 10_000, contact: 1_000 } as const;

export interface WrittenWords {
  /** Null: she wrote nothing. */
  readonly words: string | null;
  /** How to reach her, as she wrote it; null: she did not say. */
  readonly contact: string | null;
  /** Whether something was left out, because it is longer than is shown. */
  readonly cut: boolean;
}

/** @param sealed the JSON that a platform gave, with `words` and `contact`; any other text is her words */
export function writtenWords(sealed: string): WrittenWords {
  const said = membersOf(sealed);
  const words = whole(said === null ? sealed : said['words'], MAX.words);
  const contact = whole(said?.['contact'], MAX.contact);
  return { words: words.text, contact: contact.text, cut: words.cut || contact.cut };
}

function membersOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** No half of a character stands at the end. */
function whole(value: unknown, most: number): { readonly text: string | null; readonly cut: boolean } {
  if (typeof value !== 'string' || value === '') return { text: null, cut: false };
  if (value.length <= most) return { text: value, cut: false };
  return { text: value.slice(0, most).replace(/[\uD800-\uDBFF]$/, ''), cut: true };
}
