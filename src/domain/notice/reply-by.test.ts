// "Please answer by": the written forms of four languages, their zones and working days, and the dates that are no such moment.
import { describe, expect, test } from 'vitest';
import { instant, utc } from '../kernel/instant.ts';
import { readReplyBy, replyByInSubject, type ReplyRules } from './reply-by.ts';

/** Thursday, 19 November 2026, 14:05 in Seoul; received on Friday, 09:00. */
const DATE = { at: Date.parse('2026-11-19T14:05:00+09:00'), offsetMinutes: 540 };
const WORKING_DAYS = {
  KR: { weekend: [0, 6], holidays: { '2026-12-25': 'Christmas Day' } },
  DE: { weekend: [0, 6], holidays: { '2026-11-25': 'a holiday for this test' } },
};
function rules(language: string, changes: Partial<ReplyRules> = {}): ReplyRules {
  return {
    now: instant(Date.parse('2026-11-20T09:00:00+09:00')),
    date: DATE,
    languages: [language],
    country: null,
    workingDays: WORKING_DAYS,
    ...changes,
  };
}
const read = (text: string, language: string, changes: Partial<ReplyRules> = {}): string | null => {
  const at = readReplyBy([text], rules(language, changes));
  return at === null ? null : utc(at);
};

describe('a date by which an answer is asked for', () => {
  test.each([
    ['ko', '2026. 11. 21. (토) 18:00까지 회신하여 주시기 바랍니다.', '2026-11-21T09:00:00Z'],
    ['ko', '2026.11.21 09:30까지 결과를 알려 주십시오.', '2026-11-21T00:30:00Z'],
    ['ko', '2026. 11. 21.까지 회신', '2026-11-21T14:59:59Z'],
    ['ko', '2026. 11. 21. 24:00까지 회신', '2026-11-21T15:00:00Z'],
    ['ko', '2028. 2. 29. 00:00까지 회신', '2028-02-28T15:00:00Z'],
    ['ko', '회신기한: 2026년 11월 20일(금) 오후 6시까지', '2026-11-20T09:00:00Z'],
    ['ko', '회신 기한 2026-11-23 오전 11시 30분', '2026-11-23T02:30:00Z'],
    ['ko', '11월 23일(월) 오전 11시까지 알려 주시면 감사하겠습니다.', '2026-11-23T02:00:00Z'],
    ['ko', '결과를 11. 23.(월) 15:00까지 제출하여 주시기 바랍니다.', '2026-11-23T06:00:00Z'],
    ['ko', '1월 5일 정오까지 회신 바랍니다.', '2027-01-05T03:00:00Z'],
    ['ko', '오는 25일까지 회신 바랍니다.', '2026-11-25T14:59:59Z'],
    ['ko', '5일까지 회신 바랍니다.', '2026-12-05T14:59:59Z'],
    ['ko', '다음 주 월요일 낮 12시까지 답변 바랍니다.', '2026-11-23T03:00:00Z'],
    ['ko', '내일 자정까지 회신 바랍니다.', '2026-11-20T15:00:00Z'],
    ['ko', '수신 후 24시간 이내에 결과를 통보하여 주시기 바랍니다.', '2026-11-21T00:00:00Z'],
    ['ko', '3영업일 이내에 회신하여 주시기 바랍니다.', '2026-11-25T14:59:59Z'],
    ['ko', '근무일 기준 3일 이내에 회신하여 주시기 바랍니다.', '2026-11-25T14:59:59Z'],
    ['ko', '2026. 11. 24. 근무시간 종료 전까지 회신 바랍니다.', '2026-11-24T09:00:00Z'],
    ['ko', '11월 말까지 처리 결과를 알려 주시기 바랍니다.', '2026-11-30T14:59:59Z'],
    ['ko', "'26. 11. 24. 18시까지 회신 바랍니다.", '2026-11-24T09:00:00Z'],
    ['en', 'please answer by 21 November 2026, 18:00 KST', '2026-11-21T09:00:00Z'],
    ['en', 'Please reply by 1 March 2027 at 9:05 am.', '2027-03-01T00:05:00Z'],
    ['en', 'Please reply by 1 March 2027.', '2027-03-01T14:59:59Z'],
    ['en', 'Tell us the result by November 24, 2026, 12:00 (UTC).', '2026-11-24T12:00:00Z'],
    ['en', 'Tell us the result by 3 p.m. on Tuesday, 24 November.', '2026-11-24T06:00:00Z'],
    ['en', 'We expect your answer no later than noon on 24 November 2026.', '2026-11-24T03:00:00Z'],
    ['en', 'Kindly respond by close of business on Monday.', '2026-11-23T09:00:00Z'],
    ['en', 'Please report the result within 48 hours of receipt.', '2026-11-22T00:00:00Z'],
    ['en', 'Please respond within two working days.', '2026-11-24T14:59:59Z'],
    ['en', 'Reply by close of business on the third working day.', '2026-11-25T09:00:00Z'],
    ['en', 'Please answer by 6 p.m. today.', '2026-11-19T09:00:00Z'],
    ['ko', '다음 영업일까지 회신 바랍니다.', '2026-11-23T14:59:59Z'],
    ['ko', '수신 시점부터 24시간 이내에 삭제하고 그 결과를 회신 바랍니다.', '2026-11-21T00:00:00Z'],
    ['ja', '翌営業日の正午までにご回答ください。', '2026-11-23T03:00:00Z'],
    ['en', 'Please respond within 7 days.', '2026-11-27T14:59:59Z'],
    ['en', 'Please respond by 2026-11-24T15:00+01:00.', '2026-11-24T14:00:00Z'],
    ['en', 'Reply deadline: 24 November 2026, 17:00 UTC+9', '2026-11-24T08:00:00Z'],
    ['en', 'Please answer by 24/11/2026.', '2026-11-24T14:59:59Z'],
    [
      'en',
      'Remove the posts by 22 November 2026 and report the result by 24 November 2026.',
      '2026-11-24T14:59:59Z',
    ],
    ['en', 'Please reply by 24 November 2026, midnight.', '2026-11-24T15:00:00Z'],
    ['de', 'Bitte antworten Sie bis zum 24. November 2026, 15 Uhr.', '2026-11-24T14:00:00Z'],
    [
      'de',
      'Bitte teilen Sie uns das Ergebnis bis Dienstag, den 24.11.2026, 15.30 Uhr mit.',
      '2026-11-24T14:30:00Z',
    ],
    ['de', 'Wir bitten um Rückmeldung bis spätestens 24.11.', '2026-11-24T22:59:59Z'],
    ['de', 'Wir bitten um Rückmeldung bis zum 1. Juli 2027, 12:00 Uhr.', '2027-07-01T10:00:00Z'],
    ['de', 'Bitte antworten Sie innerhalb von 24 Stunden.', '2026-11-21T00:00:00Z'],
    ['de', 'Wir erwarten Ihre Antwort binnen drei Werktagen.', '2026-11-26T22:59:59Z'],
    ['de', 'Bitte antworten Sie bis Montag, Dienstschluss.', '2026-11-23T17:00:00Z'],
    ['ja', '2026年11月24日(火)午後3時までにご回答ください。', '2026-11-24T06:00:00Z'],
    ['ja', '11月24日正午までに結果をお知らせください。', '2026-11-24T03:00:00Z'],
    ['ja', '令和8年11月24日までに回答願います。', '2026-11-24T14:59:59Z'],
    ['ja', '受領後48時間以内にご報告ください。', '2026-11-22T00:00:00Z'],
    ['ja', '来週月曜日までにご連絡ください。', '2026-11-23T14:59:59Z'],
    ['ja', '回答期限:2026年11月24日17時', '2026-11-24T08:00:00Z'],
    ['ja', '回答期限を11月20日から11月27日に延長しますので、ご回答ください。', '2026-11-27T14:59:59Z'],
    ['ko', '회신기한을 당초 11월 20일에서 11월 27일로 연장하오니 회신 바랍니다.', '2026-11-27T14:59:59Z'],
    ['ko', '2026. 11. 24.까지 회신하여 주시고 기한 연장은 어렵습니다.', '2026-11-24T14:59:59Z'],
    ['en', 'The deadline of 20 November is extended to 27 November 2026.', '2026-11-27T14:59:59Z'],
    ['en', 'We have extended the time limit for your answer until 1 December.', '2026-12-01T14:59:59Z'],
    ['de', 'Die Frist vom 20.11.2026 wird auf den 27.11.2026 verlängert.', '2026-11-27T22:59:59Z'],
    ['en', 'Please reply no later than 17:00 (UTC+1), 24/11/26.', '2026-11-24T16:00:00Z'],
    ['en', 'Please reply by 11/24/26, 5:00 PM.', '2026-11-24T08:00:00Z'],
    ['ja', '26/11/24 17時までにご回答ください。', '2026-11-24T08:00:00Z'],
    ['ko', '26.11.24. 18:00까지 회신 바랍니다.', '2026-11-24T09:00:00Z'],
    ['ja', '令和八年十一月二十五日午後五時までにご回答ください。', '2026-11-25T08:00:00Z'],
    ['ja', '二〇二六年十二月十日までに結果をお知らせください。', '2026-12-10T14:59:59Z'],
    ['ja', 'R8.11.25までにご回答ください。', '2026-11-25T14:59:59Z'],
    ['ja', '回答期限:令和8.12.1 正午', '2026-12-01T03:00:00Z'],
    ['ja', 'R8/11/25(水)17:00必着でご返信ください。', '2026-11-25T08:00:00Z'],
    ['ja', '受領後二十四時間以内にご報告ください。', '2026-11-21T00:00:00Z'],
    [
      'en',
      'Kindly respond no later than 9:30 a.m. Eastern Time, Monday, November 23.',
      '2026-11-23T14:30:00Z',
    ],
    ['en', 'Please reply by Tuesday, 24 November, 5 pm ET.', '2026-11-24T22:00:00Z'],
    ['en', 'Please confirm by 5pm PST on Nov 24.', '2026-11-25T01:00:00Z'],
    ['en', 'Please confirm by noon Pacific Time on July 1, 2027.', '2027-07-01T19:00:00Z'],
    ['ko', '미국 동부시간 11월 24일 18시까지 회신 바랍니다.', '2026-11-24T23:00:00Z'],
    ['de', 'Bitte antworten Sie bis zum 24. November 2026, 15 Uhr New Yorker Zeit.', '2026-11-24T20:00:00Z'],
  ])('in %s, "%s" is %s', (language, text, expected) => {
    expect(read(text, language)).toBe(expected);
  });

  test.each([
    ['ko', '2026. 2. 30. 18:00까지 회신'],
    ['ko', '2026. 13. 1.까지 회신'],
    ['ko', '2026. 11. 21. 시행'],
    ['ko', '2026. 11. 1.부터 2026. 11. 10.까지 게시되어 있었습니다.'],
    ['ko', '2027. 2. 17.까지 자료를 보전하여 주시기 바랍니다.'],
    ['ko', '즉시 회신하여 주시기 바랍니다.'],
    ['en', 'Please answer by 31 November 2026.'],
    ['en', 'Please reply as soon as possible.'],
    ['en', 'Please preserve the data until 17 February 2027.'],
    ['en', 'Please preserve the data; the period is extended to 17 February 2027.'],
    ['en', 'The post was online until 10 November 2026.'],
    ['en', 'We have no answer to our request B-7-188. You may appeal this decision within 15 days.'],
    ['ko', '결과 회신이 없습니다. 이의신청은 통지를 받은 날부터 15일 이내에 할 수 있습니다.'],
    ['de', 'Bitte antworten Sie unverzüglich.'],
    ['de', 'Bitte bewahren Sie die Daten bis zum 17. Februar 2027 auf.'],
    ['ja', '至急ご回答ください。'],
    ['en', ''],
  ])('in %s, "%s" names no moment', (language, text) => {
    expect(read(text, language)).toBeNull();
  });
});

