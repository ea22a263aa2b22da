// What `redress read-letter` says of a letter, in English and Korean: every field, and every reason with its code.
import type { Level } from '../../domain/notice/authority.ts';
import type { Measure, ReadKind, UnreadCode } from '../../domain/notice/letter.ts';
import type { Aside } from '../../domain/notice/own-rows.ts';
import type { GuardCode } from '../../domain/notice/sender.ts';
import type { AttachmentCode } from '../../domain/notice/written.ts';

/** A value or a code without words here does not compile. */
type Values = ReadKind | Measure | Aside | Level | Said | 'yes' | 'no';
/** What a letter says of earlier ones. */
export type Said = 'all-items' | 'but-for' | 'unclear-items' | 'adds' | 'moves-deadline';
type Codes = GuardCode | UnreadCode | AttachmentCode | LocatorCode;
type LocatorCode = 'locator.malformed' | 'locator.ambiguous' | 'locator.phone-number' | 'locator.login-code';

export type Label =
  | 'sender'
  | 'kind'
  | 'documentNumber'
  | 'replyBy'
  | 'measures'
  | 'confidential'
  | 'legalBasis'
  | 'languages'
  | 'earlier'
  | 'withdraws'
  | 'says'
  | 'parts'
  | 'items'
  | 'rejected'
  | 'leftOut'
  | 'look';

interface LetterWords {
  readonly labels: Readonly<Record<Label, string>>;
  readonly values: Readonly<Record<Values, string>>;
  /** By error code; docs/errors.md says more. */
  readonly codes: Readonly<Record<Codes, string>>;
  readonly none: string;
  readonly clean: string;
}

const EN: LetterWords = {
  none: 'none',
  clean: 'The letter was read whole.',
  labels: {
    sender: 'Sender',
    kind: 'Kind',
    documentNumber: 'Document number',
    replyBy: 'Answer by',
    measures: 'Asks for',
    confidential: 'Confidential',
    legalBasis: 'Legal basis',
    languages: 'Languages',
    earlier: 'Names earlier',
    withdraws: 'Takes back',
    says: 'Also says',
    parts: 'Read',
    items: 'Items',
    rejected: 'Cannot be used',
    leftOut: 'Links that are no items',
    look: 'A person has to look',
  },
  values: {
    L2: 'L2, confirmed: its exact list came over a second channel too',
    L1: 'L1, proven: passed every rule of the mail guard',
    L0: 'L0, a claim: it proves nothing',
    yes: 'yes',
    no: 'no',
    'voluntary-request': 'request without compulsion',
    'correction-request': 'correction request',
    order: 'binding order',
    'police-request': 'request of the police',
    preservation: 'keep records, do not remove',
    'victim-notice': 'notice of the person shown, or for her',
    'follow-up': 'asks about an earlier letter',
    'not-a-notice': 'no notice',
    unclear: 'unclear',
    delete: 'delete',
    block: 'block access',
    'suspend-user': 'suspend the user',
    preserve: 'preserve',
    'all-items': 'the whole request',
    'but-for': 'but for no.',
    'unclear-items': 'some items; which, a person has to read',
    adds: 'adds to an earlier list',
    'moves-deadline': 'moves a deadline',
    'earlier-letter': 'in an earlier letter',
    'mail-header': 'in a mail header',
    'behind-end': 'behind the end of the letter',
    signature: 'in a signature',
    disclaimer: 'in a disclaimer',
    contact: "the sender's own site or channel",
    'legal-reference': 'a legal reference',
    'appeal-note': 'a note on appeals',
    reference: 'named as a reference',
    'not-wanted': 'the letter says that it is to stay',
    example: 'an example in instructions',
    'other-column': 'in a column beside the links',
    'over-limit': 'beyond the limit of items',
  },
  codes: {
    'guard.header-form': 'the raw header breaks the form rules',
    'guard.header-count': 'a header is missing or doubled',
    'guard.from-form': 'From is not one plain mailbox',
    'guard.not-enrolled': 'the mailbox is not one of an enrolled authority',
    'guard.dmarc': 'DMARC did not say pass',
    'guard.dkim-none': 'there is no DKIM signature',
    'guard.dkim-invalid': 'no DKIM signature holds',
    'guard.dkim-weak-key': 'the signing key is too short',
    'guard.dkim-domain': 'signed by another domain than the enrolled one',
    'guard.dkim-length-tag': 'the signature covers only part of the body',
    'guard.dkim-coverage': 'the signature leaves out a header',
    'guard.wrong-recipient': 'this desk is not among the recipients',
    'guard.date': 'the date is too far away',
    'guard.replay': 'this mail came before',
    'guard.dns': 'the name service did not answer',
    'guard.signing-habit':
      'the mail of this body leaves To unsigned, as enrolled: it confirms over a second channel',
    'guard.scope-items': 'more items within a day than this body is enrolled for',
    'guard.scope-measure': 'a measure this body is not enrolled for',
    'guard.scope-country': 'a country this body is not enrolled for',
    'guard.scope-class': 'a class of content this body is not enrolled for',
    'locator.malformed': 'no link of a known form',
    'locator.ambiguous': 'more than one place is meant',
    'locator.phone-number': 'a phone number, not a place',
    'locator.login-code': 'a code to sign in with',
    'attachment.encrypted': 'needs a password: kept, never opened',
    'attachment.unreadable': 'damaged, or no text in it',
    'attachment.too-large': 'over a limit',
    'reading.no-items': 'no list of links was found',
    'reading.no-text': 'there are no words',
    'reading.rejected-line': 'a listed line cannot be used',
    'reading.attachment': 'a file could not be read',
    'reading.text-after-end': 'links stand behind the end',
    'reading.loose-link': 'a word is longer than any link, and was not looked into',
    'reading.too-many-items': 'the list is over the limit',
    'reading.kind-unclear': 'the kind of letter is not clear',
    'reading.broken-mail': 'the mail, or a part of it, is damaged or was cut off',
    'reading.too-long': 'it took too long to read',
  },
};

