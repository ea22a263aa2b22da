// Letters that object, over letters written by hand in four languages, beside letters that must not count as objecting.
import { describe, expect, test } from 'vitest';
import { READING_RULES } from '../../../test/support/reading-rules.ts';
import { writtenText } from '../../../test/support/written-words.ts';
import type { AboutEarlier } from './letter.ts';
import { readLetter } from './reading.ts';

const readOf = (text: string) => readLetter(writtenText(text), READING_RULES);
const aboutOf = (text: string): AboutEarlier => {
  const { about } = readOf(text);
  if (about === undefined) throw new Error('it was read as no notice');
  return about;
};

describe('a letter that objects', () => {
  test.each([
    ['R-26-0001 사건 3번 항목을 삭제하지 않기로 한 결정에 이의를 제기합니다.', [3]],
    ['귀사의 회신(R-26-0001) 중 2번, 4번 항목에 대하여 이의신청합니다.', [2, 4]],
    ['R-26-0001 1번 항목에 대한 거부 결정을 재검토하여 주시기 바랍니다.', [1]],
    ['Your number R-26-0001: we object to your decision not to remove item 3.', [3]],
    ['In case R-26-0001, please reconsider items 2 and 4.', 'none'],
    ['R-26-0001: please reconsider items 2 and 4.', [2, 4]],
    ['R-26-0001: wir legen gegen die Entscheidung zu Nr. 3 Widerspruch ein.', [3]],
    ['R-26-0001 の項番3の決定について異議を申し立てます。', [3]],
  ] as const)('%s', (text, numbers) => {
    const { objects } = aboutOf(text);
    if (numbers === 'none') return expect(objects).toBeUndefined();
    expect(objects).toMatchObject({ numbers, all: false, unclear: false });
    expect(readOf(text).kind).toBe('follow-up');
  });

  test('to all of it, or to what it does not name', () => {
    expect(aboutOf('R-26-0001: we object to all of your refusals.').objects).toMatchObject({ all: true });
    expect(aboutOf('R-26-0001 회신의 거부 결정 전부에 대해 이의를 제기합니다.').objects).toMatchObject({
      all: true,
    });
    expect(aboutOf('R-26-0001: we object to your decision.').objects).toEqual({
      ...{ all: false, numbers: [], links: [], unclear: false },
    });
  });

  test('by link', () => {
    expect(
      aboutOf('R-26-0001: we object to your decision on https://t.me/maple_room/12.').objects,
    ).toMatchObject({
      links: ['https://t.me/maple_room/12'],
    });
  });

  test.each([
    'R-26-0001: we object to some of your decisions.',
    'R-26-0001: we object to all but item 3.',
    'R-26-0001 3번을 제외한 결정에 이의를 제기합니다.',
  ])('in words that a person has to read: %s', (text) => {
    expect(aboutOf(text).objects?.unclear).toBe(true);
  });
});

describe('a letter that does not object', () => {
  test.each([
    'R-26-0001: we do not object to your decision.',
    'R-26-0001: we have no objection to your decision on item 3.',
    'R-26-0001: we reserve the right; if you refuse item 3, we object to that.',
    'R-26-0001 3번 항목에 대하여 이의가 없습니다.',
    'R-26-0001 거부하시는 경우 이의를 제기합니다.',
    'R-26-0001 게시자가 3번에 이의를 제기하며 복구를 요구하였습니다.',
    'R-26-0001: what is the status of item 3?',
    'We appeal to you to take this down. It shows me.',
    'R-26-0001: “we object” is what the operator of the room wrote.',
  ])('%s', (text) => {
    expect(aboutOf(text).objects).toBeUndefined();
  });
});

describe('a letter about what is kept', () => {
  test.each([
    ['R-26-0001 사건의 보전 기간을 30일 연장하여 주시기 바랍니다.', 'longer'],
    ['R-26-0001: please extend the preservation by 30 days.', 'longer'],
    ['R-26-0001: please preserve the records for a further 90 days.', 'longer'],
    ['R-26-0001 사건의 보전 요청을 해제합니다.', 'ended'],
    ['R-26-0001: you may now release the hold. We thank you.', 'none'],
    ['R-26-0001: please release the hold.', 'ended'],
    ['R-26-0001: please preserve the records.', 'none'],
    ['R-26-0001 보전 기간을 연장하지 않습니다.', 'none'],
    ['R-26-0001: extend the preservation of item 1. Please release the hold on item 2.', 'none'],
  ] as const)('%s', (text, keeping) => {
    expect(aboutOf(text).keeping ?? 'none').toBe(keeping);
  });
});
