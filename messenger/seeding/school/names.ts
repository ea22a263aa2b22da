// Invented names for a whole messenger: 200 rooms, titled in Korean or English, and thousands of nicknames.
// No school, no person and no place of these names is meant.
import { SCHOOL_WORDS } from '../words.ts';

export interface RoomName {
  readonly slug: string;
  readonly title: string;
}

interface Group {
  readonly slug: string;
  readonly ko: string;
  readonly en: string;
}

/** More words of nature put together, romanised and in Hangul. */
const MORE_WORDS: readonly (readonly [string, string])[] = [
  ['haetsalgil', '햇살길'],
  ['ipsaebaram', '잎새바람'],
  ['daldongne', '달동내'],
  ['norangmul', '노랑물'],
  ['sonamugyeol', '소나무결'],
  ['bitmoe', '빛뫼'],
  ['jageunpado', '작은파도'],
  ['hinmorae', '흰모래'],
  ['supsori', '숲소리'],
  ['angaebyeol', '안개별'],
];
const WORDS = [...SCHOOL_WORDS, ...MORE_WORDS];

const GROUPS: readonly Group[] = [
  { slug: 'high-2', ko: '고 2학년 이야기방', en: 'High, Year 2' },
  { slug: 'middle-3', ko: '중 3학년 게시판', en: 'Middle, Year 3' },
  { slug: 'art-club', ko: '고 그림 동아리', en: 'High Art Club' },
  { slug: 'high-1', ko: '고 1학년 이야기방', en: 'High, Year 1' },
  { slug: 'music-club', ko: '중 합주 동아리', en: 'Middle School Band' },
  { slug: 'high-3', ko: '고 3학년 쉼터', en: 'High, Year 3 Lounge' },
  { slug: 'science-club', ko: '고 과학 동아리', en: 'High Science Club' },
  { slug: 'photo-club', ko: '고 사진 동아리', en: 'High Photo Club' },
  { slug: 'library', ko: '중 도서부', en: 'Middle School Library' },
  { slug: 'running', ko: '고 달리기 모임', en: 'High Runners' },
];

export const MAX_SCHOOL_ROOMS = WORDS.length * GROUPS.length;
/** Every fourth room is titled in English. */
const ENGLISH_EVERY = 4;

/** The room with this number, different for every number below 200. */
export function roomName(number: number): RoomName {
  const [roman, hangul] = WORDS[number % WORDS.length] ?? ['room', '방'];
  const group = GROUPS[Math.floor(number / WORDS.length)];
  if (group === undefined) throw new RangeError(`There are names for ${MAX_SCHOOL_ROOMS} rooms only.`);
  const english = number % ENGLISH_EVERY === ENGLISH_EVERY - 1;
  const capital = `${roman.charAt(0).toUpperCase()}${roman.slice(1)}`;
  return {
    slug: `${roman}-${group.slug}`,
    title: english ? `${capital} ${group.en}` : `${hangul}${group.ko}`,
  };
}

const MOODS = [
  '조용한',
  '느긋한',
  '반짝이는',
  '졸린',
  '씩씩한',
  '수줍은',
  '배고픈',
  '노래하는',
  '엉뚱한',
  '다정한',
  '부지런한',
  '폭신한',
  '새침한',
  '용감한',
  '상냥한',
  '꿈꾸는',
  '명랑한',
  '담백한',
  '포근한',
  '재빠른',
] as const;
const PLACES = [
  '숲',
  '강',
  '바다',
  '들판',
  '언덕',
  '호수',
  '골목',
  '구름',
  '모래',
  '눈밭',
  '섬',
  '다락',
  '풀밭',
] as const;
const CREATURES = [
  '고래',
  '다람쥐',
  '해달',
  '두루미',
  '너구리',
  '수달',
  '고슴도치',
  '사슴',
  '부엉이',
  '펭귄',
  '거북이',
  '토끼',
] as const;

export const MAX_NICKNAMES = MOODS.length * PLACES.length * CREATURES.length;

/** A nickname, different for every number below 3,120. */
export function schoolNickname(number: number): string {
  const mood = MOODS[number % MOODS.length] ?? '';
  const creature = CREATURES[Math.floor(number / MOODS.length) % CREATURES.length] ?? '';
  const place = PLACES[Math.floor(number / (MOODS.length * CREATURES.length))];
  if (place === undefined) throw new RangeError(`There are ${MAX_NICKNAMES} nicknames only.`);
  return `${mood} ${place} ${creature}`;
}
