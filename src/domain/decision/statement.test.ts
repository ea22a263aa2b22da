// What a statement of reasons says, and what can never come into it: names, places, files, numbers and words of anybody.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hiddenCase, opened } from '../../../test/support/fixtures.ts';
import { bookOf, CORRECTION } from '../../../test/support/laws.ts';
import { KEPT } from '../../../test/support/capabilities.ts';
import type { Case } from '../case/case.ts';
import type { Decision, Ground } from '../case/event.ts';
import type { CopyState } from '../case/item.ts';
import type { DoneWith } from '../case/told.ts';
import type { LawBook } from '../clock/book.ts';
import { namesLawOnly } from '../content/account-notice.ts';
import { noticeFields } from '../content/notice-fields.ts';
import { instant } from '../kernel/instant.ts';
import { reasonsNotice } from './reasons-notice.ts';
import { languageOf, lawLine, statementOf } from './statement.ts';

const BOOK = bookOf(CORRECTION);
const LAW = { kind: 'law', regime: 'kr-kmcsc-correction' } as const;
const UNTIL = instant(Date.UTC(2027, 4, 25, 14, 59, 59));
const POSTED = instant(Date.UTC(2026, 10, 12, 20));

const heldIn = ({ items }: Case): CopyState => {
  const held = items[0]?.copies[0];
  if (held === undefined || KEPT.kind !== 'kept') throw new Error('no copy');
  return { ...held, record: { ...KEPT.record, postedAt: POSTED } };
};

type Ruled = Partial<Pick<Decision, 'provisional'>>;

const says = (done: DoneWith, ground: Ground = LAW, state: Case = hiddenCase(), book: LawBook = BOOK) =>
  statementOf(state, { done, ground }, heldIn(state), book);

/** The fields that go to the platform. */
function told(done: DoneWith, ground: Ground = LAW, state = hiddenCase(), ruled: Ruled = {}, book = BOOK) {
  const statement = statementOf(state, { done, ground, ...ruled }, heldIn(state), book);
  const notice = reasonsNotice(statement, heldIn(state), languageOf(state, ground, book), done === 'kept');
  return noticeFields('intimate-image', notice);
}

const REDRESS = ['settlement', 'court'];

