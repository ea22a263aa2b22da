// Replies over real SMTP: signed so that any receiver can check, and every failure a code, never a throw.
import net, { type AddressInfo } from 'node:net';
import { authenticate } from 'mailauth/lib/mailauth.js';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailerSettings, smtpMailer } from '../../src/adapters/mail/mailer.ts';
import { openPostOffice, type PostOffice, type PostOfficeRules } from '../support/post-office.ts';
import { dkimKey } from '../support/signed-mail.ts';

const key = dkimKey();
const REPLY = {
  to: 'takedown@maru-board.example',
  subject: '마루심의-2026-17 안내',
  text: '항목별 결과 (1건)\n\n1번  https://chat.example/r/haneul-3/m/42\n',
  messageId: '<R-26-0001.reply.1@desk.example>',
};

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function office(rules?: PostOfficeRules): Promise<PostOffice> {
  const opened = await openPostOffice(rules);
  closings.push(opened.close);
  return opened;
}

const mailer = (port: number, change: Partial<MailerSettings> = {}) =>
  smtpMailer({
    host: '127.0.0.1',
    port,
    requireTls: false,
    from: 'Redress desk <notices@desk.example>',
    dkim: { domain: 'desk.example', selector: 'redress', privateKey: key.privateKey },
    ...change,
  });

/** What a receiver with our zone makes of a mail. */
function receiverSees(raw: Buffer) {
  const zone: Readonly<Record<string, string>> = {
    'redress._domainkey.desk.example': key.record,
    '_dmarc.desk.example': 'v=DMARC1; p=reject',
  };
  const resolver = async (name: string, type: string) => {
    const text = type === 'TXT' ? zone[name] : undefined;
    if (text === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return [[text]];
  };
  return authenticate(raw, { resolver, mta: 'mx.maru-board.example', minBitLength: 2048 });
}

describe('a reply', () => {
  it('carries its table as a file, byte for byte, under the same signature', async () => {
    const { port, mails } = await office();
    const text = '\uFEFF"순서","결과"\r\n1,"가리고 확인함"\r\n';
    const attachment = { name: 'R-26-0001.1.csv', type: 'text/csv', text } as const;
    expect(await mailer(port).send({ ...REPLY, attachment })).toMatchObject({ kind: 'sent' });
    const raw = mails[0] ?? Buffer.alloc(0);
    const mail = await PostalMime.parse(raw);
    const [file, ...more] = mail.attachments;
    expect(more).toEqual([]);
    expect(file).toMatchObject({
      filename: 'R-26-0001.1.csv',
      mimeType: 'text/csv',
      disposition: 'attachment',
    });
    expect(Buffer.from(file?.content as ArrayBuffer)).toEqual(Buffer.from(text, 'utf8'));
    expect(mail.text).toBe(REPLY.text);
    expect(raw.toString()).toMatch(/^Content-Type: text\/csv; charset=utf-8/im);
    expect((await receiverSees(raw)).dmarc).toMatchObject({ status: { result: 'pass' } });
  });

  it('carries a signature of the desk that verifies and covers what must not change', async () => {
    const { port, mails } = await office();
    expect(await mailer(port).send(REPLY)).toEqual({ kind: 'sent', messageId: REPLY.messageId });
    const seen = await receiverSees(mails[0] ?? Buffer.alloc(0));
    expect(seen.dmarc).toMatchObject({ status: { result: 'pass' } });
    expect(seen.dkim.results).toEqual([
      expect.objectContaining({ signingDomain: 'desk.example', canonBodyLengthLimited: false }),
    ]);
    const covered = (seen.dkim.results[0]?.signingHeaders?.keys ?? '').toLowerCase();
    for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'content-type'])
      expect(covered).toContain(name);
  });

  it('altered on its way does not verify', async () => {
    const { port, mails } = await office();
    await mailer(port).send({ ...REPLY, text: 'Result: Cannot be removed' });
    const sent = mails[0]?.toString('latin1') ?? '';
    const altered = sent.replace('Cannot be removed', 'Already gone');
    expect(altered).not.toBe(sent);
    expect((await receiverSees(Buffer.from(sent, 'latin1'))).dmarc).toMatchObject({
      status: { result: 'pass' },
    });
    expect((await receiverSees(Buffer.from(altered, 'latin1'))).dmarc).toMatchObject({
      status: { result: 'fail' },
    });
  });

  it('arrives with its words, its address, its Message-ID, and marked as automatic', async () => {
    const { port, mails } = await office();
    await mailer(port).send(REPLY);
    const mail = await PostalMime.parse(mails[0] ?? '');
    expect(mail).toMatchObject({ subject: REPLY.subject, messageId: REPLY.messageId });
    expect(mail.text?.replace(/\r\n/g, '\n').trim()).toBe(REPLY.text.trim());
    expect(mail.to).toEqual([expect.objectContaining({ address: REPLY.to })]);
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-replied' }),
    );
    expect(mail.html).toBeUndefined();
  });

  it('sent twice carries the same Message-ID, so that the second can be recognised', async () => {
    const { port, mails } = await office();
    const desk = mailer(port);
    expect(await desk.send(REPLY)).toEqual(await desk.send(REPLY));
    expect(mails.filter((raw) => raw.includes(REPLY.messageId))).toHaveLength(2);
  });

  it('wants to hear of it when it does not arrive: the desk is its return path, and the report bears our Message-ID', async () => {
    const { port, envelopes } = await office();
    await mailer(port).send(REPLY);
    expect(envelopes).toEqual([
      {
        from: 'notices@desk.example',
        args: expect.objectContaining({ RET: 'HDRS', ENVID: REPLY.messageId }),
      },
    ]);
  });

  it('reads no file and opens no address, whatever its text says', async () => {
    const { port, mails } = await office();
    await mailer(port).send({ ...REPLY, text: { path: '/etc/hostname' } as unknown as string });
    expect(mails).toHaveLength(0);
  });
});

