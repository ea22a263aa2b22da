// A link as it stands in a cell or a line, and where it leads.
import type { Locator } from '../content/locator.ts';
import type { Result } from '../kernel/result.ts';

export interface Target {
  readonly text: string;
  /** The words it lies behind; empty for a link that is printed. */
  readonly words: string;
  /** Where it stands in the text of the cell. */
  readonly start: number;
  readonly end: number;
  readonly locator: Result<Locator>;
}
