// The desk's own inbox job beside a real server: what it takes is kept in a list instead of a spool.
import { setTimeout as pause } from 'node:timers/promises';
import { instant } from '../../../src/domain/kernel/instant.ts';
import { type InboxSettings, openSession } from '../../../src/entry/inbox/imap-session.ts';
import { type Inbox, type InboxJob, startInbox } from '../../../src/entry/inbox/inbox.ts';
import type { InboxTrouble } from '../../../src/entry/inbox/round.ts';
import type { Kept, Spooled } from '../../../src/ports/spool.ts';
import { PASSWORD } from './dovecot.ts';
import { afterThisFile } from './peer.ts';

export const MAX_BYTES = 64 * 1024;
export const OLDEST_MS = 30 * 86_400_000;

export interface DeskInbox {
  readonly kept: readonly Spooled[];
  /** Codes of what went wrong; `Error` for what has none. */
  readonly errors: readonly string[];
  /** All that was ever said of what went wrong. */
  said(): string;
  readonly told: readonly InboxTrouble[];
  stop(): Promise<void>;
}

export interface DeskRules {
  readonly accept?: () => Promise<Kept>;
  readonly tell?: () => boolean;
}

/** Starts at once. It looks every 50 ms and comes back after 20, unless the job says otherwise. */
export function emptying(
  settings: Partial<InboxSettings> & Pick<InboxSettings, 'port' | 'user'>,
  rules: DeskRules = {},
  job: Partial<InboxJob> = {},
): DeskInbox {
  const kept: Spooled[] = [];
  const errors: string[] = [];
  const told: InboxTrouble[] = [];
  let said = '';
  let made = 0;
  const inbox: Inbox = startInbox({
    open: () => openSession(settingsWith(settings)),
    settings: { address: 'notices@desk.example', folder: 'INBOX', oldestMs: OLDEST_MS },
    pollMs: 50,
    pauseMs: 20,
    ...job,
    ports: {
      accept: async (mail) => {
        const answer = (await rules.accept?.()) ?? { kind: 'kept' };
        if (answer.kind === 'kept') kept.push(mail);
        return answer;
      },
      onKept: () => undefined,
      clock: () => instant(Date.now()),
      fresh: () => `letter-${++made}`,
      tell: async (trouble) => {
        const isTold = rules.tell?.() ?? true;
        if (isTold) told.push(trouble);
        return isTold;
      },
      onError: (error) => {
        said += `${String(error)} ${JSON.stringify(error)}\n`;
        errors.push((error as { code?: string }).code ?? 'Error');
      },
    },
  });
  afterThisFile(() => inbox.stop());
  return { kept, errors, said: () => said, told, stop: () => inbox.stop() };
}

export const settingsWith = (
  change: Partial<InboxSettings> & Pick<InboxSettings, 'port' | 'user'>,
): InboxSettings => ({
  host: '127.0.0.1',
  password: PASSWORD,
  tls: 'none',
  folder: 'INBOX',
  after: 'move',
  takenFolder: 'Redress/Taken',
  maxBytes: MAX_BYTES,
  ...change,
});

/** Long enough for several looks: what would come has come. */
export const severalLooks = (): Promise<void> => pause(400);

export const letter = (name: string, body = 'Please delete this.\r\n'): string =>
  `Return-Path: <bounces@maru-board.example>\r\nFrom: a@maru-board.example\r\nSubject: ${name}\r\n\r\n${body}`;

export const textOf = ({ raw }: Spooled): string => Buffer.from(raw).toString('latin1');