describe('a statement of reasons', () => {
  test('of what was hidden names every field of DSA 17(3): measure, reach, origin, how it was found, ground, redress', () => {
    expect(told('hidden')).toEqual({
      kind: 'removal',
      ground: 'intimate-image',
      law: '시험 (Test Act: Art. 1)',
      automated: false,
      what: { kind: 'message', id: 'message-of-c1' },
      when: '2026-11-12T20:00:00Z',
      done: 'hidden',
      scope: 'everywhere',
      source: 'authority-order',
      found: 'named',
      redress: REDRESS,
      appeal: true,
    });
  });

  test('of what is hidden for now says by when somebody decides, and of what was restored nothing of it', () => {
    const provisional = { until: UNTIL };
    expect(told('hidden', LAW, hiddenCase(), { provisional })).toMatchObject({
      until: '2027-05-25T14:59:59Z',
    });
    expect(told('restored', LAW, hiddenCase(), { provisional })).not.toHaveProperty('until');
  });

  test('of what was deleted says so; of what was restored or stays, nothing but that and where to turn', () => {
    expect(told('deleted')).toMatchObject({ kind: 'removal', done: 'deleted', appeal: true });
    expect(told('kept')).toMatchObject({ kind: 'appeal-answer', outcome: 'upheld', redress: REDRESS });
    const restored = told('restored');
    expect(restored).toMatchObject({ kind: 'restored', appeal: false });
    for (const field of ['done', 'source', 'found', 'redress']) expect(restored).not.toHaveProperty(field);
  });

  test('says whether somebody named the place or a machine found it, and whether an order came, never that the police were turned to', () => {
    const state = hiddenCase();
    const via = (how: 'link' | 'hash') => {
      const held = heldIn(state);
      const copy = { ...held.copy, via: how };
      return statementOf(state, { done: 'hidden', ground: LAW }, { copy }, BOOK).found;
    };
    expect([via('link'), via('hash')]).toEqual(['named', 'searched']);
    expect(told('hidden', LAW, reported(['intimate-image'])).source).toBe('notice');
    const read = (kind: 'order' | 'police-request') => {
      const notice = state.notice && { ...state.notice, reading: { ...state.notice.reading, kind } };
      return told('hidden', LAW, { ...state, notice }).source;
    };
    expect([read('order'), read('police-request')]).toEqual(['authority-order', 'notice']);
  });

  test('names a clause of the terms by its number, and not what else a person wrote there', () => {
    const clause = (text: string) => told('hidden', { kind: 'terms', clause: text }).clause;
    expect(clause('3.2')).toBe('3.2');
    for (const text of ['3.2 (told by Mina of class 3)', 'https://yeoul.example/r/3', 'room-7', '3/2', ''])
      expect(clause(text)).toBeUndefined();
  });

  test('names the provision from the law file: the one decided on, else the one under which the law covers such content (DSA 17(3)(d))', () => {
    const law = (ground: Ground, book: LawBook) => told('hidden', ground, hiddenCase(), {}, book).law;
    const covers = (article: string | null, mark: 'A' | 'M' = 'A') =>
      bookOf({ ...CORRECTION, content: { ...CORRECTION.content, article, mark } });
    expect(law({ ...LAW, article: 'ART.1' }, covers('Art. 7(1)'))).toBe('시험 (Test Act: Art. 1)');
    expect(law(LAW, covers('Art. 7(1)'))).toBe('시험 (Test Act: Art. 7(1))');
    for (const unverified of [covers('Art. 7(1)', 'M'), covers(null)])
      expect(law(LAW, unverified)).toBe('시험 (Test Act)');
    expect(law({ ...LAW, article: 'as Mina said' }, covers(null))).not.toContain('Mina');
  });

  test('says of another law that it is one which a person cited, and not how', () => {
    const cited = (law: string): Ground => ({ kind: 'other-law', law });
    expect(told('hidden', cited('형법 제311조'))).toMatchObject({ law: '다른 법률', cited: true });
    expect(told('hidden', cited('Criminal Act Art. 307'))).toMatchObject({ law: 'another law', cited: true });
    expect(told('hidden')).not.toHaveProperty('cited');
  });

  test('names no day where the platform did not say', () => {
    const held = { ...heldIn(hiddenCase()), record: null };
    const notice = reasonsNotice(says('hidden'), held, 'en', false);
    expect(noticeFields('terms', notice)).not.toHaveProperty('when');
  });

  test('is the same whoever reported, signed in or not, and whether somebody may be under age', () => {
    const of = (reason: 'minor' | 'intimate-image') => told('hidden', LAW, reported([reason]));
    expect(of('minor')).toEqual(of('intimate-image'));
  });

  test('holds nothing of any other field of a case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{8}$/), (canary) => {
        const state = spoilt(hiddenCase({ languages: ['ko', 'en'] }), canary) as Case;
        for (const done of ['hidden', 'deleted', 'restored', 'kept'] as const) {
          // The platform's own id of her own post is what a notice is about.
          const { what: _hers, ...fields } = told(done, LAW, state);
          expect(JSON.stringify([fields, says(done, LAW, state)])).not.toContain(canary);
        }
      }),
    );
    expect(JSON.stringify(spoilt(hiddenCase(), 'CANARY')).split('CANARY').length).toBeGreaterThan(30);
  });
});

function reported(reasons: readonly ('minor' | 'intimate-image')[]): Case {
  const state = hiddenCase();
  const sender = { level: 'L0' as const, authority: null, reasons: [] };
  const notice = state.notice && { ...state.notice, sender, report: { ...REPORT, reasons } };
  return { ...state, notice };
}

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
