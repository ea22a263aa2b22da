// Alarms by mail, through the desk's own mailer: one letter an address, the same Message-ID on every repeat.
import { createHash } from 'node:crypto';
import type { AlarmMessage } from '../../domain/clock/alarm-message.ts';
import { alarmSubject, alarmText } from '../../domain/clock/alarm-words.ts';
import type { Channel } from '../../ports/alarms.ts';
import type { Mailer } from '../../ports/mail.ts';

/** Each address is a channel of its own: one that is refused keeps no other from being told. */
export function mailChannels(
  addresses: readonly string[],
  mailer: Mailer,
  domain: string,
): readonly Channel[] {
  return addresses.map((to) => ({
    name: `mail-${digestOf(to, 12)}`,
    each: false,
    tell: (message) => tell(message, to, mailer, domain),
  }));
}

/** The name tells nobody the address, and stays when another address is added. */
const digestOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

async function tell(message: AlarmMessage, to: string, mailer: Mailer, domain: string) {
  const sent = await mailer.send({
    to,
    subject: alarmSubject(message),
    text: alarmText(message),
    automatic: 'generated',
    messageId: `<alarm-${digestOf(`${message.id} ${to}`, 32)}@${domain}>`,
  });
  return sent.kind === 'sent' ? { kind: 'told' as const } : sent;
}
