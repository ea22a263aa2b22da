// What a statement of reasons says, and what can never come into it: names, places, files, numbers and words of anybody.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hiddenCase, opened } from '../../../test/support/fixtures.ts';
import { bookOf, CORRECTION } from '../../../test/support/laws.ts';
import { KEPT } from '../../../test/support/capabilities.ts';
import type { Case } from '../case/case.ts';
import type { Ground } from '../case/event.ts';
import type { CopyState } from '../case/item.ts';
import type { DoneWith } from '../case/told.ts';
import type { LawBook } from '../clock/book.ts';
import { namesLawOnly } from '../content/account-notice.ts';
import { instant } from '../kernel/instant.ts';
import { languageOf, lawLine, statementOf } from './statement.ts';
import { statementText } from './statement-words.ts';

const BOOK = bookOf(CORRECTION);
const LAW = { kind: 'law', regime: 'kr-kmcsc-correction' } as const;
const UNTIL = instant(Date.UTC(2027, 4, 25, 14, 59, 59));
/** Late on the 12th in London is the 13th in Seoul. */
const POSTED = instant(Date.UTC(2026, 10, 12, 20));

const heldIn = ({ items }: Case): CopyState => {
  const held = items[0]?.copies[0];
  if (held === undefined || KEPT.kind !== 'kept') throw new Error('no copy');
  return { ...held, record: { ...KEPT.record, postedAt: POSTED } };
};

const says = (done: DoneWith, ground: Ground = LAW, state: Case = hiddenCase()) =>
  statementOf(state, { done, ground }, heldIn(state), done === 'restored' ? null : UNTIL, BOOK);

describe('a statement of reasons', () => {
  test('of what was hidden names the measure, the law, the day, the place, who decided and the way to appeal', () => {
    expect(says('hidden')).toEqual({
      done: 'hidden',
      ground: {
        kind: 'law',
        name: CORRECTION.name,
        instrument: CORRECTION.instrument,
        provision: 'Art. 1',
      },
      posted: 'message',
      postedOn: '2026-11-13',
      scope: 'everywhere',
      forNowUntil: null,
      automated: false,
      found: 'named',
      source: 'authority-order',
      appeal: { until: UNTIL },
    });
    expect(statementText(says('hidden'), 'en').split('\n')).toEqual([
      'We hid one message posted on 2026-11-13.',
      'Reason: private imagery without the consent of the person shown (test, Test Act: Art. 1).',
      'We looked at it after a request or an order of an authority.',
      'Somebody named the place.',
      'A person decided; no machine did. We do not say who told us.',
      'It is shown nowhere.',
      'If there is a reason to see it differently, write by 2027-05-25T14:59:59Z. Someone who did not decide first will read it. Do not send the picture.',
    ]);
    expect(statementText(says('hidden'), 'ko')).toContain('2026-11-13에 올린 메시지 하나를 가렸습니다.');
  });

  test('of what is hidden for now says by when somebody decides, and of what was restored nothing of it', () => {
    const [state, provisional] = [hiddenCase(), { until: UNTIL }];
    const of = (done: DoneWith, language: 'ko' | 'en') =>
      statementText(
        statementOf(state, { done, ground: LAW, provisional }, heldIn(state), null, BOOK),
        language,
      );
    expect(of('hidden', 'en')).toContain(
      '\nIt is hidden for now: a person decides by 2027-05-25T14:59:59Z.\n',
    );
    expect(of('hidden', 'ko')).toContain('잠시 가린 것입니다. 2027-05-25T14:59:59Z까지');
    expect(of('restored', 'en')).not.toContain('for now');
  });

  test('of what was deleted says that it does not come back; of what was restored, that we were wrong', () => {
    expect(statementText(says('deleted'), 'ko')).toContain('지웠습니다. 되살릴 수 없습니다.');
    expect(statementText(says('restored'), 'en')).toBe(
      'Restored: one message posted on 2026-11-13. We were wrong, and we are sorry.',
    );
  });

  test('names a clause of the terms by its number, and not what else a person wrote there', () => {
    const clause = (text: string) => says('hidden', { kind: 'terms', clause: text }).ground;
    expect(clause('3.2')).toEqual({ kind: 'terms', clause: '3.2' });
    expect(clause('3.2 (told by Mina of class 3)')).toEqual({ kind: 'terms', clause: null });
  });

  test('names the provision from the law file: the one decided on, else the one under which the law covers such content (DSA 17(3)(d))', () => {
    const text = (ground: Ground, book: LawBook) => {
      const state = hiddenCase();
      return statementText(statementOf(state, { done: 'hidden', ground }, heldIn(state), null, book), 'en');
    };
    const covers = (article: string | null, mark: 'A' | 'M' = 'A') =>
      bookOf({ ...CORRECTION, content: { ...CORRECTION.content, article, mark } });
    expect(text({ ...LAW, article: 'ART.1' }, covers('Art. 7(1)'))).toContain('(test, Test Act: Art. 1).');
    expect(text(LAW, covers('Art. 7(1)'))).toContain('(test, Test Act: Art. 7(1)).');
    for (const unverified of [covers('Art. 7(1)', 'M'), covers(null)])
      expect(text(LAW, unverified)).toContain('(test, Test Act).');
    expect(text({ ...LAW, article: 'as Mina said' }, covers(null))).not.toContain('Mina');
  });

  test('says of another law that it is one which a person cited, and nothing where that is no citation', () => {
    const cited = (law: string): Ground => ({ kind: 'other-law', law });
    const statement = says('hidden', cited('형법 제311조'));
    expect(statementText(statement, 'ko')).toContain(
      '이유: 법에 어긋납니다(형법 제311조). 판단한 사람이 든 법입니다.',
    );
    expect(statementText(statement, 'en')).toContain(
      'Reason: it is against the law (형법 제311조), as the person who decided cites it.',
    );
    expect(lawLine(statement, 'ko')).toBe('형법 제311조');
    expect(languageOf(hiddenCase(), cited('형법 제311조'), BOOK)).toBe('ko');
    expect(languageOf(hiddenCase(), cited('Criminal Act Art. 307'), BOOK)).toBe('en');
    const old = says('hidden', cited('told by Mina of class three'));
    expect([old.ground, lawLine(old, 'en')]).toEqual([{ kind: 'other-law', law: null }, undefined]);
    expect(statementText(old, 'en')).toContain('Reason: it is against the law, as the person');
  });

  test('sets no time where nothing sets one, and no day where the platform did not say', () => {
    const state = hiddenCase();
    const held = { ...heldIn(state), record: null };
    const statement = statementOf(state, { done: 'hidden', ground: LAW }, held, null, BOOK);
    expect(statementText(statement, 'en')).toContain('We hid one message of yours.');
    expect(statementText(statement, 'en')).toContain('differently, write. Someone');
  });

  test('is the same whoever reported, signed in or not, and whether somebody may be under age', () => {
    const reported = (reasons: readonly ('minor' | 'intimate-image')[]) => {
      const state = hiddenCase();
      const notice = state.notice && {
        ...state.notice,
        sender: { level: 'L0' as const, authority: null, reasons: [] },
        report: { ...REPORT, reasons },
      };
      return statementText(says('hidden', LAW, { ...state, notice }), 'ko');
    };
    expect(reported(['minor'])).toBe(reported(['intimate-image']));
  });

  test('holds nothing of any other field of a case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{8}$/), (canary) => {
        const state = spoilt(hiddenCase({ languages: ['ko', 'en'] }), canary) as Case;
        for (const done of ['hidden', 'deleted', 'restored'] as const) {
          const statement = says(done, LAW, state);
          const line = lawLine(statement, languageOf(state, LAW, BOOK));
          const all = [statementText(statement, 'ko'), statementText(statement, 'en'), line];
          expect(`${all.join('')}${JSON.stringify(statement)}`).not.toContain(canary);
        }
      }),
    );
    expect(JSON.stringify(spoilt(hiddenCase(), 'CANARY')).split('CANARY').length).toBeGreaterThan(30);
  });
});

