// The parts of a serving desk that talk to the outside world, made from the configuration.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { connectorRegistry } from '../adapters/connectors/registry.ts';
import { messengerConnector } from '../adapters/connectors/messenger/connector.ts';
import { type ClosableMailReader, mailReader } from '../adapters/mail/mail-reader.ts';
import { smtpMailer } from '../adapters/mail/mailer.ts';
import { systemResolver, zoneResolver } from '../adapters/mail/resolver.ts';
import { readBook } from '../adapters/law/law-folder.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { Config } from '../config.ts';
import type { Law } from '../domain/clock/facts.ts';
import type { Connectors } from '../ports/connector.ts';

/** Domain of the desk's own address. */
export const deskDomain = (config: Config): string => config.desk.address.split('@')[1] ?? '';

export function connectorsOf({ messenger }: Config): Connectors {
  return connectorRegistry(messenger.api === '' ? [] : [messengerConnector(messenger)]);
}

export async function readerOf(config: Config): Promise<ClosableMailReader> {
  const { zoneFile } = config.dns;
  return mailReader(zoneFile === '' ? systemResolver() : await zoneResolver(zoneFile), deskDomain(config));
}

export async function mailerOf(config: Config): Promise<ReturnType<typeof smtpMailer>> {
  const { mail, desk } = config;
  return smtpMailer({
    host: mail.host,
    port: mail.port,
    requireTls: mail.requireTls,
    from: `${desk.name} <${desk.address}>`,
    ...(mail.user === '' ? {} : { user: mail.user, password: mail.password }),
    ...(mail.dkimKey === ''
      ? {}
      : {
          dkim: {
            domain: mail.dkimDomain,
            selector: mail.dkimSelector,
            privateKey: await readFile(mail.dkimKey, 'utf8'),
          },
        }),
  });
}

/** The laws that come with Redress. */
const LAWS = path.resolve(import.meta.dirname, '../../law');

/** Read whole at start, or the desk does not start: a law that cannot be read is a clock that would silently not run. */
export async function lawOf({ law }: Config): Promise<Law> {
  const book = await readBook(law.folder === '' ? LAWS : law.folder);
  const ruledOut = law.ruledOut === '' ? [] : law.ruledOut.split(',');
  const unknown = ruledOut.find((id) => !book.regimes.some((regime) => regime.id === id));
  if (unknown !== undefined)
    throw new CommandError(
      'law.unknown',
      `law.ruledOut names ${unknown}, and there is no such law`,
      '`redress law list` names them',
      EXIT.usage,
    );
  return {
    book,
    reach: { jurisdictions: law.jurisdictions === 'all' ? 'all' : law.jurisdictions.split(','), ruledOut },
  };
}

export async function tlsOf({ smtp }: Config): Promise<{ tls?: { key: string; cert: string } }> {
  if (smtp.tlsKey === '') return {};
  const [key, cert] = await Promise.all([readFile(smtp.tlsKey, 'utf8'), readFile(smtp.tlsCert, 'utf8')]);
  return { tls: { key, cert } };
}
