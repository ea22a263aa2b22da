// The text of a signed act: the same for the same act, and another one for whatever differs.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawsFor, NUMBER, signed, T0 } from '../../../test/support/fixtures.ts';
import { FORTY_EIGHT, lawOf } from '../../../test/support/laws.ts';
import { MILESTONES } from '../clock/occasion.ts';
import { STATEMENTS } from '../clock/regime.ts';
import { appealId, caseNumber, decisionId, personId } from '../kernel/ids.ts';
import { after, type Instant, instant } from '../kernel/instant.ts';
import { actPayload, type Asked } from './act-payload.ts';
import { decisionPayload, releasePayload } from './payload.ts';

const ACT = signed('act-1');
const JUDGED: Asked = { kind: 'judge-notice', missing: ['signature', 'contact'] };

/** Words that would break out of their place if they were only put together. */
const word = fc.oneof(
  fc.constantFrom('a', 'b', 'a","reason":"b', 'law:a', 'terms:a', 'é', 'e\u0301', '\n', ''),
  fc.string({ maxLength: 6 }),
);
const moment = fc.integer({ min: 0, max: 4e12 }).map(instant);
const statements = fc.uniqueArray(fc.constantFrom(...STATEMENTS), { maxLength: 4 });
const ground = fc.oneof(
  fc.record({ kind: fc.constant('law' as const), regime: word }),
  fc.record({ kind: fc.constant('terms' as const), clause: word }),
);
const kind = <K extends Asked['kind']>(one: K) => fc.constant(one);

const anyAsked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({ kind: kind('judge-notice'), missing: statements }),
  fc.record({ kind: kind('complete-notice'), stated: statements }),
  fc.record({
    kind: kind('withdraw-law'),
    regime: word,
    reason: fc.constantFrom('not-this-law' as const, 'place-not-covered' as const),
  }),
  fc.record({ kind: kind('record-milestone'), milestone: fc.constantFrom(...MILESTONES) }),
  fc.record({ kind: kind('pause-clock'), clock: word }),
  fc.record({ kind: kind('resume-clock'), clock: word }),
  fc.record({ kind: kind('extend-clock'), clock: word, due: moment }),
  fc.record({
    kind: kind('close-case'),
    reason: fc.constantFrom('duplicate' as const, 'nothing-to-answer' as const),
  }),
  fc.record({
    kind: kind('receive-appeal'),
    item: fc.integer({ min: 1, max: 3 }),
    from: fc.constantFrom('uploader' as const, 'notifier' as const),
    against: word.map(decisionId),
  }),
  fc.record({
    kind: kind('decide-appeal'),
    appeal: word.map(appealId),
    upheld: fc.boolean(),
    ground,
  }),
);

interface Signed {
  readonly number: number;
  readonly asked: Asked;
  readonly by: string;
  readonly at: Instant;
  readonly id: string;
}

const anySigned: fc.Arbitrary<Signed> = fc.record({
  number: fc.integer({ min: 1, max: 3 }),
  asked: anyAsked,
  by: word,
  at: moment,
  id: word,
});

const textOf = ({ number, asked, by, at, id }: Signed): string =>
  actPayload(caseNumber(2026, number), asked, { by: personId(by), at, id: decisionId(id) });

/** What was signed, with the order of what is a set taken out. */
const meaningOf = ({ asked, ...rest }: Signed): string => {
  const sets = Object.entries(asked).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.toSorted() : value,
  ]);
  return JSON.stringify([Object.fromEntries(sets), rest.number, rest.by, rest.at, rest.id]);
};

