// The words of `redress authorities` and `redress confirm-letter`, in Korean and English.

export type Language = 'ko' | 'en';

export interface AuthorityWords {
  readonly nobody: string;
  readonly notYet: string;
  readonly fileIgnored: string;
  readonly neverByMail: string;
  readonly contactOwed: string;
  readonly confirmBy: (id: string) => string;
  readonly asks: Readonly<Record<'enrol' | 'change', string>>;
  readonly stages: Readonly<Record<'withdrawn' | 'waiting' | 'confirmed' | 'in-force', string>>;
  readonly confirmed: (number: string, authority: string) => string;
}

const EN: AuthorityWords = {
  nobody: 'Nobody is enrolled: every letter stays a claim. `redress authorities enrol FILE` asks for one.',
  notYet: 'Not in force yet.',
  fileIgnored:
    'The authorities file is not the one this desk started with. It is not read: use `redress authorities change`.',
  neverByMail:
    'Its mail leaves To unsigned, so no mail of it is ever proven (L1). It confirms letters with its key (L2).',
  contactOwed: 'The serving desk writes to the old contact first; then somebody else can confirm.',
  confirmBy: (id) => `Another person confirms with: redress authorities confirm ${id} --as NAME`,
  asks: { enrol: 'enrol', change: 'change' },
  stages: {
    withdrawn: 'withdrawn',
    waiting: 'waits for a second person',
    confirmed: 'confirmed, in force from',
    'in-force': 'in force',
  },
  confirmed: (number, authority) =>
    `${number}: the exact list was confirmed by ${authority} (L2). A person decides.`,
};

const KO: AuthorityWords = {
  nobody:
    '등록된 기관이 없어 모든 편지가 주장으로만 남습니다. `redress authorities enrol FILE`로 요청하십시오.',
  notYet: '아직 효력이 없습니다.',
  fileIgnored: '기관 파일이 처음 가져온 것과 다릅니다. 읽지 않으니 `redress authorities change`를 쓰십시오.',
  neverByMail:
    '이 기관의 메일은 To에 서명하지 않아 메일만으로는 확인(L1)되지 않습니다. 열쇠로 편지를 확인합니다(L2).',
  contactOwed: '먼저 이전 연락처에 알린 뒤에 다른 사람이 확인할 수 있습니다.',
  confirmBy: (id) => `다른 사람이 확인합니다: redress authorities confirm ${id} --as 이름`,
  asks: { enrol: '등록', change: '변경' },
  stages: {
    withdrawn: '철회됨',
    waiting: '두 번째 사람을 기다림',
    confirmed: '확인됨, 효력 발생',
    'in-force': '효력 있음',
  },
  confirmed: (number, authority) =>
    `${number}: ${authority}이(가) 목록 전체를 확인했습니다(L2). 결정은 사람이 합니다.`,
};

export const AUTHORITY_WORDS: Readonly<Record<Language, AuthorityWords>> = { ko: KO, en: EN };
