// No word that anybody wrote reaches anybody by a mail of the desk. Every text of a case is replaced by a canary, wherever it stands, and every
// mail there is composed of it: none sings. A new composer of mails fails here until it is among them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  acted,
  appeals,
  AUTHORITY,
  decides,
  found,
  locatedAs,
  looked,
  opened,
  play,
  replied,
  rules,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import type { Case } from '../case/case.ts';
import type { FurtherLetter } from '../case/further-letter.ts';
import { DELAY_REASONS } from '../case/further-letter.ts';
import type { LetterState } from '../case/joined-letters.ts';
import { appealId, letterId, taskId } from '../kernel/ids.ts';
import { composeAcknowledgement, composeJoinedAcknowledgement } from './acknowledgement.ts';
import { composeAsking } from './asking.ts';
import { replyCsv } from './csv.ts';
import { composeFurther, type Recipient } from './further.ts';
import { composeReply, type ReplyLetter } from './letter.ts';

const TASK = taskId('task-1');
const DOMAIN = 'redress.example';
/** A name, a school, a room, a picture: Korean and Latin letters, so that no pattern takes it for something else. */
const CANARY = '민지canary메이플고등학교';

/**
 * Values out of a closed list, which nobody can write words into. Everything else that is a text is a canary: also what the desk itself made,
 * such as an id, since none of it belongs into a mail.
 */
const TYPED: readonly string[] = [
  ...['kind', 'word', 'how', 'status', 'level', 'act', 'why', 'reason', 'platform', 'via', 'stays', 'upheld'],
  ...[
    'languages',
    'language',
    'code',
    'unread',
    'measures',
    'asks',
    'pace',
    'ends',
    'from',
    'mark',
    'alarms',
  ],
  ...[
    'blind',
    'missing',
    'key',
    'needs',
    'number',
    'duty',
    'milestone',
    'targetOf',
    'done',
    'outcome',
    'items',
  ],
];

/** The same with a canary in the place of every text; a link stays one, with canaries for its site and its room. */
function withCanaries(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    if (TYPED.includes(name)) return value;
    return name === 'link' ? `https://${CANARY}.example/r/${CANARY}/m/7` : CANARY;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => withCanaries(one, name));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withCanaries(one, key)]));
}

const poisoned = (state: Case): Case => withCanaries(state) as Case;

const rejected = [
  { number: 9, text: 'https://chat.example/r/maple...', code: 'locator.malformed' as const },
  { number: null, text: '=maple', code: 'locator.ambiguous' as const },
];