describe('an acknowledgement', () => {
  const RECEIPT = {
    ...REPLY,
    messageId: '<R-26-0001.receipt.1@desk.example>',
    answers: '<letter-1@maru-board.example>',
    returnPath: 'nobody' as const,
  };

  it('has nobody as its return path, so that no machine answers it, with and without RFC 3461', async () => {
    for (const rules of [{}, { withoutDsn: true }]) {
      const { port, envelopes } = await office(rules);
      expect(await mailer(port).send(RECEIPT)).toMatchObject({ kind: 'sent' });
      expect(envelopes).toEqual([{ from: '', args: {} }]);
    }
  });

  it('answers the letter, is marked as automatic, is text in base64, and is signed', async () => {
    const { port, mails } = await office();
    await mailer(port).send(RECEIPT);
    const raw = mails[0] ?? Buffer.alloc(0);
    const mail = await PostalMime.parse(raw);
    expect(mail).toMatchObject({ inReplyTo: RECEIPT.answers, references: RECEIPT.answers });
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-replied' }),
    );
    expect(raw.toString('latin1')).toMatch(/^Content-Transfer-Encoding: base64\r$/m);
    expect((await receiverSees(raw)).dmarc).toMatchObject({ status: { result: 'pass' } });
  });
});

describe('a failure', () => {
  it.each([
    [550, true],
    [450, false],
  ])('answered %i is mail.refused, permanent: %s', async (refuseWith, permanent) => {
    const { port } = await office({ refuseWith });
    expect(await mailer(port).send(REPLY)).toEqual({ kind: 'failed', permanent, code: 'mail.refused' });
  });

  it('to reach anybody is mail.unreachable, and not permanent', async () => {
    const { port, close } = await openPostOffice();
    await close();
    expect(await mailer(port).send(REPLY)).toEqual({
      kind: 'failed',
      permanent: false,
      code: 'mail.unreachable',
    });
    expect(await mailer(port).verify()).toBe(false);
  });

  it('of a server that hangs up is mail.unreachable', async () => {
    const server = net.createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closings.push(async () => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await mailer(port).send(REPLY)).toMatchObject({ kind: 'failed', permanent: false });
  });
});

describe('a desk that requires TLS', () => {
  it('hands no reply to a server that offers none', async () => {
    const { port, mails } = await office();
    const strict = mailer(port, { requireTls: true });
    expect(await strict.send(REPLY)).toMatchObject({ kind: 'failed' });
    expect(await strict.verify()).toBe(false);
    expect(mails).toHaveLength(0);
  });

  it('shows its password to nobody in the clear', async () => {
    const heard: string[] = [];
    const { port } = await office({ onAuth: (user, password) => heard.push(`${user} ${password}`) });
    await mailer(port, { requireTls: true, user: 'desk', password: 'not for the wire' }).send(REPLY);
    expect(heard).toEqual([]);
    expect(await mailer(port, { user: 'desk', password: 'for a loopback' }).verify()).toBe(true);
    expect(heard).toEqual(['desk for a loopback']);
  });

  it('hands no reply to a server whose certificate nobody vouches for', async () => {
    const { port, mails } = await office({ startTls: true });
    expect(await mailer(port, { requireTls: true }).send(REPLY)).toMatchObject({ kind: 'failed' });
    expect(mails).toHaveLength(0);
  });
});
