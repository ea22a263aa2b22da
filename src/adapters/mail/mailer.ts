// Sends replies through the operator's mail server, signed with the desk's DKIM key (RFC 6376).
import nodemailer, { type Transporter } from 'nodemailer';
import type { ReplyLetter } from '../../domain/reply/letter.ts';
import type { Mailer, Sent } from '../../ports/mail.ts';

export interface MailerSettings {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly requireTls: boolean;
  readonly from: string;
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string };
}

const TIMEOUT_MS = 20_000;

/** A mailer that also answers whether the server can be reached (`verify`, for `doctor`). */
export function smtpMailer(settings: MailerSettings): Mailer & { verify(): Promise<boolean> } {
  const transport = nodemailer.createTransport({
    host: settings.host,
    port: settings.port,
    requireTLS: settings.requireTls,
    connectionTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.user === undefined ? {} : { auth: { user: settings.user, pass: settings.password ?? '' } }),
    ...(settings.dkim === undefined ? {} : { dkim: dkimOptions(settings.dkim) }),
  });
  return {
    send: (letter) => send(transport, settings.from, letter),
    verify: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
  };
}

function dkimOptions(dkim: NonNullable<MailerSettings['dkim']>) {
  return { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey };
}

/**
 * To nobody: a mail that cannot be delivered is lost, and no machine answers it. To the desk: whoever cannot deliver it says so, and, where
 * the server knows RFC 3461, by our own Message-ID and with the header of the mail alone.
 */
function returnPathOf({ to, messageId, returnPath }: ReplyLetter) {
  if (returnPath === 'nobody') return { envelope: { from: '', to } };
  return {
    dsn: { id: messageId, return: 'headers' as const, notify: ['failure' as const, 'delay' as const] },
  };
}

/** Its text as bytes: a mark at its beginning stays. */
function attachmentOf({ attachment }: ReplyLetter) {
  if (attachment === undefined) return {};
  const { name, type, text } = attachment;
  const contentType = `${type}; charset=utf-8`;
  return { attachments: [{ filename: name, contentType, content: Buffer.from(text, 'utf8') }] };
}

async function send(transport: Transporter, from: string, letter: ReplyLetter): Promise<Sent> {
  try {
    const { messageId } = (await transport.sendMail({
      from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      messageId: letter.messageId,
      textEncoding: 'base64',
      ...attachmentOf(letter),
      ...(letter.answers === null || letter.answers === undefined
        ? {}
        : { inReplyTo: letter.answers, references: letter.answers }),
      ...returnPathOf(letter),
      headers: { 'Auto-Submitted': letter.automatic === 'generated' ? 'auto-generated' : 'auto-replied' },
    })) as { messageId: string };
    return { kind: 'sent', messageId };
  } catch (error) {
    const status = (error as { responseCode?: number }).responseCode ?? 0;
    return {
      kind: 'failed',
      permanent: status >= 500,
      code: status === 0 ? 'mail.unreachable' : 'mail.refused',
    };
  }
}
