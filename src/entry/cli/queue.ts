// `redress queue`: what waits for somebody here, in the order of work, each with the reasons for its place. Nothing of what is shown or
// said in the rooms, and nobody's name but that of who works on it.
import { bandAt, type Band, type Danger, type Sharing } from '../../domain/case/triage.ts';
import type { Need } from '../../domain/case/need.ts';
import { HOUR, type Instant, MINUTE, utc } from '../../domain/kernel/instant.ts';
import { type Placed, placeJson, placesOf } from '../../domain/view/queue-json.ts';
import { signingTime } from './desk-now.ts';
import { language } from './language.ts';
import type { Output } from './output.ts';
import type { Desk } from './wiring.ts';

type Words = Readonly<Record<'ko' | 'en', string>>;

const DANGER: Readonly<Record<Exclude<Danger, 'none'>, Words>> = {
  threat: { en: 'a threat', ko: '협박' },
  child: { en: 'somebody under age', ko: '미성년자' },
};
const NEED: Readonly<Record<Exclude<Need, 'nothing'>, Words>> = {
  decision: { en: 'a decision', ko: '판단 필요' },
  'handed-on': { en: 'a decision that was handed on', ko: '상신된 판단 필요' },
  ruling: { en: 'the answer to an appeal', ko: '이의신청 답변 필요' },
  referral: { en: 'somebody to write to whoever can remove it', ko: '지울 수 있는 곳에 요청 필요' },
  day: {
    en: 'what was set for a day: a hold, or what is hidden for now',
    ko: '날을 정해 둔 일: 알림 보류, 잠시 가린 것',
  },
  letter: { en: 'somebody to read a letter that joined', ko: '새 공문 확인 필요' },
  person: { en: 'somebody to look at the letter itself', ko: '공문 원문 확인 필요' },
};
const ORDER: Words = {
  en: 'In this order: threats, then somebody under age, then time left, then how many copies and how many came since, then whether the same account had something hidden before. Channels take turns, and in each its notifiers. Many notices of one place count once; very many of one hand move nobody else, and take at most every fifth place.',
  ko: '순서: 협박, 미성년자, 남은 시간, 복사본 수와 그 뒤 퍼진 수, 같은 계정의 이전 숨김 여부. 같은 조건이면 접수 경로마다, 경로 안에서는 신고인마다 번갈아 봅니다. 같은 곳을 여럿이 알려도 한 번으로 셉니다. 한쪽에서 아주 많이 보낸 신고는 다른 사람의 순서를 바꾸지 않고, 많아야 다섯 자리에 한 번 놓입니다.',
};
const SHARES: Readonly<Record<Sharing['why'], (many: number) => Words>> = {
  words: (many) => ({
    en: `one of ${many} in the same words, which take turns`,
    ko: `문구가 같은 신고 ${many}건과 번갈아`,
  }),
  notifier: (many) => ({
    en: `one of ${many} of one notifier, which take turns`,
    ko: `같은 신고인의 신고 ${many}건과 번갈아`,
  }),
  limited: () => ({ en: 'its notifier is limited, and takes turns', ko: '제한된 신고인의 신고로, 번갈아' }),
  danger: (many) => ({
    en: `one of ${many} of its channel that speak of danger beyond the first, which take every second place`,
    ko: `같은 경로의 위험 신고 ${many}건과 번갈아 두 자리에 한 번`,
  }),
};
const NONE: Words = { en: 'Nothing waits for anybody.', ko: '기다리는 사건이 없습니다.' };

/** @param limit rows at most */
export async function showQueue(desk: Desk, limit: number, output: Output): Promise<void> {
  const now = await signingTime(desk);
  const rows = await desk.cases.queue(now, limit);
  const names = new Map((await desk.people.list()).map(({ id, name }) => [id, name]));
  const placed = placesOf(rows, names, now);
  const lang = language();
  output.result({ at: utc(now), order: ORDER.en, queue: placed.map((one) => placeJson(one, now)) }, [
    ...(rows.length === 0 ? [NONE[lang]] : [ORDER[lang], '']),
    ...placed.map((one) => line(one, now, lang)),
  ]);
}

function line({ row, place, holder }: Placed, now: Instant, lang: 'ko' | 'en'): string {
  const { number, need, danger, firstOfPlace, deadline, copies, rooms, newCopies, earlier, shares } = row;
  const reasons = [
    ...(danger !== 'none' && firstOfPlace ? [DANGER[danger][lang]] : []),
    timeText(deadline, now, lang),
    ...(copies === 0 ? [] : [spreadText(copies, rooms, lang)]),
    ...(newCopies === 0 ? [] : [growthText(newCopies, lang)]),
    ...(earlier === 0 ? [] : [earlierText(earlier, lang)]),
    ...(shares === null ? [] : [SHARES[shares.why](shares.many)[lang]]),
    ...(need === 'nothing' ? [] : [NEED[need][lang]]),
    ...(holder === null ? [] : [holderText(holder.name, holder.until, lang)]),
  ];
  return `${String(place).padStart(4)}  ${number}  ${reasons.join(' · ')}`;
}

/** In words, to the minute on the last day: nobody plans by seconds. */
function timeText(deadline: Instant | null, now: Instant, lang: 'ko' | 'en'): string {
  if (deadline === null) return { en: 'no deadline', ko: '기한 없음' }[lang];
  const band: Band = bandAt(deadline, now);
  const minutes = Math.floor(Math.abs(deadline - now) / MINUTE);
  const [hours, rest] = [Math.floor(minutes / (HOUR / MINUTE)), minutes % (HOUR / MINUTE)];
  const span = { en: `${hours} h ${rest} min`, ko: `${hours}시간 ${rest}분` }[lang];
  if (band === 'passed') return { en: `passed ${span} ago`, ko: `${span} 지남` }[lang];
  return { en: `${span} left`, ko: `${span} 남음` }[lang];
}

function spreadText(copies: number, rooms: number, lang: 'ko' | 'en'): string {
  const [many, places] = [copies === 1 ? 'copy' : 'copies', rooms === 1 ? 'room' : 'rooms'];
  return { en: `${copies} ${many} in ${rooms} ${places}`, ko: `방 ${rooms}곳에 복사본 ${copies}개` }[lang];
}

/** What came after the search that the numbers before it are of. */
const growthText = (more: number, lang: 'ko' | 'en'): string =>
  ({ en: `${more} more since, and spreading`, ko: `그 뒤 ${more}개 더 퍼짐` })[lang];

/** Cases, not people: who posted it stands in the case. */
const earlierText = (cases: number, lang: 'ko' | 'en'): string =>
  ({
    en: `by an account of which something was hidden in ${cases} other ${cases === 1 ? 'case' : 'cases'}`,
    ko: `다른 사건 ${cases}건에서 게시물이 숨겨진 계정`,
  })[lang];

const holderText = (name: string, until: Instant, lang: 'ko' | 'en'): string =>
  ({ en: `${name} works on it until ${utc(until)}`, ko: `${name} 님이 ${utc(until)}까지 처리 중` })[lang];
