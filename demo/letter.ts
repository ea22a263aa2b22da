// The letter the invented authority sends: a numbered list of links, signed with its DKIM key, in Korean or English.
import nodemailer from 'nodemailer';
import { AUTHORITY, DESK, type Scene, SELECTOR } from './scene.ts';
import type { Language } from './options.ts';

const DOCUMENT_NUMBER = '한빛심의-2026-0925';

/** The words of the letter, with an answer asked for in two days. */
export function letterText(links: readonly string[], language: Language, now: Date): string {
  const list = links.map((link, at) => `${String(at + 1).padStart(3)}. ${link}`);
  return (language === 'ko' ? korean(list, now) : english(list, now)).join('\r\n');
}

function korean(list: readonly string[], now: Date): string[] {
  const by = kstDate(now, 2);
  return [
    AUTHORITY.name,
    '',
    '수신  메신저 서비스 게시물 처리 담당',
    `문서번호  ${DOCUMENT_NUMBER}`,
    '',
    '제목  불법 합성물 등 유통 정보에 대한 시정요구 (25건)',
    '',
    '1. 귀 사의 협조에 감사드립니다.',
    '2. 본인의 동의 없이 만들어져 유통되는 것으로 확인된 아래 정보의 삭제를 요구합니다.',
    `3. 처리 결과를 ${by.year}. ${by.month}. ${by.day}. 18:00까지 이 주소로 회신하여 주시기 바랍니다.`,
    '',
    '[대상 정보 목록]',
    ...list,
    '- 끝 -',
    '',
    `담당  ${AUTHORITY.name} 긴급대응팀`,
    `누리집 https://www.${AUTHORITY.domain}/notice`,
    '',
  ];
}

function english(list: readonly string[], now: Date): string[] {
  const by = kstDate(now, 2);
  return [
    AUTHORITY.nameEn,
    '',
    `Document no.: ${DOCUMENT_NUMBER}`,
    '',
    'Subject: Correction request concerning material made and shared without consent (25 items)',
    '',
    'We ask you to delete the items listed below and to tell us the result of each',
    `by ${by.day} ${by.monthName} ${by.year}, 18:00 (Korean time).`,
    '',
    ...list,
    '-- ',
    `${AUTHORITY.nameEn}, rapid response`,
    `https://www.${AUTHORITY.domain}/notice`,
    '',
  ];
}

function kstDate(now: Date, daysAhead: number) {
  const at = new Date(now.getTime() + 9 * 3_600_000 + daysAhead * 86_400_000);
  const monthName = at.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), monthName };
}

const SMTP_TIMEOUT_MS = 30_000;

/** Signs and hands over by SMTP. Resolves when the desk has answered 250. */
export async function sendLetter(
  scene: Scene,
  smtpPort: number,
  text: string,
  language: Language,
): Promise<void> {
  const transport = transportTo(smtpPort, {
    domainName: AUTHORITY.domain,
    keySelector: SELECTOR,
    privateKey: scene.authorityKey,
  });
  await transport.sendMail({
    from: { name: language === 'ko' ? AUTHORITY.name : AUTHORITY.nameEn, address: AUTHORITY.addresses[0] },
    to: DESK,
    subject: language === 'ko' ? `[${AUTHORITY.name}] 시정요구 통지 (25건)` : 'Correction request (25 items)',
    text,
    textEncoding: 'base64',
  });
}

/** Hands over a mail from a file, byte for byte, as whoever wrote it. */
export async function sendRaw(smtpPort: number, raw: Buffer): Promise<void> {
  await transportTo(smtpPort).sendMail({ envelope: { from: '', to: DESK }, raw });
}

function transportTo(port: number, dkim?: { domainName: string; keySelector: string; privateKey: string }) {
  return nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: SMTP_TIMEOUT_MS,
    ...(dkim === undefined ? {} : { dkim }),
  });
}
