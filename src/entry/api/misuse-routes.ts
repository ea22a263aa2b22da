// Misuse over the API: what looks like it, for a person to look at, and what a person does then with her signature. A notifier is named by a case
// that she sent: the desk knows her by a mark alone.
import { type Static, Type } from 'typebox';
import { type AskedOfNotifier, LIMIT_REASONS, type NotifierAct } from '../../domain/case/limiting.ts';
import { PATTERNS } from '../../domain/case/misuse.ts';
import type { CaseNumber } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { ok, type Result } from '../../domain/kernel/result.ts';
import { noticeJson, notifierActJson, patternJson, stepJson } from '../../domain/view/misuse-json.ts';
import { deskNow } from '../../workflow/desk-now.ts';
import { readPatterns } from '../../workflow/read-misuse.ts';
import {
  casesNamed,
  notifierOf,
  recordTold,
  stepOnNotifier,
  stepSigned,
  toldSigned,
} from '../../workflow/step-on-notifier.ts';
import { wordsFor } from '../../workflow/tell-notifiers.ts';
import { actBeside, moment, SIGNED, SIGNED_CODES, type Signing } from './acting.ts';
import { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { closed, MAX_PAGE, Moment, MomentOrNull, Next, NumberParams, oneOf, orNull } from './schemas.ts';
import { Piece, pieceOf, TextOrNull } from './schemas.ts';
import type { ApiDesk } from './wiring.ts';

const ACTING_OR_AUDITOR: Route['roles'] = ['reviewer', 'lead', 'auditor'];
const STEPS = ['warn', 'limit', 'lift'] as const;
const Numbers = Type.Array(Type.String());

const patterns = route({
  method: 'GET',
  path: '/v1/misuse',
  does: 'Patterns that look like misuse, the largest first, for a person to look at. A pattern proves nothing, and nothing follows from one by itself.',
  roles: ACTING_OR_AUDITOR,
  reads: 'misuse',
  codes: [],
  query: closed({
    days: Type.Integer({ minimum: 1, maximum: 365, default: 30, description: 'of so many last days' }),
    ...Piece.properties,
    casesAfter: Type.Integer({
      ...{ minimum: 0, maximum: 1_000_000, default: 0 },
      description: 'of each pattern the cases from there on: its `casesNext`',
    }),
  }),
  answer: Type.Object({
    at: Moment,
    patterns: Type.Array(
      Type.Object({
        kind: oneOf(PATTERNS),
        cases: Numbers,
        casesNext: Next,
        from: Moment,
        until: Moment,
        notifiers: Type.Integer({ description: 'that can be told apart' }),
        newcomers: Type.Integer(),
        outcomes: Type.Object({
          ...{ waiting: Type.Integer(), refused: Type.Integer() },
          ...{ acted: Type.Integer(), other: Type.Integer() },
        }),
        danger: Type.Integer({ description: 'how many speak of danger: look at these first' }),
      }),
    ),
    next: Next,
  }),
  handle: async ({ query: { days, casesAfter, ...asked } }, desk) => {
    const now = await deskNow(desk);
    const { piece, next } = pieceOf((await readPatterns(days, now, desk)).map(patternJson), asked);
    const shown = piece.map(({ cases, ...pattern }) => {
      const some = pieceOf(cases, { limit: MAX_PAGE, after: casesAfter });
      return { ...pattern, cases: some.piece, casesNext: some.next };
    });
    return { body: { at: utc(now), patterns: shown, next } };
  },
});

const acts = route({
  method: 'GET',
  path: '/v1/misuse/acts',
  does: 'Who was warned or limited, why, until when, and whether she was told: until then it changes nothing. The first first.',
  roles: ACTING_OR_AUDITOR,
  reads: 'misuse-acts',
  codes: [],
  query: Piece,
  answer: Type.Object({
    at: Moment,
    acts: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: oneOf(STEPS),
        cases: Numbers,
        reason: TextOrNull,
        by: Type.String(),
        at: Moment,
        until: MomentOrNull,
        told: orNull(Type.Object({ at: Moment, how: oneOf(['mail', 'person']) })),
        holds: Type.Boolean({ description: 'a limit that holds now' }),
      }),
    ),
    next: Next,
  }),
  handle: async ({ query }, desk) => {
    const now = await deskNow(desk);
    const all = await desk.notifiers.acts();
    const names = new Map((await desk.people.list()).map(({ id, name }) => [id, name]));
    const { piece, next } = pieceOf(all, query);
    const shown = piece.map((act) => notifierActJson(act, names.get(act.by) ?? act.by, all, now));
    return { body: { at: utc(now), acts: shown, next } };
  },
});

