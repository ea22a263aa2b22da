// The words of a reply in Korean and English. Reviewed text: change it only together with docs/glossary.md.
import type { Ground, ItemResult, UnremovableReason } from '../case/event.ts';
import type { AppliedLaw } from '../clock/law.ts';
import type { BlindSpot } from '../content/copy.ts';
import { clauseOf } from '../decision/statement.ts';
import { kst, utc } from '../kernel/instant.ts';
import type { Language } from '../notice/letter.ts';

export interface ReplyWords {
  readonly subject: (number: string) => string;
  readonly greeting: (authority: string) => string;
  readonly received: (theirs: string, ours: string, utc: string, kst: string) => string;
  readonly noNumber: string;
  readonly rowsHeading: (count: number) => string;
  readonly item: (number: string) => string;
  readonly unreadHeading: string;
  readonly unreadLine: string;
  readonly result: string;
  readonly copies: (found: number, removed: number) => string;
  readonly receivedAt: string;
  readonly actedAt: string;
  readonly verifiedAt: string;
  readonly seenAs: string;
  readonly looksAgainAt: string;
  /** When a copy that an earlier answer called removed was seen again. */
  readonly backAt: string;
  /** Says, above the rows, that this answer corrects the last one. */
  readonly correction: readonly string[];
  readonly preserved: string;
  readonly keptNoLonger: string;
  /** @param places where nobody could look */
  readonly notSearched: (places: string) => readonly string[];
  /** Says, above the items that were refused, how to object and who looks. */
  readonly object: readonly string[];
  readonly until: (times: string) => string;
  readonly closing: readonly string[];
}

const BLIND: Record<BlindSpot, Record<Language, string>> = {
  e2ee: { ko: '암호화된 방', en: 'encrypted rooms' },
  beforeIndexing: { ko: '색인을 시작하기 전에 올라온 것', en: 'what was posted before we began to index' },
  feedGap: { ko: '플랫폼의 기록이 빠진 구간', en: 'a stretch of which the platform told us nothing' },
  altered: {
    ko: '변형본 (자르기, 좌우 반전, 재압축)',
    en: 'altered copies (cropped, mirrored, compressed anew)',
  },
  beforeJoin: { ko: '우리가 들어가기 전의 방', en: 'rooms before we joined them' },
  remoteServers: { ko: '다른 서버', en: 'other servers' },
  olderThanHashTracking: {
    ko: '지문이 남아 있지 않은 오래된 파일',
    en: 'files too old to have a fingerprint',
  },
  notIndexed: { ko: '아직 색인되지 않은 것', en: 'what is not indexed yet' },
  tooLarge: { ko: '너무 큰 파일', en: 'files that are too large' },
  otherChats: { ko: '다른 대화방', en: 'other chats' },
};

/** Where a search could not see, in plain words. */
export const blindText = (spots: readonly BlindSpot[], language: Language): string =>
  spots.map((spot) => BLIND[spot][language]).join(', ');

const UNREMOVABLE: Record<UnremovableReason, Record<Language, string>> = {
  'platform-did-nothing': { ko: '플랫폼이 조치하지 않음', en: 'the platform did not act' },
  'platform-refused': { ko: '플랫폼이 거절함', en: 'the platform refused' },
  'could-not-verify': { ko: '삭제 여부를 확인할 수 없음', en: 'we could not verify that it is gone' },
  'cache-keeps-showing': {
    ko: '원본은 가렸으나 캐시에 계속 보임',
    en: 'gone at its source, and a cache still shows it',
  },
  'peer-keeps-it': {
    ko: '여기서는 가렸으나 다른 서버에 사본이 있음',
    en: 'gone here, and another server shows a copy of its own',
  },
  'kept-by-decision': {
    ko: '나머지는 가리고 확인함. 사람의 판단에 따라 두는 복사본이 있음',
    en: 'all others are hidden and checked; a person decided that some copies stay',
  },
  'keeps-coming-back': { ko: '가려도 계속 다시 올라옴', en: 'it is posted again as fast as we hide it' },
};

/**
 * The result word of one row, with its reason where it has one.
 * @param said the ground of a refusal in words: `groundWords` for whoever is answered
 */
export function resultText(result: ItemResult, language: Language, said: (ground: Ground) => string): string {
  const ko = language === 'ko';
  switch (result.word) {
    case 'removed':
      if (result.how === 'destroy') return ko ? '삭제하고 확인함' : 'Removed and checked (deleted)';
      if (result.forNow !== undefined)
        return ko
          ? `잠시 가리고 확인함 (${kst(result.forNow)}까지 사람이 최종 판단함)`
          : `Hidden for now and checked (a person decides by ${utc(result.forNow)})`;
      return ko ? '가리고 확인함 (아무도 볼 수 없음)' : 'Removed and checked (hidden from everybody)';
    case 'already_gone':
      return ko ? '이미 없음' : 'Already gone';
    case 'not_found':
      return ko ? '찾지 못함' : 'Not found';
    case 'not_ours':
      return ko ? '우리 서비스 아님' : 'Not on our service';
    case 'need_more':
      return ko
        ? '정보가 더 필요함 (방이 아니라 메시지 링크)'
        : 'More information needed (links to messages, not to a room)';
    case 'refused':
      return `${ko ? '조치하지 않음' : 'Refused'} (${said(result.ground)})`;
    case 'withdrawn':
      return ko ? '귀 기관이 철회함 (조치하지 않음)' : 'Withdrawn by you (no action)';
    case 'preserved':
      return ko ? `기록 보전함 (${kst(result.until)}까지)` : `Records preserved (until ${utc(result.until)})`;
    case 'unremovable':
      return `${ko ? '지울 수 없음' : 'Cannot be removed'} (${UNREMOVABLE[result.reason][language]})`;
  }
}