const REPORT = {
  ...{ platform: 'messenger' as const, id: '7', signedIn: false, words: false, contact: false, keysFor: [] },
};

/** Closed lists and the law itself. Every other text of a case becomes a canary. */
const KEPT_AS_IT_IS = [
  'kind',
  'via',
  'act',
  'level',
  'status',
  'regime',
  'name',
  'instrument',
  'zone',
  'result',
];

function spoilt(value: unknown, canary: string, key = ''): unknown {
  if (KEPT_AS_IT_IS.includes(key)) return value;
  if (typeof value === 'string') return `${canary}-${key}`;
  if (Array.isArray(value)) return value.map((one) => spoilt(one, canary, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoilt(one, canary, name)]));
}

test('every law of the house can be named in a notice of a platform, with its article', () => {
  const files = readdirSync('law/regimes').filter((file) => file.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const law = parse(readFileSync(`law/regimes/${file}`, 'utf8')) as {
      readonly name: { readonly ko: string; readonly en: string };
      readonly instrument: string;
      readonly content: { readonly article: string | null };
    };
    const ground = { kind: 'law', name: law.name, instrument: law.instrument, provision: null } as const;
    for (const language of ['ko', 'en'] as const) {
      const line = lawLine({ ground }, language);
      expect(line, file).toBe(`${law.name[language]} (${law.instrument})`);
      expect(namesLawOnly(line ?? ''), file).toBe(true);
      const provision = law.content.article;
      const exact = lawLine({ ground: { ...ground, provision } }, language) ?? '';
      expect(exact, file).toContain(provision ?? law.instrument);
    }
  }
});

test('a law that nobody knows is not named', () => {
  const unknown = { kind: 'law', regime: 'nowhere' } as const;
  expect(says('hidden', unknown, opened() && hiddenCase()).ground).toEqual({ kind: 'unnamed-law' });
});
