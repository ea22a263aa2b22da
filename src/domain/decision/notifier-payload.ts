// What a person signs when she warns or limits a notifier, lifts a limit, or says that she told the notifier herself.
import type { SignedAct } from '../case/event.ts';
import type { AskedOfNotifier } from '../case/limiting.ts';
import { utc } from '../kernel/instant.ts';

type Unsigned = Omit<SignedAct, 'signature'>;

export function notifierPayload(
  { kind, notifier, cases, reason, until }: AskedOfNotifier,
  act: Unsigned,
): string {
  const ends = until === null ? null : new Date(until).toISOString();
  const asks = { kind, notifier, cases: cases.toSorted(), reason, until: ends };
  return JSON.stringify({ v: 'redress-notifier/1', ...asks, by: act.by, at: utc(act.at), id: act.id });
}

/** @param of the act she was told of */
export const toldPayload = (of: string, act: Unsigned): string =>
  JSON.stringify({ v: 'redress-notifier-told/1', of, by: act.by, at: utc(act.at), id: act.id });
