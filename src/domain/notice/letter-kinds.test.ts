// What a letter is, by the words that stand in it, however they are spaced; and in which language it is answered.
import { describe, expect, test } from 'vitest';
import { ORIGIN } from '../../../test/support/fixtures.ts';
import { readLetter } from './reading.ts';

const read = (text: string) =>
  readLetter({ text: `${text}\n1. ${ORIGIN}/r/maple/m/1`, attachments: [], hasHtml: false }, ORIGIN);

describe('the kind of a letter', () => {
  test.each([
    ['정보통신망법 제44조의7에 따라 삭제 바랍니다', 'order'],
    ['정보통신망법 44 조의 7에 따라 삭제 바랍니다', 'order'],
    ['제 44조의7에 따라 삭제 바랍니다', 'order'],
    ['아래 정보의 삭제 시정명령', 'order'],
    ['아래 정보의 삭제 시정 명령', 'order'],
    ['We order you to remove this', 'order'],
    ['We hereby order you to remove this', 'order'],
    ['This order under section 3 of the Act', 'order'],
    ['A removal notice under the Act', 'order'],
    ['삭제 시정 요구', 'correction-request'],
    ['삭제 시정요구', 'correction-request'],
    ['경찰 수사 협조', 'police-request'],
    ['for a criminal investigation', 'police-request'],
    ['삭제를 부탁드리는 요청', 'voluntary-request'],
    ['통신비밀보호법에 따른 보전요청', 'preservation'],
    ['통신비밀보호법에 따른 보전 요구', 'preservation'],
    ['형사소송법 215조의2에 따라', 'preservation'],
    ['형사소송법 215 조의 2에 따라', 'preservation'],
    ['Please preserve the following', 'preservation'],
    ['A preservation request', 'preservation'],
    ['good morning', 'unclear'],
  ] as const)('with the words "%s" is %s', (text, kind) => {
    expect(read(text).kind).toBe(kind);
  });

  test('is the sternest of several', () => {
    expect(read('시정요구를 거쳐 시정명령을 합니다. 삭제 요청').kind).toBe('order');
    expect(read('경찰 요청').kind).toBe('police-request');
  });

  test('is no mere keeping where something is to be removed as well', () => {
    expect(read('We request that you preserve the data and delete the posts').kind).toBe('voluntary-request');
  });
});

describe('the measures of a letter', () => {
  test.each([
    ['접속차단', ['block']],
    ['접속 차단', ['block']],
    ['삭제 및 접속차단', ['delete', 'block']],
    ['please remove and block', ['delete', 'block']],
    ['please look', []],
  ])('with the words "%s" are %j', (text, measures) => {
    expect(read(text).measures).toEqual(measures);
  });
});

describe('the language of a letter', () => {
  test.each([
    ['', 'en'],
    ['삭제 요청', 'ko'],
    ['Please delete', 'en'],
    ['가나 abcd', 'ko'],
    ['가나 abcde', 'en'],
  ] as const)(
    'of "%s" is %s: a syllable says as much as two letters, and links say nothing',
    (text, language) => {
      expect(read(text).language).toBe(language);
    },
  );

  test('is not made English by many links', () => {
    const links = Array.from({ length: 9 }, (_, at) => `${at + 2}. ${ORIGIN}/r/maple/m/${at + 2}`).join('\n');
    expect(read(`삭제 요청\n${links}`).language).toBe('ko');
  });
});
