// What every act over the API has in common: it belongs to a person who signed it with her key, it is about what she has seen, and the same
// request sent twice is done once.
import { type Static, Type } from 'typebox';
import type { Case } from '../../domain/case/case.ts';
import { type CaseNumber, decisionId, type DecisionId } from '../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { refuse, type Result } from '../../domain/kernel/result.ts';
import type { Cases } from '../../ports/cases.ts';
import type { Person } from '../../ports/people.ts';
import { actOnce } from '../../workflow/act-once.ts';
import { signingTime } from '../../workflow/desk-now.ts';
import { seenAt } from '../../workflow/seen-version.ts';
import type { SignedRequest } from '../../workflow/take-act.ts';
import { caseOf } from './case-routes.ts';
import { Problem, refused } from './problems.ts';
import type { Answer, Asked, Route } from './route.ts';
import { closed, MAX_ITEMS, type NumberParams } from './schemas.ts';
import type { ApiDesk } from './wiring.ts';

/** Id, time and signature of an act: what her tool made beside what she asks. */
export const SIGNED = {
  id: Type.String({ pattern: '^[0-9a-f-]{36}$', description: 'a fresh UUID: an act of this id counts once' }),
  at: Type.String({ format: 'date-time', description: 'when she signed; at most ten minutes ago' }),
  signature: Type.String({
    pattern: '^[A-Za-z0-9+/]{86}==$',
    description: 'Ed25519 over the payload of docs/operations/api.md, base64',
  }),
};

export const Items = Type.Array(Type.Integer({ minimum: 1 }), {
  minItems: 1,
  maxItems: MAX_ITEMS,
  uniqueItems: true,
});
export const Ground = Type.Union([
  closed({ kind: Type.Literal('law'), regime: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) }),
  closed({ kind: Type.Literal('terms'), clause: Type.String({ minLength: 1, maxLength: 80 }) }),
]);

/** What is said after an act: nothing of what the case holds. */
export const Done = Type.Object({
  number: Type.String(),
  version: Type.Integer(),
  act: Type.String(),
  status: Type.String(),
});

export const ACT_CODES: Route['codes'] = [
  'case.unknown',
  'case.changed',
  'case.no-version',
  'idempotency.missing',
  'idempotency.reused',
  'token.no-person',
  'decision.signature',
  'decision.stale',
  'clock.wall-behind',
];

/** What a verb is called with. */
export interface Acting {
  readonly case: SignedRequest['case'];
  readonly number: CaseNumber;
  /** Who signs, by name. */
  readonly person: string;
  readonly act: { readonly id: DecisionId; readonly at: Instant };
  readonly signature: string;
  readonly now: Instant;
  /** The desk; its cases are those she has seen. */
  readonly desk: ApiDesk;
}

type AskedAct = Asked<NumberParams, unknown, Readonly<Record<keyof typeof SIGNED, string>>>;

/** @param seen false for what may be done without having read the case  @param run the verb */
export async function act(
  asked: AskedAct,
  desk: ApiDesk,
  what: string,
  run: (acting: Acting) => Promise<Result<Case>>,
  seen = true,
): Promise<Answer> {
  const { key, version, body, params, token } = asked;
  if (key === undefined)
    throw new Problem('idempotency.missing', 'Send an Idempotency-Key: a fresh UUID for each act.');
  const hers = (await desk.people.list()).filter(({ id }) => id === token.person);
  if (hers.length === 0) throw new Problem('token.no-person', 'This token belongs to nobody who can sign.');
  const { id, state } = await caseOf(params.number, desk);
  if (seen && version === undefined)
    throw new Problem('case.no-version', 'Send If-Match with the ETag of the case as you read it.');
  const now = await signingTime(desk);
  if (!now.ok) throw refused(now.error);
  const cases: Cases = seen && version !== undefined ? seenAt(desk.cases, version) : desk.cases;
  const { at, signature } = body;
  const signed = { id: decisionId(body.id), at: instant(Date.parse(at)) };
  const done = await actOnce(
    {
      ...{ case: id, act: { id: signed.id, signature } },
      key: { token: token.id, key },
      request: desk.digests.sha256(JSON.stringify([what, state.number, body])),
    },
    () =>
      withAnyKey(hers, (person) =>
        run({
          ...{ case: id, number: state.number ?? ('' as CaseNumber), person },
          ...{ act: signed, signature, now: now.value, desk: { ...desk, cases } },
        }),
      ),
    (after) => ({ number: after.number, version: after.version, act: what, status: after.status }),
    now.value,
    desk,
  );
  if (!done.ok) throw refused(done.error);
  const { version: after } = done.value as Static<typeof Done>;
  return { body: done.value, headers: { etag: `"${after}"` } };
}

/** A person may have several keys, each under a name of its own: whichever she signed with counts. */
async function withAnyKey(
  hers: readonly Person[],
  run: (name: string) => Promise<Result<Case>>,
): Promise<Result<Case>> {
  let done: Result<Case> = refuse('decision.signature', 'she has no key here');
  for (const { name } of hers) {
    done = await run(name);
    if (done.ok || done.error.code !== 'decision.signature') return done;
  }
  return done;
}

/** A moment of a body, whose form was checked. */
export const moment = (text: string): Instant => instant(Date.parse(text));