/** One case for each result word, and one that is back. */
function cases(language: 'ko' | 'en'): readonly Case[] {
  const with_ = (...rest: Parameters<typeof play> extends [Case, ...infer C] ? C : never) =>
    play(opened({ languages: [language], rejected, level: 'L1' }), ...rest);
  const hide = [found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1')];
  const kept = opened({ languages: [language], kind: 'preservation', measures: ['preserve'] });
  return [
    with_(...hide, looked(1, 'c1', 'gone'), swept(1)),
    with_(found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1', 1, 'given-up'), swept(1)),
    with_(found(1, 'c1'), decides(1, 'refuse')),
    with_(locatedAs(1, { kind: 'gone' })),
    with_(locatedAs(1, { kind: 'not-found' })),
    with_(locatedAs(1, { kind: 'not-ours' })),
    with_(locatedAs(1, { kind: 'container' })),
    play(kept, found(1, 'c1')),
    with_(found(1, 'c1'), decides(1, 'refuse'), replied(1), appeals(1, 'refuse-1', 'notifier'), rules(false)),
  ].map((state) => poisoned(withOther(state)));
}

/** A place on any other site as well, whose address bears a name; and grounds that somebody wrote. */
function withOther(state: Case): Case {
  const [first] = state.items;
  if (first === undefined) return state;
  const listed = { ...first.listed, locator: { platform: 'other' as const, link: 'https://x.example/7' } };
  const ended = { word: 'refused' as const, ground: { kind: 'terms' as const, clause: 'x' } };
  const byLaw = { word: 'refused' as const, ground: { kind: 'law' as const, regime: 'x' } };
  const settled = first.result === null ? {} : { result: ended };
  const also = first.result === null ? {} : { result: byLaw };
  return {
    ...state,
    items: [first, { ...first, index: 2, listed, ...settled }, { ...first, index: 3, listed, ...also }],
  };
}

const RECIPIENTS: readonly Recipient[] = [
  { kind: 'body', authority: AUTHORITY },
  { kind: 'claim', to: 'somin@post.example', answers: '<1@post.example>' },
];

const furtherLetters: readonly FurtherLetter[] = [
  ...DELAY_REASONS.map((reason) => ({ kind: 'delay' as const, reason, until: T0 })),
  { kind: 'back', items: [{ item: 1, reopened: 3 }] },
  { kind: 'objection-kept', appeal: appealId(CANARY) },
  { kind: 'end', why: 'seen-gone', edition: 1 },
  { kind: 'end', why: 'nothing-to-answer', edition: 0 },
];

const TOLD = {
  kind: 'yes',
  to: 'somin@post.example',
  messageId: '<1@post.example>',
  offsetMinutes: null,
} as const;

const joined = withCanaries({
  letter: letterId('later'),
  receivedAt: T0,
  sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
  kind: 'follow-up',
  documentNumber: null,
  asks: ['objection'],
  withdraws: [],
  unclear: false,
  replyBy: null,
  language: 'ko',
  seq: 1,
  acknowledged: { kind: 'owed' },
}) as LetterState;

/** Every mail of the desk to a notifier, by the name of what composes it. Her own number is repeated to a proven body, which wrote it. */
const COMPOSERS: Readonly<Record<string, (state: Case) => readonly (ReplyLetter | undefined)[]>> = {
  composeReply: (state) => {
    const until = new Map(state.items.map(({ index }) => [index, T0]));
    return [valueOf(composeReply(unnumbered(state), AUTHORITY, DOMAIN, 1, TASK, until))];
  },
  composeAcknowledgement: (state) => [
    valueOf(composeAcknowledgement(unnumbered(state), TOLD, TASK, DOMAIN)),
    valueOf(composeAcknowledgement(asClaim(state), TOLD, TASK, DOMAIN)),
  ],
  composeJoinedAcknowledgement: (state) => [
    valueOf(composeJoinedAcknowledgement(state, joined, TOLD, TASK, DOMAIN)),
  ],
  composeFurther: (state) =>
    furtherLetters.flatMap((says) =>
      RECIPIENTS.map((recipient) => valueOf(composeFurther(state, says, recipient, DOMAIN, TASK))),
    ),
  composeAsking: (state) =>
    [true, false].flatMap((again) =>
      RECIPIENTS.map((recipient) => valueOf(composeAsking(asked(state), again, recipient, DOMAIN, TASK))),
    ),
};

const valueOf = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false },
): T | undefined => (result.ok ? result.value : undefined);
const unnumbered = (state: Case): Case => ({
  ...state,
  notice: state.notice && {
    ...state.notice,
    reading: { ...state.notice.reading, documentNumber: null },
  },
});
/** Whatever number she gave her letter: nobody knows that it was her. */
const asClaim = (state: Case): Case => ({
  ...state,
  notice: state.notice && { ...state.notice, sender: { ...state.notice.sender, level: 'L0' } },
});
const asked = (state: Case): Case => ({
  ...state,
  asking: {
    missing: ['contact'],
    items: [1, 2],
    until: T0,
    remind: T0,
    since: T0,
    seq: 1,
    clocks: [],
  } as never,
});

describe('no canary sings', () => {
  test.each(Object.entries(COMPOSERS))('in %s', (_, compose) => {
    for (const language of ['ko', 'en'] as const) {
      const mails = cases(language).flatMap((state) => compose(state).filter((mail) => mail !== undefined));
      expect(mails.length).toBeGreaterThan(5);
      for (const mail of mails) {
        const { to: _to, ...said } = mail;
        expect(JSON.stringify(said)).not.toMatch(/canary|민지|메이플|maple/);
        expect(mail.text.length).toBeGreaterThan(50);
      }
    }
  });

  test('in the table beside the answer', () => {
    const tables = (['ko', 'en'] as const).flatMap((language) =>
      cases(language).flatMap((state) => valueOf(replyCsv(state, 1)) ?? []),
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { text, name } of tables) expect(`${name}${text}`).not.toMatch(/canary|민지|메이플|maple/);
  });

  test('and every composer of this folder was asked', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => /(?<!\.test)\.ts$/.test(file));
    const composers = files.flatMap((file) => {
      const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
      return [...text.matchAll(/export (?:const|function) (compose\w+)/g)].map(([, name = '']) => name);
    });
    expect(composers.toSorted()).toEqual(Object.keys(COMPOSERS).toSorted());
  });
});
