// The letters that joined a case, as they stand: what each says, and whether whoever wrote it was told that it came.
import type { CaseEvent, Recorded } from './event.ts';
import type { JoinedLetter } from './joined-letter.ts';
import { type Acknowledged, acknowledgedBy } from './mails.ts';

export interface LetterState extends JoinedLetter {
  /** Of the event by which it joined. */
  readonly seq: number;
  readonly acknowledged: Acknowledged;
}

type LetterEvent = Extract<
  CaseEvent,
  { readonly kind: 'letter-joined' | 'receipt-acknowledged' | 'receipt-not-acknowledged' }
>;

/** One step of the fold; what is said of the letter that opened the case changes none of them. */
export function applyToLetters(
  letters: readonly LetterState[],
  event: Recorded<LetterEvent>,
): readonly LetterState[] {
  if (event.kind === 'letter-joined') {
    const { joined, seq } = event;
    return [...letters, { ...joined, seq, acknowledged: acknowledgedBy(joined.acknowledge) }];
  }
  const acknowledged: Acknowledged =
    event.kind === 'receipt-acknowledged' ? { kind: 'sent', at: event.at } : { kind: 'not', why: event.why };
  return letters.map((one) => (one.letter === event.letter ? { ...one, acknowledged } : one));
}
