// The letters of the flood: an invented authority's signed orders, each with its own number and its own links.
import { generateKeyPairSync } from 'node:crypto';
import nodemailer from 'nodemailer';

export const DESK_ADDRESS = 'notices@desk.example';
export const AUTHORITY_ADDRESS = 'orders@tidewatch.example';
export const DOMAIN = 'tidewatch.example';
const SELECTOR = 'bench2026';

export interface Flood {
  /** The authority's zone, by names. */
  readonly records: object;
  readonly mails: readonly Buffer[];
}

/** @param items of each letter */
export async function writeFlood(letters: number, items: number): Promise<Flood> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: {
      domainName: DOMAIN,
      keySelector: SELECTOR,
      privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    },
  });
  const mails: Buffer[] = [];
  for (let letter = 1; letter <= letters; letter += 1) {
    const { message } = await transport.sendMail({
      from: { name: 'Tidewatch Review Office', address: AUTHORITY_ADDRESS },
      to: DESK_ADDRESS,
      subject: `Correction request ${documentNumber(letter)}`,
      text: wordsOf(letter, items),
    });
    mails.push(message as Buffer);
  }
  const records = {
    [DOMAIN]: { TXT: ['v=spf1 -all'] },
    [`_dmarc.${DOMAIN}`]: { TXT: ['v=DMARC1; p=reject; adkim=s'] },
    [`${SELECTOR}._domainkey.${DOMAIN}`]: { TXT: [`v=DKIM1; k=rsa; p=${spki}`] },
  };
  return { records, mails };
}

export const documentNumber = (letter: number): string => `TRO-2026-${String(letter).padStart(5, '0')}`;

const wordsOf = (letter: number, items: number): string =>
  [
    'Tidewatch Review Office',
    '',
    `Document no.: ${documentNumber(letter)}`,
    '',
    'This is a correction request. Please delete the items listed below and tell us the result of each.',
    '',
    ...Array.from({ length: items }, (_, at) => `${at + 1}. https://t.me/room_${letter}/${at + 1}`),
    '-- ',
    'Tidewatch Review Office',
  ].join('\r\n');
