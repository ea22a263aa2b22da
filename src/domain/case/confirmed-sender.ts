// Who sent a letter whose exact list was confirmed: the body that confirmed it, proven beyond its mail.
import type { Sender } from '../notice/sender.ts';
import type { LetterConfirmation } from './letter-confirmation.ts';

export function confirmedSender({ authority }: LetterConfirmation): Sender {
  return { level: 'L2', authority, reasons: [] };
}
