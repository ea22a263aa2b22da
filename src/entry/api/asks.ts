// What a person may ask about a case with a signature, as the API takes it: each kind of act with its members, and whether it is a lead's alone.
import { type Static, type TSchema, Type } from 'typebox';
import type { Role } from '../../domain/access/role.ts';
import { ESCALATION_REASONS, FOUND_DANGERS } from '../../domain/case/desk-events.ts';
import { MILESTONES } from '../../domain/clock/occasion.ts';
import { STATEMENTS } from '../../domain/clock/regime.ts';
import { Ground, Items } from './acting.ts';
import { closed, Moment, oneOf, orNull } from './schemas.ts';

/** A keyword of our own beside those of JSON Schema. */
export const ROLES_KEYWORD = 'x-roles';

const kind = <const K extends string, const M extends Record<string, TSchema>>(name: K, members: M) =>
  closed({ kind: Type.Literal(name), ...members });

/** What ends or moves a duty, or ends a secret. The document says it as well. */
const ofALead = <const K extends string, const M extends Record<string, TSchema>>(name: K, members: M) =>
  Type.Object(
    { kind: Type.Literal(name), ...members },
    { additionalProperties: false, [ROLES_KEYWORD]: ['lead'] },
  );

const Regime = Type.String({ pattern: '^[a-z0-9-]{1,80}$' });
const ClockName = Type.String({ pattern: '^[a-z0-9/#-]{1,160}$' });
const Statements = Type.Array(oneOf(STATEMENTS), { minItems: 1, uniqueItems: true });

/** Everything a person may ask about a case beside deciding and claiming. */
export const Asks = Type.Union([
  kind('judge-notice', { missing: Statements }),
  kind('complete-notice', { stated: Statements }),
  kind('record-milestone', { milestone: oneOf(MILESTONES), reachedAt: orNull(Moment) }),
  kind('record-referral', { item: Type.Integer({ minimum: 1 }) }),
  kind('answer-by-hand', {}),
  kind('send-again', {}),
  kind('release-reply', {}),
  ofALead('withdraw-law', {
    regime: Regime,
    reason: oneOf(['not-this-law', 'place-not-covered', 'content-not-covered', 'notice-insufficient']),
  }),
  kind('pause-clock', { clock: ClockName }),
  kind('resume-clock', { clock: ClockName }),
  ofALead('extend-clock', { clock: ClockName, due: Moment }),
  ofALead('release-claim', {}),
  ofALead('close-case', { reason: oneOf(['nothing-to-answer', 'sender-never-proven', 'duplicate']) }),
  kind('withdraw-items', { items: Items, letter: orNull(Type.String({ maxLength: 80 })) }),
  kind('undo-withdrawal', { items: Items }),
  kind('preserve-items', { items: Items, ground: Ground, until: Moment }),
  kind('extend-preservations', {
    items: Items,
    until: Moment,
    letter: orNull(Type.String({ maxLength: 80, description: 'the letter that asks for it' })),
  }),
  kind('release-preservations', {
    items: Items,
    letter: orNull(Type.String({ maxLength: 80, description: 'the letter that asks for it' })),
  }),
  kind('apply-law', {
    regime: Regime,
    edition: Type.String({ maxLength: 80, description: 'the edition in force when the notice came' }),
  }),
  kind('ask-notifier', {
    missing: Type.Array(oneOf(STATEMENTS), { uniqueItems: true }),
    items: Type.Array(Type.Integer({ minimum: 1 }), {
      uniqueItems: true,
      description: 'better links of these',
    }),
    until: Moment,
  }),
  kind('end-asking', { why: oneOf(['answered-otherwise', 'taken-back']) }),
  kind('escalate-case', {
    to: Type.Union([
      closed({ kind: Type.Literal('person'), id: Type.String({ maxLength: 80 }) }),
      closed({ kind: Type.Literal('lead') }),
      closed({
        kind: Type.Literal('body'),
        id: Type.String({ maxLength: 80, description: 'as `GET /v1/authorities` gives it' }),
      }),
    ]),
    why: oneOf(ESCALATION_REASONS),
    items: Type.Array(Type.Integer({ minimum: 1 }), {
      uniqueItems: true,
      description: 'empty: the case as a whole',
    }),
  }),
  kind('mark-danger', {
    danger: oneOf(FOUND_DANGERS),
  }),
  kind('hold-reasons', { why: oneOf(['investigation', 'danger']), until: Moment }),
  ofALead('release-reasons', {}),
  kind('receive-appeal', {
    item: Type.Integer({ minimum: 1 }),
    from: oneOf(['uploader', 'notifier']),
    against: Type.String({ maxLength: 80, description: 'the id of the decision' }),
  }),
  kind('decide-appeal', {
    appeal: Type.String({ maxLength: 80 }),
    upheld: Type.Boolean(),
    ground: Ground,
  }),
]);
export type Asks = Static<typeof Asks>;

/** Whether a role that acts may ask for this kind. */
export function mayAsk(asked: Asks['kind'], role: Role): boolean {
  const only = Asks.anyOf.find(({ properties }) => properties.kind.const === asked);
  const roles = (only as { readonly [ROLES_KEYWORD]?: readonly Role[] } | undefined)?.[ROLES_KEYWORD];
  return roles === undefined || roles.includes(role);
}
