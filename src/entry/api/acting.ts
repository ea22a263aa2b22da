// What every act over the API has in common: it belongs to a person who signed it with her key, it is about what she has seen, and the same
// request sent twice is done once.
import { type Static, Type } from 'typebox';
import type { Case } from '../../domain/case/case.ts';
import { type CaseNumber, decisionId, type DecisionId } from '../../domain/kernel/ids.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { refuse, type Result } from '../../domain/kernel/result.ts';
import type { Cases } from '../../ports/cases.ts';
import type { Person } from '../../ports/people.ts';
import { actOnce, once } from '../../workflow/act-once.ts';
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
  closed({
    kind: Type.Literal('law'),
    regime: Type.String({ pattern: '^[a-z0-9-]{1,80}$', description: 'a law of GET /v1/laws' }),
    article: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'of that law, as its file has it' }),
    ),
  }),
  closed({
    kind: Type.Literal('other-law'),
    law: Type.String({
      ...{ minLength: 4, maxLength: 120 },
      description:
        'a law that this desk does not know: its title and number, and nobody; whoever posted it reads it',
    }),
  }),
  closed({ kind: Type.Literal('terms'), clause: Type.String({ minLength: 1, maxLength: 80 }) }),
]);

/** What is said after an act: nothing of what the case holds. */
export const Done = Type.Object({
  number: Type.String(),
  version: Type.Integer(),
  act: Type.String(),
  status: Type.String(),
});

/** What every signed act may refuse. */
export const SIGNED_CODES: Route['codes'] = [
  'idempotency.missing',
  'idempotency.reused',
  'token.no-person',
  'decision.signature',
  'decision.stale',
  'clock.wall-behind',
];
/** And one on a case that she has read. */
export const ACT_CODES: Route['codes'] = ['case.unknown', 'case.changed', 'case.no-version', ...SIGNED_CODES];
/** And one that names a ground. */
export const GROUND_CODES: Route['codes'] = [
  'ground.unknown',
  'ground.keeps-only',
  'ground.no-article',
  'ground.no-law',
];

/** Who signs, when, and what she made with her key. */
export interface Signing {
  /** By name. */
  readonly person: string;
  readonly act: { readonly id: DecisionId; readonly at: Instant };
  readonly signature: string;
  readonly now: Instant;
}

/** What a verb on a case is called with. */
export interface Acting extends Signing {
  readonly case: SignedRequest['case'];
  readonly number: CaseNumber;
  /** The desk; its cases are those she has seen. */
  readonly desk: ApiDesk;
}

type SignedBody = Readonly<Record<keyof typeof SIGNED, string>>;
type AskedAct = Asked<NumberParams, unknown, SignedBody>;

/** @param seen false for what may be done without having read the case  @param run the verb */
export async function act(
  asked: AskedAct,
  desk: ApiDesk,
  what: string,
  run: (acting: Acting) => Promise<Result<Case>>,
  seen = true,
): Promise<Answer> {
  const { version, body, params } = asked;
  const { key, hers } = await whoActs(asked, desk);
  const { id, state } = await caseOf(params.number, desk);
  if (seen && version === undefined)
    throw new Problem('case.no-version', 'Send If-Match with the ETag of the case as you read it.');
  const now = await timeOfActs(desk);
  const cases: Cases = seen && version !== undefined ? seenAt(desk.cases, version) : desk.cases;
  const signed = signedIn(body);
  const done = await actOnce(
    {
      ...{ case: id, key, act: { id: signed.act.id, signature: signed.signature } },
      request: desk.digests.sha256(JSON.stringify([what, state.number, body])),
    },
    () =>
      withAnyKey(hers, (person) =>
        run({
          ...{ case: id, number: state.number ?? ('' as CaseNumber), person },
          ...{ ...signed, now, desk: { ...desk, cases } },
        }),
      ),
    (after) => ({ number: after.number, version: after.version, act: what, status: after.status }),
    now,
    desk,
  );
  if (!done.ok) throw refused(done.error);
  const { version: after } = done.value as Static<typeof Done>;
  return { body: done.value, headers: { etag: `"${after}"` } };
}

/** An act that changes no case. Both say what is answered; `recorded` nothing where exactly this act is not written down. */
interface Beside {
  run(signing: Signing): Promise<Result<object>>;
  /** @param by her who signs */
  recorded(signing: Signing, by: Person['id']): Promise<object | undefined>;
}

/** @param what is done, and to what: everything beside the body that makes the request the same one */
export async function actBeside(
  asked: Asked<unknown, unknown, SignedBody>,
  desk: ApiDesk,
  what: readonly string[],
  { run, recorded }: Beside,
): Promise<Answer> {
  const { key, hers, by } = await whoActs(asked, desk);
  const now = await timeOfActs(desk);
  const signed = { ...signedIn(asked.body), now };
  const done = await once(
    { key, request: desk.digests.sha256(JSON.stringify([...what, asked.body])) },
    () => withAnyKey(hers, (person) => run({ ...signed, person })),
    () => recorded({ ...signed, person: hers[0]?.name ?? '' }, by),
    now,
    desk,
  );
  if (!done.ok) throw refused(done.error);
  return { body: done.value };
}

/** Whose token this is, and the key of her request; throws where either is missing. */
async function whoActs({ key, token }: Pick<Asked, 'key' | 'token'>, desk: ApiDesk) {
  if (key === undefined)
    throw new Problem('idempotency.missing', 'Send an Idempotency-Key: a fresh UUID for each act.');
  const hers = (await desk.people.list()).filter(({ id }) => id === token.person);
  if (hers.length === 0 || token.person === null)
    throw new Problem('token.no-person', 'This token belongs to nobody who can sign.');
  return { key: { token: token.id, key }, hers, by: token.person };
}

async function timeOfActs(desk: ApiDesk): Promise<Instant> {
  const now = await signingTime(desk);
  if (!now.ok) throw refused(now.error);
  return now.value;
}

const signedIn = ({ id, at, signature }: SignedBody) => ({
  act: { id: decisionId(id), at: moment(at) },
  signature,
});

/** A person may have several keys, each under a name of its own: whichever she signed with counts. */
async function withAnyKey<T>(
  hers: readonly Person[],
  run: (name: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  let done: Result<T> = refuse('decision.signature', 'she has no key here');
  for (const { name } of hers) {
    done = await run(name);
    if (done.ok || done.error.code !== 'decision.signature') return done;
  }
  return done;
}

/** A moment of a body, whose form was checked. */
export const moment = (text: string): Instant => instant(Date.parse(text));
