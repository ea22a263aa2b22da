// What a member reads of a statement of reasons: each field of DSA 17(3) a sentence of its own, in Korean and in English; an older notice as
// it was; nothing that a notice does not say.
import { describe, expect, it } from 'vitest';
import { type Notice, sentencesOf, titleOf } from '../../messenger/pages/client/model/notice.ts';
import { wordsOf } from '../../messenger/pages/words.ts';

/** As notices were before they said more. */
const OLD: Notice = {
  ...{ id: 'n', seq: 1, kind: 'removal', at: '2026-11-30T03:00:00Z', read: false },
  ...{ ground: 'intimate-image', law: '정보통신망법 제44조의7', automated: false },
  ...{ what: { kind: 'message', id: '7' }, when: '2026-11-20T03:00:00Z' },
};
const WHOLE: Notice = {
  ...OLD,
  ...{ done: 'hidden', scope: 'everywhere', source: 'notice', found: 'named' },
  redress: ['settlement', 'court'],
  appeal: { until: '2027-05-30T03:00:00Z', state: 'open' },
};

const read = (notice: Notice, language: 'ko' | 'en') =>
  sentencesOf(notice, wordsOf(language), (at) => at.slice(0, 10));

describe('a statement of reasons', () => {
  it('reads whole in Korean', () => {
    expect(read(WHOLE, 'ko')).toEqual([
      '2026-11-20에 올린 메시지 하나를 가렸습니다.',
      '어디에서도, 누구에게도 보이지 않습니다.',
      '언제까지 가릴지는 정해져 있지 않습니다.',
      '이유: 나온 사람의 동의가 없는 사적인 사진이나 영상.',
      '근거: 정보통신망법 제44조의7',
      '신고를 받고 살펴보았습니다.',
      '기계로 찾아낸 것은 아닙니다.',
      '사람이 판단했습니다.',
      '누가 알렸는지는 말하지 않습니다.',
      '이 판단이 틀렸다고 생각하면 아래에서 한 번 이의를 신청할 수 있습니다.',
      '법원에 가지 않고 다툼을 푸는 기관이 법에 있으면 그곳에 맡길 수도 있습니다. 유럽연합에는 있습니다(디지털서비스법 제21조).',
      '법원에 판단을 구할 수도 있습니다.',
    ]);
  });

  it('reads whole in English', () => {
    expect(read(WHOLE, 'en')).toEqual([
      'We hid one message posted on 2026-11-20.',
      'It is shown nowhere, and to nobody.',
      'No day is set on which it is shown again.',
      'Reason: private imagery without the consent of the person shown.',
      'Ground: 정보통신망법 제44조의7',
      'We looked at it after somebody reported it.',
      'No machine found it.',
      'A person decided.',
      'We do not say who told us.',
      'If you think that this is wrong, you can appeal once, below.',
      'Where the law has a body that settles disputes out of court, you can also turn to it. The European Union has such bodies (Digital Services Act, Art. 21).',
      'You can also go to a court.',
    ]);
  });
});

describe.each(['ko', 'en'] as const)('in %s', (language) => {
  const words = wordsOf(language);

  it.each([
    ['scope', 'shownNowhere'],
    ['source', 'sourceNotice'],
    ['found', 'foundNamed'],
    ['done', 'hiddenOpenEnd'],
  ] as const)('%s is read, and not where a notice does not say it', (field, word) => {
    const { [field]: _said, ...without } = WHOLE;
    expect(read(WHOLE, language)).toContain(words[word]);
    expect(read(without, language)).not.toContain(words[word]);
  });

  it('a notice after an order, found by a search, reads so', () => {
    const said = read({ ...WHOLE, source: 'authority-order', found: 'searched' }, language);
    expect(said).toEqual(expect.arrayContaining([words.sourceOrder, words.foundSearched]));
    expect(said).not.toContain(words.sourceNotice);
  });

  it('what was deleted reads as deleted and not to be brought back, never as hidden', () => {
    for (const kind of ['message', 'media']) {
      const deleted: Notice = { ...WHOLE, done: 'deleted', what: { kind, id: '7' } };
      const said = read(deleted, language);
      expect(titleOf(deleted, words)).toBe(words.noticeDeleted);
      expect(said[0]).toMatch(
        { ko: /지웠습니다\. 되살릴 수 없습니다\./, en: /deleted.*brought back/ }[language],
      );
      expect(said.join(' ')).not.toMatch(/가렸|가릴지|We hid|shown again/);
    }
  });

  it('hidden for now reads until when, and not that no end is set', () => {
    const said = read({ ...WHOLE, until: '2026-12-20T03:00:00Z' }, language);
    expect(said.join(' ')).toContain('2026-12-20');
    expect(said).not.toContain(words.hiddenOpenEnd);
  });

  it('a clause reads with its number, another law as one that a person cited', () => {
    const { law, ...rest } = WHOLE;
    expect(read({ ...rest, clause: '3.2' }, language).join(' ')).toContain('3.2');
    const cited = read({ ...rest, law: law ?? '', cited: true }, language).join(' ');
    expect(cited).toContain(
      { ko: '판단한 사람이 든 법입니다', en: 'as the person who decided cites it' }[language],
    );
  });

  it('redress reads beside the appeal, the appeal only while it is open', () => {
    const over: Notice = { ...WHOLE, appeal: { until: '2027-05-30T03:00:00Z', state: 'over' } };
    const both = [words.redressSettlement, words.redressCourt];
    expect(read(over, language)).toEqual(expect.arrayContaining(both));
    expect(read(over, language)).not.toContain(words.appealOnce);
    expect(read({ ...WHOLE, redress: ['court'] }, language)).not.toContain(words.redressSettlement);
  });

  it('an appeal that was dismissed reads with its ground and where to turn, one that was upheld without', () => {
    const answer: Notice = { ...WHOLE, kind: 'appeal-answer', outcome: 'upheld' };
    const dismissed = read(answer, language);
    expect(dismissed).toEqual(expect.arrayContaining([words.groundIntimate, words.redressCourt]));
    expect(read({ ...answer, outcome: 'reversed' }, language)).toEqual([words.appealReversed]);
  });

  it('an older notice reads as it did', () => {
    expect(read(OLD, language)).toHaveLength(5);
    expect(titleOf(OLD, words)).toBe(words.noticeRemoval);
  });
});
