// Which ground whoever posted something reads: none whose name tells who asked, and none of the words that somebody wrote.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hiddenCase } from '../../../test/support/fixtures.ts';
import { bookOf, CORRECTION, regime } from '../../../test/support/laws.ts';
import { readBook } from '../../adapters/law/law-folder.ts';
import type { Case } from '../case/case.ts';
import type { Ground } from '../case/event.ts';
import type { AppliedLaw } from '../clock/law.ts';
import { type LawBook } from '../clock/book.ts';
import { REGIME_KINDS, type RegimeKind } from '../clock/regime.ts';
import { noticeFields } from '../content/notice-fields.ts';
import { reasonsNotice } from './reasons-notice.ts';
import { languageOf, lawLine, statementOf } from './statement.ts';

const LAWS = await readBook(path.resolve('law'));

function told(ground: Ground, book: LawBook, state: Case = hiddenCase()) {
  const held = state.items[0]?.copies[0];
  if (held === undefined) throw new Error('no copy');
  const statement = statementOf(state, { done: 'hidden', ground }, held, book);
  const language = languageOf(state, ground, book);
  const fields = noticeFields('intimate-image', reasonsNotice(statement, held, language, false));
  const line = lawLine(statement, language);
  return { ground: statement.ground, line, all: JSON.stringify([statement, fields, line ?? null]) };
}

/** A case that keeps one law, whatever a file says. */
function keeping(id: string, name = { ko: '보전', en: 'Kept' }): Case {
  const state = hiddenCase();
  const law: AppliedLaw = {
    ...(state.laws[0] as AppliedLaw),
    regime: id,
    name,
    instrument: 'Kept Act Art. 9',
  };
  return { ...state, laws: [law] };
}

describe('a law whose name tells who asked', () => {
  test.each(['kr-preserve-215-2', 'us-2258a', 'uk-osa-66-nca', 'kr-police-23-2'])(
    'is not named, whether the case keeps it or not, nor is any word of it: %s',
    (id) => {
      const law = LAWS.regimes.find((one) => one.id === id);
      for (const article of [{}, { article: law?.content.article ?? 'Art. 1' }])
        for (const state of [hiddenCase(), keeping(id)]) {
          const { ground, line, all } = told({ kind: 'law', regime: id, ...article }, LAWS, state);
          expect([ground, line]).toEqual([{ kind: 'unnamed-law' }, undefined]);
          const words = [
            id,
            law?.name.ko,
            law?.name.en,
            law?.instrument,
            law?.content.article,
            'Kept',
            '보전',
          ];
          expect(words.filter((word) => word !== null && all.includes(word ?? '-'))).toEqual([]);
        }
    },
  );

  test('is known by its kind alone', () => {
    const named = (kind: RegimeKind) =>
      told({ kind: 'law', regime: 'kr-x' }, bookOf(regime({ id: 'kr-x', kind }))).ground.kind === 'law';
    expect(REGIME_KINDS.filter(named)).toEqual(['removal-notice', 'authority-request', 'authority-order']);
  });

  test('may be one that no file has: the case keeps its name, and nobody knows what that tells', () => {
    const gone = told({ kind: 'law', regime: 'kr-gone' }, bookOf(CORRECTION), keeping('kr-gone'));
    expect(gone.ground).toEqual({ kind: 'unnamed-law' });
  });
});

describe('another law', () => {
  test.each([
    ['Kim Minji reported this on 3 May', 'another law'],
    ['call 010-1234-5678', 'another law'],
    ['Criminal Act Art. 307, 010 1234 5678', 'another law'],
    ['Kim Minji Act Art. 3', 'another law'],
    ['김민지 씨가 5월 3일에 신고함', '다른 법률'],
    ['형법 제311조 (하늘중 김민지, 010-1234-5678)', '다른 법률'],
  ])('is told as one and no more, whatever was recorded: %s', (law, says) => {
    const { ground, line, all } = told({ kind: 'other-law', law }, LAWS);
    expect([ground, line]).toEqual([{ kind: 'other-law' }, says]);
    for (const word of ['Kim', 'Minji', '010', '1234', '307', '311', '김민지', '하늘중', '형법'])
      expect(all).not.toContain(word);
  });
});
