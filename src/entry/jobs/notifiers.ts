// Tells notifiers what was done about them, in a loop of its own: an act of the command line finds its way within a minute.
import type { Instant } from '../../domain/kernel/instant.ts';
import { tellNotifiers, type TellNotifiersPorts } from '../../workflow/tell-notifiers.ts';
import { type Loop, startLoop } from './loop.ts';

export interface NotifiersJob {
  readonly ports: TellNotifiersPorts;
  readonly deskDomain: string;
  readonly clock: () => Instant;
  readonly sweepMs: number;
  readonly onTold: (count: number) => void;
  readonly onError: (error: unknown) => void;
}

export function startNotifiers({ ports, deskDomain, clock, sweepMs, onTold, onError }: NotifiersJob): Loop {
  const work = async (): Promise<boolean> => {
    const count = await tellNotifiers(clock(), deskDomain, ports);
    if (count > 0) onTold(count);
    return false;
  };
  return startLoop(work, sweepMs, onError);
}
