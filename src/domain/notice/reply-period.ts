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
    String.raw`\b(?:innerhalb|binnen|innert|in)(?: von| der nächsten| der folgenden| einer frist von)? ${NUMBER}(?: ?\(\d{1,3}\))? (werk|arbeits|kalender|bank)?(stunden?|tag(?:en|es|e)?|wochen?)\b`,
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

/** `the third working day after receipt`, `the next business day`, `다음 영업일`, `翌営業日`. */
const NTH_WORKING_DAY =
  /\b(?:the )?(next|following|first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th)) (?:business|working) day\b|\b(?:nächsten|folgenden|(ersten|zweiten|dritten|vierten|fünften)) (?:werk|arbeits)tag\b|(?:다음|익) ?(?:영업|근무)일|翌営業日/gi;
const ORDINALS: Readonly<Record<string, number>> = {
  ...{ second: 2, third: 3, fourth: 4, fifth: 5 },
  ...{ zweiten: 2, dritten: 3, vierten: 4, fünften: 5 },
};

export function periodsIn(text: string): PeriodMention[] {
  const nth = [...text.matchAll(NTH_WORKING_DAY)].map(
    ({ 0: whole, 1: en = '', 2: de = '', index }): PeriodMention => {
      const said = `${en}${de}`.toLowerCase();
      const count = ORDINALS[said] ?? (/^\d/.test(said) ? Number.parseInt(said, 10) : 1);
      return { start: index, end: index + whole.length, count, unit: 'working-days' };
    },
  );
  return [...nth, ...lengthsIn(text)].sort((a, b) => a.start - b.start);
}

function lengthsIn(text: string): PeriodMention[] {
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
  );
}

function unitOf(unit: string, isWorking: boolean): PeriodMention['unit'] {
  if (/hour|stunde|시간|時間/i.test(unit)) return 'hours';
  if (/week|woche|주|週/i.test(unit)) return 'weeks';
  return isWorking ? 'working-days' : 'days';
}
