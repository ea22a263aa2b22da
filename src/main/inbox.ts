// The inbox as the configuration names it: its settings with password and certificate from their files, and the job that empties it.
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { uuidV7 } from '../adapters/crypto/ids.ts';
import type { Config } from '../config.ts';
import { DAY, SECOND } from '../domain/kernel/instant.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import { openSession } from '../entry/inbox/imap-session.ts';
import { type Inbox, startInbox } from '../entry/inbox/inbox.ts';
import type { InboxTrouble } from '../entry/inbox/round.ts';
import type { Alarms } from '../ports/alarms.ts';
import type { Spool } from '../ports/spool.ts';
import { acceptMail } from '../workflow/accept-mail.ts';
import { now } from './desk.ts';

/** Opens a session once; `redress doctor` does no more. Throws with a code and a cure when that cannot be done. */
export async function openInbox({ imap, smtp }: Config): ReturnType<typeof openSession> {
  const { ca, passwordFile, ...rest } = imap;
  return openSession({
    ...rest,
    maxBytes: smtp.maxBytes,
    password: (await textOf(passwordFile)).replace(/\r?\n$/, ''),
    ...(ca === '' ? {} : { ca: await textOf(ca) }),
  });
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      'imap.password-unreadable',
      `${file === '' ? 'the file of the password' : file} cannot be read (${error.code})`,
      'name it with REDRESS_IMAP_PASSWORD_FILE (or REDRESS_IMAP_CA), and let this account read it',
      EXIT.missing,
    );
  });
}

/** Undefined where no inbox is configured. */
export function emptyInbox(
  config: Config,
  spool: Spool,
  alarms: Alarms,
  onKept: () => void,
  log: Logger,
): Inbox | undefined {
  const { imap, desk } = config;
  if (imap.host === '') return undefined;
  return startInbox({
    open: () => openInbox(config),
    pollMs: imap.pollSeconds * SECOND,
    settings: {
      address: desk.address.toLowerCase(),
      folder: imap.folder,
      oldestMs: imap.oldestDays * DAY,
    },
    ports: {
      accept: (mail) => acceptMail(mail, { spool }),
      onKept,
      clock: now,
      fresh: uuidV7.fresh,
      tell: (trouble) => isTold(trouble, alarms),
      onError: (error) => {
        const { code = 'unexpected', message } = error as { code?: string; message?: string };
        log.warn({ event: 'inbox-error', code, says: message?.slice(0, 200) });
      },
    },
  });
}

/** True when no channel has to be asked again. */
async function isTold(trouble: InboxTrouble, alarms: Alarms): Promise<boolean> {
  const told = await alarms.tell({ kind: 'inbox', ...trouble });
  return !told.some((one) => one.kind === 'failed' && !one.permanent);
}