const notifier = route({
  method: 'GET',
  path: '/v1/cases/:number/notifier',
  does: 'The mark of whoever sent a notice, which a step on her signs, and what became of each of her notices. Null where she cannot be told from others.',
  roles: ACTING_OR_AUDITOR,
  reads: 'notifier',
  codes: ['case.unknown'],
  params: NumberParams,
  query: Piece,
  answer: Type.Object({
    notifier: TextOrNull,
    notices: Type.Array(
      Type.Object({
        number: Type.String(),
        receivedAt: Moment,
        outcome: oneOf(['waiting', 'refused', 'acted', 'other']),
        danger: Type.String(),
      }),
    ),
    next: Next,
  }),
  handle: async ({ params, query }, { notifiers }) => {
    const notice = await notifiers.notice(numberIn(params));
    if (notice === undefined) throw new Problem('case.unknown', 'There is no case of that number.');
    const { case: id, notifier: mark } = notice;
    const { piece, next } = pieceOf(mark === null ? [] : await notifiers.noticesOf(mark), query);
    return { body: { notifier: mark, notices: piece.map(noticeJson), next }, case: id };
  },
});

const Cases = Type.Array(NumberParams.properties.number, {
  ...{ maxItems: MAX_PAGE, uniqueItems: true },
  description: 'notices of hers, each refused by a person; with the case of the address at least three',
});
const Reason = oneOf(LIMIT_REASONS);
const Steps = Type.Union([
  closed({ kind: Type.Literal('warn'), cases: Cases, reason: Reason }),
  closed({ kind: Type.Literal('limit'), cases: Cases, reason: Reason, until: Moment }),
  closed({ kind: Type.Literal('lift') }),
]);

const step = route({
  method: 'POST',
  path: '/v1/cases/:number/notifier',
  does: 'Warn whoever sent this notice, limit her for a time, or lift her limit. It holds from when she was told: by mail, or by a person with the words of the answer.',
  roles: ['reviewer', 'lead'],
  reads: null,
  codes: [
    ...SIGNED_CODES,
    ...(['case.unknown', 'notifier.not-known', 'notifier.proven', 'notifier.not-limited'] as const),
    ...(['notifier.too-few', 'notifier.not-refused', 'notifier.limited'] as const),
    ...(['notifier.bad-end', 'notifier.not-warned', 'decision.replayed'] as const),
  ],
  params: NumberParams,
  body: closed({ ...SIGNED, asks: Steps }),
  answer: Type.Object({
    id: Type.String(),
    kind: oneOf(STEPS),
    cases: Numbers,
    byMail: Type.Boolean({ description: 'false: no mail may reach her, and a person tells her' }),
    tell: Type.String({ description: 'the words, in her language' }),
  }),
  handle: (asked, desk) => {
    const number = numberIn(asked.params);
    const { asks } = asked.body;
    return actBeside(asked, desk, ['notifier', number], {
      run: (signing) => takeStep(number, asks, signing, desk),
      recorded: async ({ act, signature }) => {
        const made = await stepSigned(act.id, signature, desk);
        return made && answerOf(made, desk);
      },
    });
  },
});

async function takeStep(
  number: CaseNumber,
  asks: Static<typeof Steps>,
  { now, ...signed }: Signing,
  desk: ApiDesk,
): Promise<Result<object>> {
  const her = await notifierOf(number, desk);
  if (!her.ok) return her;
  const made = await stepOnNotifier(askedOf(number, asks, her.value), signed, now, desk);
  return made.ok ? ok(await answerOf(made.value, desk)) : made;
}

const askedOf = (number: CaseNumber, asks: Static<typeof Steps>, mark: string): AskedOfNotifier => ({
  ...{ kind: asks.kind, notifier: mark },
  cases: casesNamed(
    number,
    asks.kind === 'lift' ? [] : asks.cases.map((one) => one.toUpperCase() as CaseNumber),
  ),
  reason: asks.kind === 'lift' ? null : asks.reason,
  until: asks.kind === 'limit' ? moment(asks.until) : null,
});

const answerOf = async (made: NotifierAct, { cases }: ApiDesk) => stepJson(made, await wordsFor(made, cases));

const numberIn = ({ number }: NumberParams): CaseNumber => number.toUpperCase() as CaseNumber;

const told = route({
  method: 'PUT',
  path: '/v1/misuse/acts/:act/told',
  does: 'Say that you told a notifier yourself of what was done.',
  roles: ['reviewer', 'lead'],
  reads: null,
  codes: [...SIGNED_CODES, 'notifier.told'],
  params: closed({ act: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }),
  body: closed(SIGNED),
  answer: Type.Object({ told: Type.String() }),
  handle: (asked, desk) => {
    const of = asked.params.act;
    return actBeside(asked, desk, ['told', of], {
      run: async ({ now, ...signed }) => {
        const done = await recordTold(of, signed, now, desk);
        return done.ok ? ok({ told: of }) : done;
      },
      recorded: async ({ act, signature }, by) =>
        (await toldSigned(of, { ...act, by }, signature, desk)) ? { told: of } : undefined,
    });
  },
});

export const MISUSE_ROUTES: readonly Route[] = [patterns, acts, notifier, step, told];
