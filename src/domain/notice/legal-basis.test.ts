// Which articles a letter names as its ground, in four languages, and what is none.
import { describe, expect, test } from 'vitest';
import { legalBasisOf } from './legal-basis.ts';

const grounds = (text: string): string[] => legalBasisOf([{ text, isCell: false }]);

describe('the ground of a letter', () => {
  test.each([
    ['우리 센터는 「성폭력방지법」 제7조의3에 따라 아래와 같이 요청합니다.', ['「성폭력방지법」 제7조의3']],
    ['정보통신망법 제44조의7제3항에 따라 명합니다.', ['정보통신망법 제44조의7제3항']],
    [
      '위원회는 정보통신망 이용촉진 및 정보보호 등에 관한 법률 제44조의7 제1항 제1호에 따라 요구합니다.',
      ['정보통신망 이용촉진 및 정보보호 등에 관한 법률 제44조의7 제1항 제1호'],
    ],
    [
      '형사소송법 제215조의2 및 성폭력처벌법 제14조의2에 따라',
      ['형사소송법 제215조의2', '성폭력처벌법 제14조의2'],
    ],
    [
      '「방송통신위원회의 설치 및 운영에 관한 법률」 제21조제4호',
      ['「방송통신위원회의 설치 및 운영에 관한 법률」 제21조제4호'],
    ],
    [
      'Removal order under Section 44 of the Online Safety Act 2021 of this year',
      ['Section 44 of the Online Safety Act 2021'],
    ],
    ['a notice under Article 16 of Regulation (EU) 2022/2065', ['Article 16 of Regulation (EU) 2022/2065']],
    ['Anbei unsere Meldung gemäß Art. 16 DSA.', ['Art. 16 DSA']],
    ['hiermit ordnen wir gemäß § 14 Abs. 2 Satz 1 JMStV die Entfernung an', ['§ 14 Abs. 2 Satz 1 JMStV']],
    ['a request under 47 U.S.C. § 223a(c)', ['47 U.S.C. § 223a(c)']],
    ['情報流通プラットフォーム対処法第25条第1項に基づき', ['情報流通プラットフォーム対処法第25条第1項']],
    ['Under section 10 we ask you, and under section 10 again.', ['section 10']],
  ])('%s', (text, found) => {
    expect(grounds(text)).toEqual(found);
  });

  test.each([
    '아래 게시물을 삭제해 주십시오. 방법 3가지를 안내드립니다.',
    'Please remove the pictures in section headed "photos" of room 44.',
    'An article about us was posted on 24 November 2026.',
    '「우리반」 방에 올라온 게시물',
  ])('is not named in: %s', (text) => {
    expect(grounds(text)).toEqual([]);
  });

  test.each(['가', '가 ', '「', '§ 1 ', 'Section 1 of the A ', '法', '제1조', '가법'])(
    'is looked for in bounded steps in a long run of %j',
    (piece) => {
      expect(grounds(piece.repeat(1_500).slice(0, 1_500)).length).toBeLessThanOrEqual(20);
    },
  );

  test('is named once, and no more than twenty times', () => {
    const many = Array.from({ length: 40 }, (_, at) => `§ ${at + 1} BGB`).join(', ');
    expect(grounds(many)).toHaveLength(20);
    expect(grounds('§ 4 BGB und § 4 BGB')).toEqual(['§ 4 BGB']);
  });
});
