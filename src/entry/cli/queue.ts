// `redress queue`: what waits for somebody here, in the order of work, each with the reasons for its place. Nothing of what is shown or
// said in the rooms, and nobody's name but that of who works on it.
import { bandAt, type Band, type Danger } from '../../domain/case/triage.ts';
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
  ruling: { en: 'the answer to an appeal', ko: '이의신청 답변 필요' },
  referral: { en: 'somebody to write to whoever can remove it', ko: '지울 수 있는 곳에 요청 필요' },
  letter: { en: 'somebody to read a letter that joined', ko: '새 공문 확인 필요' },
  person: { en: 'somebody to look at the letter itself', ko: '공문 원문 확인 필요' },
};
const ORDER: Words = {
  en: 'In this order: threats, then somebody under age, then time left, then how many copies. Notifiers take turns. Many notices of one place count once.',
  ko: '순서: 협박, 미성년자, 남은 시간, 복사본 수. 같은 조건이면 알린 곳마다 번갈아 봅니다. 같은 곳을 여럿이 알려도 한 번으로 셉니다.',
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
  const { number, need, danger, firstOfPlace, deadline, copies, rooms } = row;
  const reasons = [
    ...(danger !== 'none' && firstOfPlace ? [DANGER[danger][lang]] : []),
    timeText(deadline, now, lang),
    ...(copies === 0 ? [] : [spreadText(copies, rooms, lang)]),
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

const holderText = (name: string, until: Instant, lang: 'ko' | 'en'): string =>
  ({ en: `${name} works on it until ${utc(until)}`, ko: `${name} 님이 ${utc(until)}까지 처리 중` })[lang];