describe('where the sender is', () => {
  const text = 'Please reply by 24 November 2026, 12:00.';
  test('says the enrolment, else the language, else the mail', () => {
    expect(read(text, 'en', { country: 'DE' })).toBe('2026-11-24T11:00:00Z');
    expect(read(text, 'ja')).toBe('2026-11-24T03:00:00Z');
    expect(read(text, 'en', { date: { ...DATE, offsetMinutes: -300 } })).toBe('2026-11-24T17:00:00Z');
    expect(read(text, 'en', { date: null })).toBe('2026-11-24T12:00:00Z');
  });

  test('says which days are holidays', () => {
    const late = { now: instant(Date.parse('2026-12-24T10:00:00+09:00')) };
    expect(read('2영업일 이내에 회신 바랍니다.', 'ko', late)).toBe('2026-12-29T14:59:59Z');
    expect(read('2영업일 이내에 회신 바랍니다.', 'ko', { ...late, workingDays: {} })).toBe(
      '2026-12-28T14:59:59Z',
    );
  });
});

describe('a deadline that the Subject alone names', () => {
  const inSubject = (subject: string): string | null => {
    const at = replyByInSubject(subject, rules('ko'));
    return at === null ? null : utc(at);
  };

  test.each([
    ['[긴급] 11. 23.(월) 18:00까지 회신 요청', '2026-11-23T09:00:00Z'],
    ['삭제\u200b 요청（11／24까지 결과 회신）', '2026-11-24T14:59:59Z'],
    ['Removal request, please reply by 24 November 2026, 12:00 UTC', '2026-11-24T12:00:00Z'],
    ['Fwd: Bitte um Antwort bis zum 24.11.2026', '2026-11-24T14:59:59Z'],
    ['【至急】11月24日正午までにご回答ください', '2026-11-24T03:00:00Z'],
  ])('counts: %s', (subject, at) => expect(inSubject(subject)).toBe(at));

  test.each([
    ['of an answer', 'Re: please reply by 24 November 2026'],
    ['of a forwarded answer, in brackets', '[외부] 회신: 11. 24.까지 회신 요청'],
    ['that has passed', '2026. 11. 18.까지 회신 요청'],
    ['that is only a date', '2026. 11. 24. 협조 요청'],
    ['that is empty', ''],
  ])('counts for nothing in a Subject %s', (_, subject) => expect(inSubject(subject)).toBeNull());
});
