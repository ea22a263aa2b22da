// Letters as the invented authority writes them: a document number, one to three links, a DKIM signature. Each is made once
// and kept as bytes, so that sending it again sends the same mail.
import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';
import { type Body, DESK_ADDRESS, type Scene, SELECTOR, TIDEWATCH } from './scene.ts';

export interface Letter {
  readonly documentNumber: string;
  readonly messageId: string;
  readonly raw: Buffer;
}

/** @param links as printed in the letter, in order; @param body that writes it */
export async function writeLetter(
  scene: Scene,
  documentNumber: string,
  links: readonly string[],
  body: Body = TIDEWATCH,
): Promise<Letter> {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: { domainName: body.domain, keySelector: SELECTOR, privateKey: scene.authorityKey },
  });
  const messageId = `<${randomUUID()}@${body.domain}>`;
  const { message } = await transport.sendMail({
    from: { name: body.nameEn, address: body.addresses[0] },
    to: DESK_ADDRESS,
    subject: `Correction request ${documentNumber}`,
    text: wordsOf(documentNumber, links, body),
    messageId,
  });
  return { documentNumber, messageId, raw: message as Buffer };
}

function wordsOf(documentNumber: string, links: readonly string[], { nameEn }: Body): string {
  return [
    nameEn,
    '',
    `Document no.: ${documentNumber}`,
    '',
    'This is a correction request. Please delete the items listed below and tell us the result of each.',
    '',
    ...links.map((link, at) => `${at + 1}. ${link}`),
    '-- ',
    nameEn,
  ].join('\r\n');
}
