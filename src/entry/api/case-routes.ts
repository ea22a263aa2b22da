// One case, and what happened in it. The version that is read stands in the ETag.
import { Type } from 'typebox';
import type { Case } from '../../domain/case/case.ts';
import type { CaseId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import { CaseShape, EventShape } from './case-shape.ts';
import { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { closed, Limit, NumberParams, orNull } from './schemas.ts';
import type { ApiDesk } from './wiring.ts';

const one = route({
  method: 'GET',
  path: '/v1/cases/:number',
  does: 'One case as it stands.',
  roles: ['reader', 'reviewer', 'lead', 'auditor'],
  reads: 'case',
  codes: ['case.unknown'],
  params: NumberParams,
  answer: CaseShape,
  handle: async ({ params: { number } }, desk) => {
    const { id, state } = await caseOf(number, desk);
    const { version, claim } = state;
    const body = {
      ...caseJson(state),
      version,
      claim: claim === null ? null : { by: claim.by, until: utc(claim.until) },
    };
    return { body, case: id, headers: { etag: `"${version}"` } };
  },
});

const events = route({
  method: 'GET',
  path: '/v1/cases/:number/events',
  does: 'What happened in a case, in order.',
  roles: ['reviewer', 'lead', 'auditor'],
  reads: 'events',
  codes: ['case.unknown'],
  params: NumberParams,
  query: closed({ limit: Limit, after: Type.Integer({ minimum: 0, default: 0 }) }),
  answer: Type.Object({ events: Type.Array(EventShape), next: orNull(Type.Integer()) }),
  handle: async ({ params: { number }, query: { limit, after } }, desk) => {
    const { id } = await caseOf(number, desk);
    const later = (await desk.cases.history(id)).filter(({ seq }) => seq > after);
    const page = later.slice(0, limit);
    const next = later.length > limit ? (page.at(-1)?.seq ?? null) : null;
    return { body: { events: page.map((event) => ({ ...event, at: utc(event.at) })), next }, case: id };
  },
});

/** Throws `case.unknown`, also for a number that only another desk has. */
export async function caseOf(
  number: string,
  { cases }: ApiDesk,
): Promise<{ readonly id: CaseId; readonly state: Case }> {
  const id = await cases.byNumber(number);
  const state = id === undefined ? undefined : await cases.load(id);
  if (id === undefined || state === undefined)
    throw new Problem('case.unknown', 'There is no case of that number.');
  return { id, state };
}

export const CASE_ROUTES: readonly Route[] = [one, events];
