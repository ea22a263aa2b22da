// Periods in which an answer is asked for: `within 24 hours of receipt`, `3영업일 이내`, `binnen 48 Stunden`, `5営業日以内`.
import { NUMBER, numberSaid } from './written-numbers.ts';

export interface PeriodMention {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly unit: 'hours' | 'days' | 'working-days' | 'weeks';
}

const FORMS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:within|in no more than|not? later than|in)(?: the next| the following| a period of| at most)? ${NUMBER}(?: ?\(\d{1,3}\))?[ -](?:full )?(business|working|calendar|clock)? ?(hours?|days?|weeks?)\b`,
    'giu',
  ),
  new RegExp(
    String.raw`\b(?:innerhalb|binnen|in)(?: von| der nächsten| der folgenden| einer frist von)? ${NUMBER}(?: ?\(\d{1,3}\))? (werk|arbeits|kalender|bank)?(stunden?|tag(?:en|es|e)?|wochen?)\b`,
    'giu',
  ),
  new RegExp(
    String.raw`${NUMBER} ?(영업|근무|업무|평)?(?:(?<=영업|근무|업무|평)일|(시간|일|주일?|주))? ?(?:이내|안(?:에|으로)|내(?:에|로)?(?![가-힣]))`,
    'gu',
  ),
  new RegExp(String.raw`${NUMBER} ?(?:か)?(営業|業務|平)?(時間|日|週間) ?(?:以内|内)`, 'gu'),
];
const WORKING = /business|working|werk|arbeits|bank|영업|근무|업무|평|営業|業務|平/i;
const DAYS_ARE_WORKING = /(?:근무일|영업일|업무일|평일|공휴일 ?(?:을 )?제외|휴일 ?제외|토·?일)[^.]{0,12}$/;
const WEEK_IN_ONE_WORD: Readonly<Record<string, number>> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  일주일: 7,
  열흘: 10,
};

export function periodsIn(text: string): PeriodMention[] {
  return FORMS.flatMap((form) =>
    [...text.matchAll(form)].flatMap((match): PeriodMention[] => {
      const [whole, said = '', kind = '', unit = ''] = match;
      const count = numberSaid(said);
      const start = match.index;
      const name = `${kind}${unit}`;
      const alone = WEEK_IN_ONE_WORD[said];
      if (count === null || (name === '' && alone === undefined)) return [];
      const isWorking =
        WORKING.test(kind) || DAYS_ARE_WORKING.test(text.slice(Math.max(0, start - 30), start));
      return [{ start, end: start + whole.length, count, unit: unitOf(unit, isWorking) }];
    }),
  ).sort((a, b) => a.start - b.start);
}

function unitOf(unit: string, isWorking: boolean): PeriodMention['unit'] {
  if (/hour|stunde|시간|時間/i.test(unit)) return 'hours';
  if (/week|woche|주|週/i.test(unit)) return 'weeks';
  return isWorking ? 'working-days' : 'days';
}
