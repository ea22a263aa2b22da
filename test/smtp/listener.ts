// A listener on a free port with a spool of the test's making and a clock the test sets.
import { afterEach } from 'vitest';
import { instant, type Instant } from '../../src/domain/kernel/instant.ts';
import { type SmtpSettings, startSmtp } from '../../src/entry/email/smtp-listener.ts';
import type { Kept, Spooled } from '../../src/ports/spool.ts';
import { cutAll } from '../support/smtp-client.ts';

export const DESK = 'notices@desk.example';

export interface Listening {
  readonly port: number;
  /** What `accept` was given, kept or not. */
  readonly offered: readonly Spooled[];
  readonly kept: readonly Spooled[];
  readonly errors: readonly Error[];
  /** How often the reader was told that there is something to read. */
  wakes(): number;
  /** Moves the listener's clock. */
  pass(milliseconds: number): void;
}

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  cutAll();
  for (const close of closings.splice(0)) await close();
});

/** Closed after the test. `accept` answers kept at once unless the test says otherwise. */
export async function listen(
  settings: Partial<SmtpSettings> = {},
  accept: (mail: Spooled) => Promise<Kept> = async () => ({ kind: 'kept' }),
): Promise<Listening> {
  const offered: Spooled[] = [];
  const kept: Spooled[] = [];
  const errors: Error[] = [];
  let now: Instant = instant(Date.parse('2026-11-20T00:00:00Z'));
  let made = 0;
  let wakes = 0;
  const listener = await startSmtp(
    {
      host: '127.0.0.1',
      port: 0,
      maxBytes: 64 * 1024,
      address: DESK,
      alternative: 'send a list of links instead of files',
      connectionsPerNetwork: 5,
      lettersPerMinute: 100,
      ...settings,
    },
    {
      accept: async (mail) => {
        offered.push(mail);
        const answer = await accept(mail);
        if (answer.kind === 'kept') kept.push(mail);
        return answer;
      },
      onKept: () => {
        wakes += 1;
      },
      clock: () => now,
      fresh: () => `letter-${++made}`,
      onError: (error) => errors.push(error),
    },
  );
  closings.push(() => listener.close());
  return {
    port: listener.port,
    offered,
    kept,
    errors,
    wakes: () => wakes,
    pass: (milliseconds) => {
      now = instant(now + milliseconds);
    },
  };
}

/** The bytes of the nth mail that was kept, as text. */
export const textOf = (listening: Listening, at = 0): string => listening.kept[at]?.raw.toString() ?? '';
