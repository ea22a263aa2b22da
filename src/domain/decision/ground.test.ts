// Which grounds may be recorded, over every law of `law/`: known ones, their articles, and another law that is named as such.
import { describe, expect, test } from 'vitest';
import path from 'node:path';
import { AWARENESS, CORRECTION, regime, SOURCED } from '../../../test/support/laws.ts';
import { readBook } from '../../adapters/law/law-folder.ts';
import { NO_CASE } from '../case/case.ts';
import type { Ground } from '../case/event.ts';
import type { AppliedLaw } from '../clock/law.ts';
import {
  articleIn,
  articlesOf,
  type GroundUse,
  isTold,
  keepsOnly,
  needsBook,
  otherLaw,
  refuseGround,
} from './ground.ts';

const { regimes } = await readBook(path.resolve('law'));
const NOT_YET = regime({ id: 'kr-later', status: 'enacted-not-commenced' });
const kept = { regime: 'kr-gentle', edition: 'always' } as AppliedLaw;
const articled = (article: string) => ({ ...CORRECTION.content, article, mark: 'A' as const });
const law = (id: string, article?: string): Ground => ({
  ...{ kind: 'law', regime: id },
  ...(article === undefined ? {} : { article }),
});
/** Their names say that the police have something kept, or that a child is shown and it was reported. */
const SECRET = ['kr-preserve-215-2', 'uk-osa-66-nca', 'us-2258a'];
const refusal = (
  ground: Ground,
  laws: readonly AppliedLaw[] = [],
  of = regimes,
  use: GroundUse = 'decide',
) => {
  const refused = refuseGround(ground, use, { ...NO_CASE, laws }, { regimes: of, calendars: {} });
  return refused === undefined || refused.ok ? null : refused.error;
};

describe('a law as a ground', () => {
  test('is every law of this desk that is in force', () => {
    const inForce = regimes.filter(({ status }) => status === 'in-force');
    expect(inForce.length).toBeGreaterThan(20);
    expect(inForce.filter(({ id }) => refusal(law(id), [], regimes, 'keep') !== null)).toEqual([]);
    const decides = inForce.filter(({ id }) => !SECRET.includes(id));
    expect(decides.filter(({ id }) => refusal(law(id)) !== null)).toEqual([]);
  });

  test.each(SECRET)('is not %s where something is decided, whatever the case keeps', (id) => {
    const of = { ...kept, regime: id };
    expect([refusal(law(id))?.code, refusal(law(id), [of])?.code]).toEqual([
      'ground.keeps-only',
      'ground.keeps-only',
    ]);
    expect([isTold(id, { regimes }), keepsOnly(id, { regimes })]).toEqual([false, true]);
  });

  test('may be one that says the police asked, and is then not told; no other file of this desk names the police, a report or what is kept', () => {
    expect(refusal(law('kr-police-23-2'))).toBeNull();
    expect(isTold('kr-police-23-2', { regimes })).toBe(false);
    const told = regimes.filter(({ id }) => isTold(id, { regimes }));
    const words = told.flatMap(({ name, instrument }) => [name.ko, name.en, instrument]);
    expect(told.length).toBeGreaterThan(15);
    expect(words.filter((word) => /police|경찰|preserv|보전|duty to report|신고 의무/iu.test(word))).toEqual(
      [],
    );
  });

  test('is not told where no file has it: nobody knows what its name says', () => {
    expect(isTold('kr-net-44-2', { regimes: [] })).toBe(false);
  });

  test('is none that is not in force, or that nobody knows', () => {
    expect(refusal(law('kr-later'), [], [NOT_YET])?.code).toBe('ground.unknown');
    expect(refusal(law('because'))?.code).toBe('ground.unknown');
  });

  test('is also one that the case keeps, whatever the book has', () => {
    expect(refusal(law('kr-gentle'))?.code).toBe('ground.unknown');
    expect(refusal(law('kr-gentle'), [kept], [])).toBeNull();
    expect([needsBook(law('kr-gentle'), [kept]), needsBook(law('kr-gentle', 'Art. 1'), [kept])]).toEqual([
      false,
      true,
    ]);
  });

  test.each([
    ['kr-net-44', 'kr-net-44-2'],
    ['kr-nte-44-2', 'kr-net-44-2'],
    ['us-tdia', 'us-tida'],
    ['정보통신망법', 'kr-net-44-2'],
    ['take it down', 'us-tida'],
  ])('%s is refused with the nearest, %s, and how to list all', (written, near) => {
    const says = refusal(law(written))?.detail ?? '';
    expect(says).toContain(near);
    expect(says).toContain('redress law list');
    expect(says).toContain('--other-law');
  });

  test('that is refused is not repeated: what somebody wrote may be about somebody', () => {
    expect(JSON.stringify(refusal(law('minji of class three')))).not.toContain('minji');
  });
});

