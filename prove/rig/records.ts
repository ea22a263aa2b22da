// The two records of the same removals, held together: what the desk says is gone, and what the messenger says was hidden. Pure.
import { nameOf, type Newest } from './targets.ts';
import { changesIn, type Facts } from './verdict.ts';

export interface RecordsVerdict {
  /** The desk says it is gone; the messenger knows nothing of it. */
  readonly deskOnly: readonly string[];
  /** The messenger hid it; the desk knows of no such copy. */
  readonly messengerOnly: readonly string[];
}

/** `messenger/m/17/b/abc`: the message that shows a file. */
const COPY = /\/m\/(\d+)\/b\/(.*)$/;

/** Message numbers are the newest on both sides: what moved is one message. */
export function compareRecords({ details, ledger, newest }: Facts): RecordsVerdict {
  const copies = details.flatMap(({ items }) => items.flatMap((item) => item.copies));
  const names = (some: typeof copies): Set<string> =>
    new Set(some.flatMap(({ id }) => targetsOf(id, newest)));
  const [gone, known] = [names(copies.filter(isGone)), names(copies)];
  const messenger = new Set(changesIn(ledger).map(({ target }) => nameOf(target, newest)));
  return {
    deskOnly: [...gone].filter((name) => !messenger.has(name)),
    messengerOnly: [...messenger].filter((name) => !known.has(name)),
  };
}

const isGone = ({ status }: { readonly status: string }): boolean => status === 'gone';

function targetsOf(id: string, newest: Newest): string[] {
  const [, message = '', blob = ''] = COPY.exec(id) ?? [];
  return [nameOf({ kind: 'message', id: message }, newest), ...(blob === '' ? [] : [`media ${blob}`])];
}
