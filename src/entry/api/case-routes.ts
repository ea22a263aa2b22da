// One case, and what happened in it. The version that is read stands in the ETag.
import { Type } from 'typebox';
import type { Case } from '../../domain/case/case.ts';
import type { CaseId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import type { Item } from '../../domain/case/item.ts';
import { caseJson, itemJson } from '../../domain/view/case-json.ts';
import { CaseShape, EventShape } from './case-shape.ts';
import { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { closed, Limit, MAX_PAGE, Next, NumberParams, Piece, pieceOf } from './schemas.ts';
import type { ApiDesk } from './wiring.ts';

/** Copies that come with their item; the others have a route of their own. */
const COPIES_SHOWN = 50;

const one = route({
  method: 'GET',
  path: '/v1/cases/:number',
  does: 'One case as it stands, with its items page by page.',
  roles: ['reader', 'reviewer', 'lead', 'auditor'],
  reads: 'case',
  codes: ['case.unknown'],
  params: NumberParams,
  query: closed({ ...Piece.properties, limit: { ...Limit, default: MAX_PAGE } }),
  answer: CaseShape,
  handle: async ({ params: { number }, query }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const { version, claim } = state;
    const { piece, next } = pieceOf(state.items, query);
    const body = {
      ...caseJson(state),
      items: piece.map(shown),
      next,
      version,
      claim: claim === null ? null : { by: claim.by, until: utc(claim.until) },
    };
    return { body, case: id, headers: { etag: `"${version}"` } };
  },
});

function shown(item: Item): object {
  const { copies, ...rest } = itemJson(item);
  const { piece, next } = pieceOf(copies, { limit: COPIES_SHOWN, after: 0 });
  return { ...rest, copies: piece, copiesNext: next };
}

const events = route({
  method: 'GET',
  path: '/v1/cases/:number/events',
  does: 'What happened in a case, in order.',
  roles: ['reviewer', 'lead', 'auditor'],
  reads: 'events',
  codes: ['case.unknown'],
  params: NumberParams,
  query: Piece,
  answer: Type.Object({ events: Type.Array(EventShape), next: Next }),
  handle: async ({ params: { number }, query }, desk) => {
    const id = await desk.cases.byNumber(number);
    if (id === undefined) throw noCase();
    const { limit, after } = query;
    // Numbered densely from 1: behind the event n come those after n. One more than the piece says whether there is a next.
    const found = await desk.cases.historyAfter(id, after, limit + 1);
    const piece = found.slice(0, limit).map((event) => ({ ...event, at: utc(event.at) }));
    return { body: { events: piece, next: found.length > limit ? after + limit : null }, case: id };
  },
});

const noCase = (): Problem => new Problem('case.unknown', 'There is no case of that number.');

/** Throws `case.unknown`, also for a number that only another desk has. */
export async function caseOf(
  number: string,
  { cases }: ApiDesk,
): Promise<{ readonly id: CaseId; readonly state: Case }> {
  const id = await cases.byNumber(number);
  const state = id === undefined ? undefined : await cases.load(id);
  if (id === undefined || state === undefined) throw noCase();
  return { id, state };
}

export const CASE_ROUTES: readonly Route[] = [one, events];
