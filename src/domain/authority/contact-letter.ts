// What is written to the old contact of a body when somebody asks to change its enrolment: that it is asked, and how to object.
import { type Instant, utc } from '../kernel/instant.ts';
import type { ReplyLetter } from '../reply/letter.ts';
import type { Request } from './enrolment.ts';

/**
 * The letter to the mailbox enrolled so far; null where there was none. It names neither people nor the new details: whoever reads
 * an old mailbox need not be the body any more.
 * @param deskDomain domain of this desk's address, for the Message-ID
 */
export function contactLetter({ replaces, act }: Request, deskDomain: string): ReplyLetter | null {
  const [to] = replaces?.addresses ?? [];
  if (replaces === null || to === undefined) return null;
  const korean = replaces.country === 'KR';
  return {
    to,
    subject: korean
      ? `등록 정보 변경 요청 안내: ${replaces.name}`
      : `A change to your enrolment: ${replaces.nameEn}`,
    text: [...(korean ? inKorean(replaces.name, act.at) : inEnglish(replaces.nameEn, act.at)), ''].join('\n'),
    messageId: `<enrolment.${act.id}@${deskDomain}>`,
    automatic: 'generated',
  };
}

const inKorean = (name: string, at: Instant): readonly string[] => [
  `${name} 담당자께`,
  '',
  `${utc(at)}에 귀 기관의 등록 정보(주소, 서명 도메인, 열쇠 또는 권한 범위)를 바꾸라는 요청이 접수되었습니다.`,
  '관리자 두 사람이 서명해야 하며, 두 번째 서명 후 48시간이 지나야 효력이 생깁니다.',
  '요청하신 일이 아니면 바로 이 주소로 회신하거나, 이미 알고 계신 다른 연락처로 알려 주십시오. 그때까지 철회할 수 있습니다.',
];

const inEnglish = (name: string, at: Instant): readonly string[] => [
  `To ${name}`,
  '',
  `On ${utc(at)} somebody asked this desk to change how you are enrolled (mailboxes, signing domain, keys or scope).`,
  'Two administrators have to sign it, and it takes effect 48 hours after the second signature at the earliest.',
  'If you did not ask for this, answer this mail at once or tell the desk another way: until then it can be withdrawn.',
];