const KO: LetterWords = {
  none: '없음',
  clean: '문서를 빠짐없이 읽었습니다.',
  labels: {
    sender: '보낸 곳',
    kind: '종류',
    documentNumber: '문서번호',
    replyBy: '회신 기한',
    measures: '요청 조치',
    confidential: '비밀 유지',
    legalBasis: '법적 근거',
    languages: '언어',
    earlier: '앞선 번호',
    withdraws: '철회',
    says: '그 밖의 내용',
    parts: '읽은 부분',
    items: '항목',
    rejected: '쓸 수 없는 항목',
    leftOut: '항목이 아닌 링크',
    look: '사람이 확인할 것',
  },
  values: {
    L2: 'L2, 확정됨: 목록 전체를 다른 경로로 확인',
    L1: 'L1, 확인됨: 메일 검사 규칙을 모두 통과',
    L0: 'L0, 주장: 아무것도 증명하지 않음',
    yes: '예',
    no: '아니요',
    'voluntary-request': '강제력 없는 요청',
    'correction-request': '시정요구',
    order: '구속력 있는 명령',
    'police-request': '경찰의 요청',
    preservation: '보존 요청(삭제하지 않음)',
    'victim-notice': '당사자 또는 대리인의 신고',
    'follow-up': '앞선 문서에 대한 문의',
    'not-a-notice': '신고가 아님',
    unclear: '불분명',
    delete: '삭제',
    block: '접속차단',
    'suspend-user': '이용정지',
    preserve: '보전',
    'all-items': '요청 전체',
    'but-for': '제외 번호:',
    'unclear-items': '일부 항목: 어느 것인지는 사람이 확인',
    adds: '앞선 목록에 추가',
    'moves-deadline': '기한 변경',
    'earlier-letter': '앞선 문서 안',
    'mail-header': '메일 머리글 안',
    'behind-end': '문서의 끝 뒤',
    signature: '서명 안',
    disclaimer: '고지문 안',
    contact: '보낸 곳의 누리집이나 채널',
    'legal-reference': '법령 안내',
    'appeal-note': '불복 안내',
    reference: '참고로 든 링크',
    'not-wanted': '그대로 두라고 한 링크',
    example: '작성 예시',
    'other-column': '링크 옆의 다른 열',
    'over-limit': '항목 수 한도 초과',
  },
  codes: {
    'guard.header-form': '머리글의 형식이 규칙에 맞지 않음',
    'guard.header-count': '머리글이 빠졌거나 중복됨',
    'guard.from-form': 'From이 하나의 주소가 아님',
    'guard.not-enrolled': '등록된 기관의 주소가 아님',
    'guard.dmarc': 'DMARC를 통과하지 못함',
    'guard.dkim-none': 'DKIM 서명이 없음',
    'guard.dkim-invalid': '유효한 DKIM 서명이 없음',
    'guard.dkim-weak-key': '서명 키가 너무 짧음',
    'guard.dkim-domain': '등록된 도메인의 서명이 아님',
    'guard.dkim-length-tag': '서명이 본문 일부만 보호함',
    'guard.dkim-coverage': '서명이 빠뜨린 머리글이 있음',
    'guard.wrong-recipient': '이 창구가 수신자에 없음',
    'guard.date': '날짜가 너무 멂',
    'guard.replay': '이미 받은 메일',
    'guard.dns': '이름 서비스가 응답하지 않음',
    'guard.signing-habit': '이 기관의 메일은 등록된 대로 To에 서명하지 않으므로 다른 경로로 확인함',
    'guard.scope-items': '하루에 등록된 수보다 많은 항목',
    'guard.scope-measure': '이 기관에 등록되지 않은 조치',
    'guard.scope-country': '이 기관에 등록되지 않은 국가',
    'guard.scope-class': '이 기관에 등록되지 않은 콘텐츠 종류',
    'locator.malformed': '알려진 형식의 링크가 아님',
    'locator.ambiguous': '가리키는 곳이 하나가 아님',
    'locator.phone-number': '전화번호이며 위치가 아님',
    'locator.login-code': '로그인 코드',
    'attachment.encrypted': '비밀번호 필요: 보관만 하고 열지 않음',
    'attachment.unreadable': '손상되었거나 글자가 없음',
    'attachment.too-large': '한도 초과',
    'reading.no-items': '링크 목록이 없음',
    'reading.no-text': '글이 없음',
    'reading.rejected-line': '쓸 수 없는 항목이 있음',
    'reading.attachment': '읽지 못한 파일이 있음',
    'reading.text-after-end': '문서의 끝 뒤에 링크가 있음',
    'reading.loose-link': '링크보다 긴 단어가 있어 살펴보지 않음',
    'reading.too-many-items': '목록이 한도를 넘음',
    'reading.kind-unclear': '문서의 종류가 불분명함',
    'reading.broken-mail': '메일이나 그 일부가 손상되었거나 잘림',
    'reading.too-long': '읽는 데 시간이 너무 오래 걸림',
  },
};

export const LETTER_WORDS = { en: EN, ko: KO } as const;
