// Deciding on items of a case over the API. One signed act over several cases is sent once for each of them, with the version of each that she read.
import { type Static, Type } from 'typebox';
import { type Case, itemAt } from '../../domain/case/case.ts';
import { type DecisionTerms, SPARE_REASONS } from '../../domain/case/decision-terms.ts';
import { type CaseNumber, copyId } from '../../domain/kernel/ids.ts';
import { ok, refuse, type Result } from '../../domain/kernel/result.ts';
import { decideItems } from '../../workflow/decide-items.ts';
import { act, ACT_CODES, type Acting, Done, Ground, GROUND_CODES, Items, moment, SIGNED } from './acting.ts';
import { caseOf } from './case-routes.ts';
import { type Route, route } from './route.ts';
import { closed, NumberParams, oneOf } from './schemas.ts';
import type { ApiDesk } from './wiring.ts';

const MAX_CASES = 200;
const MAX_SPARES = 1_000;

const Terms = Type.Object({
  although: Type.Optional(Type.Literal('only-to-keep')),
  list: Type.Optional(
    Type.Array(closed({ number: NumberParams.properties.number, items: Items }), {
      ...{ minItems: 1, maxItems: MAX_CASES },
      description: 'every case of one act that was signed over several, this one among them',
    }),
  ),
  until: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'hide for now, and decide by then, where a law says so',
    }),
  ),
  spares: Type.Optional(
    Type.Array(closed({ copy: Type.String({ maxLength: 400 }), why: oneOf(SPARE_REASONS) }), {
      ...{ minItems: 1, maxItems: MAX_SPARES },
      description: 'copies that it leaves alone',
    }),
  ),
});
type Terms = Static<typeof Terms>;

const decisions = route({
  method: 'POST',
  path: '/v1/cases/:number/decisions',
  does: 'Hide, refuse or destroy items of a case, or undo a hide: one signature, all of them or none.',
  roles: ['reviewer', 'lead'],
  reads: null,
  codes: [
    ...ACT_CODES,
    ...GROUND_CODES,
    ...(['claim.held', 'item.unknown', 'item.not-located', 'item.already-decided', 'copy.unknown'] as const),
  ],
  params: NumberParams,
  body: closed({
    ...SIGNED,
    act: oneOf(['hide', 'refuse', 'destroy', 'restore']),
    items: Items,
    ground: Ground,
    ...Terms.properties,
  }),
  answer: Done,
  handle: (asked, desk) => {
    const { act: what, items, ground } = asked.body;
    const terms = termsOf(asked.body);
    return act(asked, desk, what, async ({ act: signed, now, desk: seen, ...rest }) => {
      const stray = await strayCopy(terms, { number: rest.number, items }, seen);
      if (!stray.ok) return stray;
      return decideItems({ ...rest, items, decision: { ...signed, act: what, ground, ...terms } }, now, seen);
    });
  },
});

const termsOf = ({ although, list, spares, until }: Terms): DecisionTerms => ({
  ...(although === undefined ? {} : { although }),
  ...(list === undefined ? {} : { list: list.map((one) => ({ ...one, number: one.number as CaseNumber })) }),
  ...(until === undefined ? {} : { provisional: { until: moment(until) } }),
  ...(spares === undefined ? {} : { spares: spares.map((one) => ({ ...one, copy: copyId(one.copy) })) }),
});

type Listed = NonNullable<DecisionTerms['list']>[number];

/** A copy whose id is mistyped would be hidden with the others. */
async function strayCopy(
  { spares = [], list }: DecisionTerms,
  here: Listed,
  desk: Acting['desk'],
): Promise<Result<undefined>> {
  if (spares.length === 0) return ok(undefined);
  const known = new Set<string>();
  for (const one of list ?? [here]) for (const id of copiesOf(await stateOf(one, desk), one)) known.add(id);
  return spares.every(({ copy }) => known.has(copy))
    ? ok(undefined)
    : refuse('copy.unknown', 'a copy that is to be left alone belongs to none of these items');
}

const stateOf = async ({ number }: Listed, desk: ApiDesk): Promise<Case> =>
  (await caseOf(number, desk)).state;
const copiesOf = (state: Case, { items }: Listed): readonly string[] =>
  items.flatMap((item) => itemAt(state, item)?.copies.map(({ copy }) => copy.id) ?? []);

export const DECIDE_ROUTES: readonly Route[] = [decisions];