describe('the text of a signed act', () => {
  test('is one line that names everything that counts', () => {
    expect(actPayload(NUMBER, JUDGED, ACT)).toBe(
      '{"v":"redress-act/1","act":"judge-notice","case":"R-26-0001","asks":{"missing":["contact","signature"]},' +
        '"by":"ara","at":"2026-11-20T00:00:00.000Z","id":"act-1"}',
    );
  });

  const [law] = lawsFor({ law: lawOf(FORTY_EIGHT), level: 'L0' });
  if (law === undefined) throw new Error('no law');
  test.each([
    [{ kind: 'complete-notice', stated: ['signature', 'contact'] }, { stated: ['contact', 'signature'] }],
    [
      { kind: 'withdraw-law', regime: 'us-tida', reason: 'not-this-law' },
      { law: 'us-tida', reason: 'not-this-law' },
    ],
    [
      { kind: 'apply-law', law },
      { law: 'us-tida', edition: 'always' },
    ],
    [{ kind: 'answer-by-hand' }, {}],
    [
      { kind: 'record-milestone', milestone: 'uploader-told' },
      { milestone: 'uploader-told', at: 'now' },
    ],
    [
      { kind: 'record-milestone', milestone: 'uploader-told', reachedAt: T0 },
      { milestone: 'uploader-told', at: '2026-11-20T00:00:00.000Z' },
    ],
    [{ kind: 'pause-clock', clock: 'us-tida/remove' }, { clock: 'us-tida/remove' }],
    [{ kind: 'resume-clock', clock: 'us-tida/remove' }, { clock: 'us-tida/remove' }],
    [
      { kind: 'extend-clock', clock: 'us-tida/remove', due: T0 },
      { clock: 'us-tida/remove', due: '2026-11-20T00:00:00.000Z' },
    ],
    [{ kind: 'close-case', reason: 'duplicate' }, { reason: 'duplicate' }],
    [
      { kind: 'receive-appeal', item: 2, from: 'uploader', against: decisionId('hide-2') },
      { item: 2, from: 'uploader', against: 'hide-2' },
    ],
    [
      {
        kind: 'decide-appeal',
        appeal: appealId('appeal-1'),
        upheld: true,
        ground: { kind: 'terms', clause: '9' },
      },
      { appeal: 'appeal-1', upheld: true, ground: 'terms:9' },
    ],
  ] satisfies readonly (readonly [Asked, object])[])('names all that is asked: %j', (asked, asks) => {
    const text = JSON.parse(actPayload(NUMBER, asked, ACT)) as object;
    expect(text).toMatchObject({ act: asked.kind, case: NUMBER });
    expect(text).toHaveProperty('asks', asks);
  });

  test('does not depend on the order in which statements were named', () => {
    const turned: Asked = { kind: 'judge-notice', missing: ['contact', 'signature'] };
    expect(actPayload(NUMBER, turned, ACT)).toBe(actPayload(NUMBER, JUDGED, ACT));
  });

  test('is equal exactly when the act, its case, its person, its time and its id are', () => {
    fc.assert(
      fc.property(anySigned, anySigned, (one, other) => {
        expect(textOf(one) === textOf(other)).toBe(meaningOf(one) === meaningOf(other));
        expect(textOf(one)).not.toContain('\n');
      }),
      { numRuns: 500 },
    );
  });

  test('differs when any one member differs, however small the difference', () => {
    fc.assert(
      fc.property(
        anySigned,
        anySigned,
        fc.constantFrom('number', 'asked', 'by', 'at', 'id'),
        (one, other, member) => {
          const altered: Signed = { ...one, [member as 'by']: other[member as 'by'] };
          expect(textOf(altered) === textOf(one)).toBe(meaningOf(altered) === meaningOf(one));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('tells two deadlines within one second apart', () => {
    const due = (at: Instant): Asked => ({ kind: 'extend-clock', clock: 'uk/remove', due: at });
    expect(actPayload(NUMBER, due(T0), ACT)).not.toBe(actPayload(NUMBER, due(after(T0, 1)), ACT));
  });

  test('is never that of a decision or a release', () => {
    fc.assert(
      fc.property(anySigned, (one) => {
        const text = JSON.parse(textOf(one)) as { v: string };
        expect(text.v).toBe('redress-act/1');
        for (const other of [
          releasePayload(NUMBER, ACT),
          decisionPayload(NUMBER, [1], { ...ACT, act: 'hide', ground: { kind: 'terms', clause: '1' } }),
        ])
          expect(textOf(one)).not.toBe(other);
      }),
    );
  });
});
