// The parts of the commands that only look at a letter: no store, no mail sent.
import { readAuthorities } from '../adapters/enrolment/authorities-file.ts';
import { mailReader } from '../adapters/mail/mail-reader.ts';
import { systemResolver, zoneResolver } from '../adapters/mail/resolver.ts';
import { readBook } from '../adapters/law/law-folder.ts';
import { knownAt } from '../domain/authority/enrolled.ts';
import type { Config } from '../config.ts';
import type { LetterParts, LetterSettings } from '../entry/cli/letter-parts.ts';
import { sandbox, sandboxLine } from '../matching/picture/sandbox.ts';
import { lawsFolder } from './law.ts';
import { MAIL_PROGRAMS } from './mail-programs.ts';

export async function letterParts(config: Config, settings: LetterSettings): Promise<LetterParts> {
  const zone = settings.dns ?? config.dns.zoneFile;
  const address = (settings.desk ?? config.desk.address).toLowerCase();
  const resolve = zone === '' ? systemResolver() : await zoneResolver(zone);
  const reader = mailReader(MAIL_PROGRAMS, resolve, () => Date.now());
  const versions = await readAuthorities(settings.enrolled ?? config.authorities);
  const { calendars } = await readBook(lawsFolder(config.law.folder));
  return {
    desk: {
      address,
      messengerOrigin: settings.messenger ?? config.messenger.origin,
      workingDays: calendars,
    },
    authoritiesAt: (at) => knownAt(versions, at),
    sealed: { withoutNetwork: sandbox().withoutNetwork, says: sandboxLine() },
    now: () => Date.now(),
    read: reader.read,
    close: () => reader.close(),
  };
}
