// Mails to the desk: letters of enrolled bodies, mails of people, and one that calls itself the regulator's. Each is handed over by SMTP, signed
// by the domain it comes from.
import nodemailer from 'nodemailer';
import { DESK, SELECTOR } from '../scene.ts';
import { BODIES, type BodyName, FORGER_DOMAIN, SCHOOL, type Writer } from './cast.ts';

export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly domain: string;
  readonly subject: string;
  readonly text: string;
}

const SMTP_TIMEOUT_MS = 30_000;

/**
 * Hands a mail over. Resolves when the desk has answered 250.
 * @param key private DKIM key of its domain, PEM  @param now when it was written, by the clock of the story
 */
export async function handOver(port: number, mail: OutgoingMail, key: string, now: number): Promise<void> {
  const transport = nodemailer.createTransport({
    ...{ host: '127.0.0.1', port, secure: false, ignoreTLS: true, connectionTimeout: SMTP_TIMEOUT_MS },
    dkim: { domainName: mail.domain, keySelector: SELECTOR, privateKey: key },
  });
  const { from, subject, text } = mail;
  await transport.sendMail({ from, to: DESK, subject, text, textEncoding: 'base64', date: new Date(now) });
}

const numbered = (links: readonly string[]): string[] => links.map((link, at) => `${at + 1}. ${link}`);

function official(
  which: BodyName,
  subject: string,
  lines: readonly string[],
  from = BODIES[which],
): OutgoingMail {
  const text = [
    from.name,
    '',
    '수신  메신저 서비스 게시물 처리 담당',
    ...lines,
    '- 끝 -',
    '',
    `담당  ${from.name}`,
    '',
  ];
  return {
    from: { name: from.name, address: from.addresses[0] },
    domain: from.domain,
    subject,
    text: text.join('\r\n'),
  };
}

/** A formal request to correct, with its list. */
export function correctionLetter(documentNumber: string, links: readonly string[]): OutgoingMail {
  return official('regulator', `[${BODIES.regulator.name}] 시정요구 통지 (${links.length}건)`, [
    `문서번호  ${documentNumber}`,
    '',
    `제목  불법 합성물 등 유통 정보에 대한 시정요구 (${links.length}건)`,
    '',
    '본인의 동의 없이 만들어져 유통되는 것으로 확인된 아래 정보의 삭제를 요구합니다.',
    '처리 결과를 이 주소로 회신하여 주시기 바랍니다.',
    '',
    '[대상 정보 목록]',
    ...numbered(links),
  ]);
}

/** The same words from a domain that nobody enrolled: it is read, its clock runs, and it has no power. */
export function forgedLetter(documentNumber: string, links: readonly string[]): OutgoingMail {
  const letter = correctionLetter(documentNumber, links);
  return {
    ...letter,
    from: { name: letter.from.name, address: `takedown@${FORGER_DOMAIN}` },
    domain: FORGER_DOMAIN,
  };
}

export function policeLetter(documentNumber: string, links: readonly string[]): OutgoingMail {
  return official('police', `[${BODIES.police.name}] 삭제 요청 (${links.length}건)`, [
    `문서번호  ${documentNumber}`,
    '',
    '제목  불법촬영물 삭제 요청',
    '',
    '수사 중 확인된 아래 게시물의 삭제를 요청합니다. 결과를 회신하여 주시기 바랍니다.',
    '',
    ...numbered(links),
  ]);
}

/** Asks to keep and not to remove. */
export function preservationLetter(documentNumber: string, links: readonly string[]): OutgoingMail {
  return official('police', `[${BODIES.police.name}] 자료 보전 요청`, [
    `문서번호  ${documentNumber}`,
    '',
    '제목  통신자료 보전 요청',
    '',
    '수사에 필요하니 아래 게시물에 관한 기록을 90일 동안 보전하여 주시기 바랍니다.',
    '',
    ...numbered(links),
  ]);
}

export function centreLetter(documentNumber: string, links: readonly string[]): OutgoingMail {
  return official('centre', `[${BODIES.centre.name}] 삭제지원 요청 (${links.length}건)`, [
    `문서번호  ${documentNumber}`,
    '',
    '제목  피해촬영물 삭제 요청',
    '',
    '피해자를 대신하여 아래 게시물의 삭제를 요청드립니다.',
    '',
    ...numbered(links),
  ]);
}

/** Of somebody who is shown, or of a teacher for pupils. She gives her name and her school. */
export function ownMail(
  writer: Writer,
  side: 'depicted' | 'teacher',
  links: readonly string[],
): OutgoingMail {
  const whose =
    side === 'teacher'
      ? `${SCHOOL} 학생들의 사진입니다.`
      : `저는 ${SCHOOL} ${writer.name}입니다. 제 사진입니다.`;
  const text = [
    '안녕하세요.',
    `${whose} 동의 없이 올라온 아래 게시물을 삭제해 주세요.`,
    '',
    ...links,
    '',
    `${writer.name} 드림`,
    '',
  ];
  return {
    from: { name: writer.name, address: writer.address },
    domain: writer.domain,
    subject: '사진을 지워 주세요',
    text: text.join('\r\n'),
  };
}
