// Alarms by mail, through the desk's own mailer: one letter an address, the same Message-ID on every repeat.
import { createHash } from 'node:crypto';
import type { AlarmMessage } from '../../domain/clock/alarm-message.ts';
import { alarmSubject, alarmText } from '../../domain/clock/alarm-words.ts';
import type { Mailer } from '../../ports/mail.ts';
import type { Channel } from './channels.ts';

/** Each address is a channel of its own: one that is refused keeps no other from being told. */
export function mailChannels(
  addresses: readonly string[],
  mailer: Mailer,
  domain: string,
): readonly Channel[] {
  return addresses.map((to, at) => ({
    name: addresses.length === 1 ? 'mail' : `mail-${at + 1}`,
    tell: (message) => tell(message, to, mailer, domain),
  }));
}

async function tell(message: AlarmMessage, to: string, mailer: Mailer, domain: string) {
  const digest = createHash('sha256').update(`${message.id} ${to}`).digest('hex').slice(0, 32);
  const sent = await mailer.send({
    to,
    subject: alarmSubject(message),
    text: alarmText(message),
    messageId: `<alarm-${digest}@${domain}>`,
  });
  return sent.kind === 'sent' ? { kind: 'told' as const } : sent;
}