describe('an article of a law', () => {
  test('is one that its file has beside a value, however it is spaced', () => {
    for (const written of ['Art. 44-2(2)', 'art.44-2(2)', ' ART. 44-2 (2)'])
      expect(refusal(law('kr-net-44-2', written))).toBeNull();
    const network = regimes.find(({ id }) => id === 'kr-net-44-2');
    expect(network && articleIn(network, 'art.44-2(2)')).toBe('Art. 44-2(2)');
  });

  test('is no other, and the refusal says which are known', () => {
    const refused = refusal(law('kr-net-44-2', 'Art. 99'));
    expect(refused?.code).toBe('ground.no-article');
    expect(refused?.detail).toContain('Art. 44-2(4)');
  });

  test('is never the one that says how old a minor is', () => {
    const all = regimes.filter(({ minorAge: { article } }) => article === 'Youth Act Art. 2(1)');
    expect(all.length).toBeGreaterThan(0);
    expect(all.flatMap(articlesOf)).not.toContain('Youth Act Art. 2(1)');
  });

  test('is of the case’s law only where the book still has it', () => {
    expect(refusal(law('kr-gentle', 'Art. 1'), [kept])?.code).toBe('ground.no-article');
    const gentle = regime({ id: 'kr-gentle', content: { ...CORRECTION.content, ...SOURCED } });
    expect(refusal(law('kr-gentle', 'Art. 1'), [kept], [gentle, AWARENESS])).toBeNull();
  });

  test('is of the edition that the case keeps, and of no other', () => {
    const from = { year: 2026, month: 7, day: 1 };
    const until = { year: 2026, month: 6, day: 30 };
    const before = regime({ id: 'kr-gentle', inForceUntil: until, content: articled('Art. 3') });
    const after = regime({ id: 'kr-gentle', inForceFrom: from, content: articled('Art. 4') });
    const on = (article: string, edition: string) =>
      refusal(law('kr-gentle', article), [{ ...kept, edition }], [before, after])?.code;
    expect([on('Art. 3', 'always'), on('Art. 4', 'always')]).toEqual([undefined, 'ground.no-article']);
    expect([on('Art. 3', '2026-07-01'), on('Art. 4', '2026-07-01')]).toEqual([
      'ground.no-article',
      undefined,
    ]);
  });
});

describe('another law', () => {
  test.each([
    'Criminal Act Art. 307',
    '형법 제311조',
    '「민법」 제750조 제1항',
    '§ 201a Abs. 2 StGB',
    'Code pénal art. 226-1',
    'Regulation (EU) 2016/679, Art. 17',
    'Directive (EU) 2024/1385',
    '18 USC 2252A',
    'Sexual Offences Act 2003 s.66B',
    '성폭력처벌법 제14조의2',
  ])('%s is named as it is cited', (cited) => {
    expect(otherLaw(cited)).toBe(cited);
    expect(refusal({ kind: 'other-law', law: cited }, [], [])).toBeNull();
  });

  test.each([
    ['no number', 'the law'],
    ['no title', '§ 3'],
    ['a link', 'see https://a.example/1'],
    ['an address', 'ask sora@desk.example 3'],
    ['a case of ours', 'as in R-26-0001'],
    ['too much', `${'law '.repeat(40)}3`],
    ['somebody and a day', 'Kim Minji reported this on 3 May'],
    ['somebody and a day, in Korean', '김민지 씨가 5월 3일에 신고함'],
    ['a class of a school', '하늘중학교 3학년 2반 김민지'],
    ['a telephone', 'call 010-1234-5678'],
    ['a telephone beside an article', 'Criminal Act Art. 307, 010 1234 5678'],
    ['a telephone beside an article, in Korean', '형법 제311조 (문의 02-123-4567)'],
    ['a telephone with dots', '형법 제311조 010.1234.5678'],
    ['a word that only ends like an article', 'minji parts 3'],
    ['lines', 'Criminal Act\nArt. 307'],
  ])('with %s is none', (_, cited) => {
    expect(otherLaw(cited)).toBeNull();
    expect(refusal({ kind: 'other-law', law: cited })?.code).toBe('ground.no-law');
  });
});

test('a clause of the terms is a ground', () => {
  expect(refusal({ kind: 'terms', clause: '3.2' })).toBeNull();
});
