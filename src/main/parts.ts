// The parts of a serving desk that talk to the outside world, made from the configuration.
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { alarmsOver } from '../adapters/alarms/channels.ts';
import { logChannel } from '../adapters/alarms/log-channel.ts';
import { mailChannels } from '../adapters/alarms/mail-channel.ts';
import { isSafeWebhook, webhookChannel } from '../adapters/alarms/webhook-channel.ts';
import { connectorRegistry } from '../adapters/connectors/registry.ts';
import { messengerConnector } from '../adapters/connectors/messenger/connector.ts';
import { type ClosableMailReader, mailReader } from '../adapters/mail/mail-reader.ts';
import { smtpMailer } from '../adapters/mail/mailer.ts';
import { systemResolver, zoneResolver } from '../adapters/mail/resolver.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { Config } from '../config.ts';
import type { Alarms, Channel } from '../ports/alarms.ts';
import type { Connectors } from '../ports/connector.ts';
import type { Mailer } from '../ports/mail.ts';
import { MAIL_PROGRAMS } from './mail-programs.ts';

/** Domain of the desk's own address. */
export const deskDomain = (config: Config): string => config.desk.address.split('@')[1] ?? '';

export function connectorsOf({ messenger }: Config): Connectors {
  return connectorRegistry(messenger.api === '' ? [] : [messengerConnector(messenger)]);
}

/** @param processes mails that are read at the same time */
export async function readerOf(
  config: Config,
  now: () => number,
  processes: number,
): Promise<ClosableMailReader> {
  const { zoneFile } = config.dns;
  const resolve = zoneFile === '' ? systemResolver() : await zoneResolver(zoneFile);
  return mailReader(MAIL_PROGRAMS, resolve, now, { processes });
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

/** The log always; mail and webhook where they are configured. */
export function alarmsOf(config: Config, mailer: Mailer, log: Logger): Alarms {
  const { mail } = config.alarms;
  const addresses = mail === '' ? [] : mail.split(',');
  return alarmsOver([
    logChannel(log),
    ...mailChannels(addresses, mailer, deskDomain(config)),
    ...webhookOf(config),
  ]);
}

function webhookOf({ alarms: { webhook, webhookSecret } }: Config): readonly Channel[] {
  if (webhook === '') return [];
  if (!isSafeWebhook(webhook))
    throw new CommandError(
      'alarm.webhook-insecure',
      'alarms.webhook is no https address',
      'name an https address; plain http only on this very machine',
      EXIT.usage,
    );
  if (webhookSecret === '')
    throw new CommandError(
      'alarm.webhook-unsigned',
      'alarms.webhook has no secret to sign with',
      'set REDRESS_ALARMS_WEBHOOK_SECRET',
      EXIT.usage,
    );
  const seconds = (): number => Date.now() / 1_000;
  return [webhookChannel({ url: webhook, secret: webhookSecret, seconds })];
}

export async function tlsOf({ smtp }: Config): Promise<{ tls?: { key: string; cert: string } }> {
  if (smtp.tlsKey === '') return {};
  const [key, cert] = await Promise.all([readFile(smtp.tlsKey, 'utf8'), readFile(smtp.tlsCert, 'utf8')]);
  return { tls: { key, cert } };
}
