// Letters as the invented authority writes them: a document number, one to three links, a DKIM signature. Each is made once
// and kept as bytes, so that sending it again sends the same mail.
import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';
import { AUTHORITY_ADDRESS, DESK_ADDRESS, type Scene, SELECTOR } from './scene.ts';

export interface Letter {
  readonly documentNumber: string;
  readonly messageId: string;
  readonly raw: Buffer;
}

/** @param links as printed in the letter, in order */
export async function writeLetter(
  scene: Scene,
  documentNumber: string,
  links: readonly string[],
): Promise<Letter> {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: { domainName: scene.domain, keySelector: SELECTOR, privateKey: scene.authorityKey },
  });
  const messageId = `<${randomUUID()}@${scene.domain}>`;
  const { message } = await transport.sendMail({
    from: { name: 'Tidewatch Review Office', address: AUTHORITY_ADDRESS },
    to: DESK_ADDRESS,
    subject: `Correction request ${documentNumber}`,
    text: wordsOf(documentNumber, links),
    messageId,
  });
  return { documentNumber, messageId, raw: message as Buffer };
}

function wordsOf(documentNumber: string, links: readonly string[]): string {
  return [
    'Tidewatch Review Office',
    '',
    `Document no.: ${documentNumber}`,
    '',
    'This is a correction request. Please delete the items listed below and tell us the result of each.',
    '',
    ...links.map((link, at) => `${at + 1}. ${link}`),
    '-- ',
    'Tidewatch Review Office',
  ].join('\r\n');
}