/** As the files of `law/` are named: anything else that stands there may be about somebody. */
const LAW_ID = /^[a-z]{2,3}-[a-z0-9-]{1,60}$/;

/**
 * The ground of a decision for whoever is answered: a law by its name, or by its id where the case does not keep it; the clause of the terms by
 * its number. How another law was cited is for the desk: the words may hold a name.
 * @param laws of the case
 */
export function groundWords(
  ground: Ground,
  language: Language,
  laws: readonly Pick<AppliedLaw, 'regime' | 'name'>[],
): string {
  const ko = language === 'ko';
  if (ground.kind === 'other-law') return ko ? '다른 법률' : 'another law';
  if (ground.kind === 'law') {
    if (!LAW_ID.test(ground.regime)) return ko ? '법률' : 'law';
    return laws.find(({ regime }) => regime === ground.regime)?.name[language] ?? ground.regime;
  }
  const clause = clauseOf(ground.clause);
  return `${ko ? '약관' : 'terms'}${clause === null ? '' : ` ${clause}`}`;
}

export const WORDS: Record<Language, ReplyWords> = {
  ko: {
    subject: (number) => `${number} 안내`,
    greeting: (authority) => `${authority} 귀중`,
    received: (theirs, ours, utc, kst) =>
      `귀 기관의 문서 ${theirs}을(를) ${kst} (${utc})에 받았습니다. 우리 접수번호는 ${ours}입니다.`,
    noNumber: '(문서번호 없음)',
    rowsHeading: (count) => `항목별 결과 (${count}건)`,
    item: (number) => `${number}번`,
    unreadHeading: '링크로 읽지 못한 줄 (정보가 더 필요함)',
    unreadLine: '이 줄의 링크를 다시 보내 주십시오',
    result: '결과',
    copies: (found, removed) => `찾은 복사본 ${found}개, 없앤 복사본 ${removed}개`,
    receivedAt: '접수',
    actedAt: '조치',
    verifiedAt: '확인',
    preserved: '기록 보전 기한',
    keptNoLonger: '기록 보전 해제',
    looksAgainAt: '다음 확인 예정',
    backAt: '다시 발견',
    correction: [
      '정정: 앞선 회신에서 처리되었다고 알려 드린 항목을 다시 확인하던 중 복사본을 다시 발견했습니다. 아래가 지금의 결과입니다.',
    ],
    seenAs: '로그인하지 않은 사람과 방 구성원으로 확인함',
    notSearched: (places) => [`우리가 찾아볼 수 없는 곳: ${places}.`, '그곳에 복사본이 더 있을 수 있습니다.'],
    object: [
      '다르게 볼 이유가 있으면 이 메일에 회신해, 다음 항목의 번호와 함께 이의를 제기한다고 적어 주십시오. 처음 판단하지 않은 사람이 봅니다. 사진은 보내지 마십시오.',
    ],
    until: (times) => `${times}까지`,
    closing: [
      '"확인함"은 찾은 복사본 모두를 위에 적은 시각에 다른 사람의 눈으로 다시 보았다는 뜻입니다.',
      '"가리기"는 되돌릴 수 있는 조치이며, 삭제는 별도의 사람 결정을 거칩니다.',
      '이 회신에는 사진과 피해자 이름이 없습니다. 문의나 이의는 이 메일에 회신해 주십시오.',
    ],
  },
  en: {
    subject: (number) => `Information ${number}`,
    greeting: (authority) => `To ${authority}`,
    received: (theirs, ours, utc, kst) =>
      `We received your document ${theirs} at ${utc} (${kst}). Our number is ${ours}.`,
    noNumber: '(no document number)',
    rowsHeading: (count) => `Results by item (${count})`,
    item: (number) => `No. ${number}`,
    unreadHeading: 'Lines we could not read as a link (more information needed)',
    unreadLine: 'please send the link of this line again',
    result: 'Result',
    copies: (found, removed) => `copies found ${found}, removed ${removed}`,
    receivedAt: 'received',
    actedAt: 'acted',
    verifiedAt: 'checked',
    preserved: 'records preserved until',
    keptNoLonger: 'records preserved no longer since',
    looksAgainAt: 'we look again at',
    backAt: 'seen again',
    correction: [
      'Correction: when we looked again at what our last answer called removed, we found a copy again. These are the results now.',
    ],
    seenAs: 'seen as somebody not signed in and as a member of the room',
    notSearched: (places) => [`Where we could not search: ${places}.`, 'There may be further copies there.'],
    object: [
      'If there is a reason to see it differently, answer this mail, say that you object, and name the numbers of these items. Somebody who did not decide first will read it. Do not send the picture.',
    ],
    until: (times) => `by ${times}`,
    closing: [
      '"Removed and checked" means that we looked at every copy found again, at the times above.',
      '"Hidden" can be undone; deleting needs a separate decision of a person.',
      "This reply holds no picture and no victim's name. To ask or to object, answer this mail.",
    ],
  },
};
