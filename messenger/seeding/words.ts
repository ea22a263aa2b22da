// Invented names and harmless sentences for the seeded rooms. No school, no person and no place of these names is meant.

export interface School {
  readonly slug: string;
  readonly title: string;
}

/** Invented words, two of nature put together, and their romanisation for the address. */
export const SCHOOL_WORDS: readonly (readonly [string, string])[] = [
  ['saebyeokmul', '새벽물'],
  ['gureumteum', '구름틈'],
  ['byeoljarak', '별자락'],
  ['solbawit', '솔바윗'],
  ['moraetbit', '모랫빛'],
  ['iseulnuri', '이슬누리'],
  ['noeulgyeol', '노을결'],
  ['joyakbyeol', '조약별'],
  ['baramtteul', '바람뜰'],
  ['mulgyeolbit', '물결빛'],
];

const GROUPS: readonly (readonly [string, string])[] = [
  ['high-2', '고 2학년 이야기방'],
  ['middle-3', '중 3학년 게시판'],
  ['art-club', '고 그림 동아리'],
  ['high-1', '고 1학년 이야기방'],
  ['music-club', '중 합주 동아리'],
  ['high-3', '고 3학년 쉼터'],
  ['science-club', '고 과학 동아리'],
];

/** The name of the room with this number, different for every number below 70. */
export function schoolRoom(number: number): School {
  const word = SCHOOL_WORDS[number % SCHOOL_WORDS.length] ?? ['room', '방'];
  const group = GROUPS[Math.floor(number / SCHOOL_WORDS.length)] ?? [`room-${number}`, ` ${number}번 방`];
  return { slug: `${word[0]}-${group[0]}`, title: `${word[1]}${group[1]}` };
}

export const MAX_ROOMS = SCHOOL_WORDS.length * GROUPS.length;

const MOODS = ['조용한', '느긋한', '반짝이는', '졸린', '씩씩한', '수줍은', '배고픈', '노래하는'] as const;
const CREATURES = ['고래', '다람쥐', '해달', '두루미', '너구리'] as const;

/** A nickname, different for every number below 40. */
export function nickname(number: number): string {
  const mood = MOODS[number % MOODS.length] ?? '';
  const creature = CREATURES[Math.floor(number / MOODS.length) % CREATURES.length] ?? '';
  return `${mood} ${creature}`;
}

export const CHAT = [
  '오늘 급식 뭐 나와?',
  '수학 숙제 몇 쪽까지였지?',
  '내일 체육 시간에 배드민턴 한대!',
  '비 온다더라, 우산 챙겨',
  '합주 연습 네 시에 음악실에서 만나자',
  '도서관 자리 남았어?',
  '발표 자료 다 올렸어. 한번 봐 줘',
  '축제 포스터 색깔 파란색이 좋을까, 초록색이 좋을까?',
  '다들 시험 보느라 고생했어',
  '매점에 새 빵 들어왔대',
  '고마워, 덕분에 이해했어!',
  '버스 놓쳤다… 십 분 늦을 것 같아',
  '동아리 모임 금요일로 옮겨도 괜찮아?',
  '주말에 같이 영화 볼 사람?',
  '선생님이 내일 색연필 가져오라고 하셨어',
  '노을 진짜 예쁘다',
] as const;

export const CAPTIONS = [
  '이거 봐',
  '무늬 연습한 거',
  '배경으로 써도 돼',
  '색 조합 어때?',
  '어제 만든 거',
] as const;
