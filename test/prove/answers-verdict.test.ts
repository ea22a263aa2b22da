// What the verdict of prove/answers.ts says of facts that are as they must be, and of each way in which they may not be.
import { describe, expect, test } from 'vitest';
import type { SeededItem } from '../../messenger/seed.ts';
import { type AskedLetter, BODIES } from '../../prove/rig/answers-plan.ts';
import type { ShownEvent } from '../../prove/rig/answers-record.ts';
import type { Delivery } from '../../prove/rig/answers-sink.ts';
import { type AnswerFacts, judgeAnswers } from '../../prove/rig/answers-verdict.ts';
import type { Wish } from '../../prove/rig/plan.ts';

const [BODY] = BODIES as readonly [(typeof BODIES)[number]];
const ID = '<R-26-0001.reply.1.task@desk.example>';
const KILLED_AT = 150;

const item = (messageId: number): SeededItem => ({
  ...{ permalink: `/m/${messageId}`, messageId, blob: `b${messageId}`, sha256: '', kind: 'picture' },
  copies: [
    { how: 'original', messageId, blob: `b${messageId}`, room: 'maple' },
    { how: 'forward', messageId: messageId + 1, blob: `b${messageId}`, room: 'pine' },
  ],
});

const letter = (documentNumber: string, reviewed: boolean, ...wishes: readonly Wish[]): AskedLetter => ({
  ...{ documentNumber, reviewed, repeated: false, body: BODY },
  items: wishes.map((wish, at) => ({ wish, item: item(at * 10 + 10) })),
});

const decided = (seq: number, position: number, act: string): ShownEvent => ({
  ...{ seq, kind: 'item-decided', item: position, decision: { id: `d${position}`, act } },
});
const told = (account: string): ShownEvent => ({
  ...{ seq: 5, kind: 'reasons-sent', item: 1, decision: 'd1', account, outcome: 'told' },
});
const mail = (changes: Partial<Delivery> = {}): Delivery => ({
  ...{ at: 100, to: [BODY.addresses[0]], messageId: ID, text: 'about A-1', digest: 'x', rows: 2 },
  answered: true,
  ...changes,
});

const [ASKED, LEFT] = [letter('A-1', true, 'hide', 'refuse'), letter('B-2', false, 'leave')];
const shown = (number: string, documentNumber: string, status: string) => ({
  ...{ number, documentNumber, status, needs: 'nothing' },
});
const EVENTS: readonly ShownEvent[] = [
  decided(2, 1, 'hide'),
  decided(3, 2, 'refuse'),
  { seq: 4, kind: 'reply-sent', messageId: ID, edition: 1 },
  told('7'),
  told('8'),
];
const FACTS: AnswerFacts = {
  letters: [ASKED, LEFT],
  cases: [
    { letter: ASKED, shown: shown('R-26-0001', 'A-1', 'answered'), events: EVENTS },
    { letter: LEFT, shown: shown('R-26-0002', 'B-2', 'open'), events: [] },
  ],
  deliveries: [mail()],
  kills: [KILLED_AT],
  notices: ['7', '8'],
  authors: new Map([
    [10, '7'],
    [11, '8'],
  ]),
};

/** The facts with other events of the answered case. */
const recording = (events: readonly ShownEvent[]): AnswerFacts => {
  const [first, ...rest] = FACTS.cases;
  return { ...FACTS, cases: first === undefined ? rest : [{ ...first, events }, ...rest] };
};

describe('the verdict on answers', () => {
  test('passes what is as it must be, and the same mail again after a kill or a broken hand-over', () => {
    expect(judgeAnswers(FACTS)).toMatchObject({
      ...{ passed: true, letters: 2, decisions: 2, answers: 1, notices: 2, repeats: 0 },
    });
    const again = { ...FACTS, deliveries: [mail(), mail({ at: 200 })] };
    expect(judgeAnswers(again)).toMatchObject({ passed: true, answers: 1, repeats: 1 });
    const broken = { ...FACTS, kills: [], deliveries: [mail({ answered: false }), mail({ at: 200 })] };
    expect(judgeAnswers(broken)).toMatchObject({ passed: true, answers: 1, repeats: 1 });
  });

  const other = '<R-26-0001.reply.1.other@desk.example>';
  const acknowledged = (id: string) => mail({ messageId: `<R-26-0001.receipt.${id}@desk.example>` });
  const lies: readonly (readonly [string, string, AnswerFacts])[] = [
    ['nobody answered', 'unanswered', { ...FACTS, deliveries: [] }],
    ['recorded and never sent', 'recordDiffers', { ...FACTS, deliveries: [] }],
    [
      'answered under two Message-IDs',
      'answeredTwice',
      { ...FACTS, deliveries: [mail(), mail({ messageId: other })] },
    ],
    [
      'one Message-ID over two texts',
      'answeredTwice',
      { ...FACTS, deliveries: [mail(), mail({ at: 200, digest: 'y' })] },
    ],
    [
      'the same mail again for no reason',
      'repeatsWithoutCause',
      { ...FACTS, deliveries: [mail(), mail({ at: 140 })] },
    ],
    [
      'answered where nobody decided',
      'answeredUnasked',
      { ...FACTS, deliveries: [mail(), mail({ messageId: other, text: 'about B-2' })] },
    ],
    [
      'answered to somebody else',
      'wrongAnswers',
      { ...FACTS, deliveries: [mail({ to: ['who@else.example'] })] },
    ],
    ['with a row missing', 'wrongAnswers', { ...FACTS, deliveries: [mail({ rows: 1 })] }],
    ['sent and not recorded', 'recordDiffers', recording(EVENTS.filter(({ kind }) => kind !== 'reply-sent'))],
    [
      'recorded twice',
      'recordDiffers',
      recording([...EVENTS, { seq: 9, kind: 'reply-sent', messageId: ID }]),
    ],
    ['decided twice', 'wrongDecisions', recording([...EVENTS, decided(9, 1, 'hide')])],
    ['decided otherwise', 'wrongDecisions', recording([decided(2, 1, 'refuse'), ...EVENTS.slice(1)])],
    ['not decided', 'wrongDecisions', recording(EVENTS.slice(1))],
    ['a letter lost', 'notOneCase', { ...FACTS, cases: FACTS.cases.slice(0, 1) }],
    [
      'acknowledged twice',
      'acknowledgedTwice',
      { ...FACTS, deliveries: [mail(), acknowledged('1'), acknowledged('2')] },
    ],
    ['somebody not told', 'noticesMissing', { ...FACTS, notices: ['7'] }],
    ['somebody told twice', 'noticesTwice', { ...FACTS, notices: ['7', '8', '8'] }],
    ['told, and the record does not know', 'noticesNotInRecord', recording(EVENTS.slice(0, -1))],
  ];
  test.each(lies)('names it: %s', (_, list, facts) => {
    const verdict = judgeAnswers(facts);
    expect(verdict.passed).toBe(false);
    expect(verdict[list as keyof typeof verdict]).not.toEqual([]);
  });
});
