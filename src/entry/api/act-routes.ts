// Acts on a case over the API beside deciding: working on it, and everything else a person signs. Each is the verb of the command line.
import { lawNamed } from '../../domain/clock/facts.ts';
import type { Role } from '../../domain/access/role.ts';
import type { AskedOfCase } from '../../domain/decision/act-payload.ts';
import { appealId, authorityId, decisionId, letterId } from '../../domain/kernel/ids.ts';
import { refuse } from '../../domain/kernel/result.ts';
import { authorityNamed } from '../../domain/notice/authority.ts';
import { actOnItems, type AskedOfItems } from '../../workflow/act-on-items.ts';
import { decideAppeal } from '../../workflow/decide-appeal.ts';
import { markDanger } from '../../workflow/mark-danger.ts';
import { receiveAppeal } from '../../workflow/receive-appeal.ts';
import { releaseReply } from '../../workflow/release-reply.ts';
import { takeAct } from '../../workflow/take-act.ts';
import { act, ACT_CODES, type Acting, Done, GROUND_CODES, moment, SIGNED } from './acting.ts';
import { Asks, mayAsk } from './asks.ts';
import { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { closed, Moment, NumberParams, orNull } from './schemas.ts';

const claim = route({
  method: 'PUT',
  path: '/v1/cases/:number/claim',
  does: 'Work on a case until a moment, so that nobody else decides on it meanwhile; null hands it back.',
  roles: ['reviewer', 'lead'],
  reads: null,
  codes: [...ACT_CODES.filter((code) => code !== 'case.no-version'), 'claim.held', 'claim.none'],
  params: NumberParams,
  body: closed({ ...SIGNED, until: orNull(Moment) }),
  answer: Done,
  handle: (asked, desk) => {
    const { until } = asked.body;
    const wants =
      until === null
        ? ({ kind: 'release-claim' } as const)
        : ({ kind: 'claim-case', until: moment(until) } as const);
    return act(asked, desk, wants.kind, (acting) => take(acting, wants), false);
  },
});

const acts = route({
  method: 'POST',
  path: '/v1/cases/:number/acts',
  does: 'Everything else a person signs about a case; what a lead alone may ask says so.',
  roles: ['reviewer', 'lead'],
  reads: null,
  codes: [
    ...ACT_CODES,
    ...GROUND_CODES,
    ...([
      'regime.unknown',
      'decision.unknown-person',
      'authority.unknown',
      'danger.marked',
      'claim.none',
    ] as const),
  ],
  params: NumberParams,
  body: closed({ ...SIGNED, asks: Asks }),
  answer: Done,
  handle: (asked, desk) => {
    const { asks } = asked.body;
    refuseOthers(asks.kind, asked.token.role);
    return act(asked, desk, asks.kind, (acting) => perform(acting, asks), !isDanger(asks));
  },
});

/** Whoever finds that somebody is in danger need not have read what happened meanwhile. */
const isDanger = (asks: Asks): boolean => asks.kind === 'mark-danger' && asks.danger !== 'none';

function refuseOthers(asked: Asks['kind'], role: Role): void {
  if (!mayAsk(asked, role)) throw new Problem('token.role', `Only a lead may ask for ${asked}.`);
}

/** From the words of the API to the words of the verbs. */
function perform(acting: Acting, asks: Asks): ReturnType<typeof take> {
  switch (asks.kind) {
    case 'record-milestone': {
      const reachedAt = asks.reachedAt === null ? null : moment(asks.reachedAt);
      return take(acting, { ...asks, reachedAt });
    }
    case 'record-referral':
      return take(acting, { kind: asks.kind, of: asks.item });
    case 'extend-clock':
      return take(acting, { ...asks, due: moment(asks.due) });
    case 'withdraw-items':
      return onItems(acting, { ...asks, letter: letterOf(asks) });
    case 'undo-withdrawal':
      return onItems(acting, asks);
    case 'preserve-items':
      return onItems(acting, { ...asks, until: moment(asks.until) });
    case 'extend-preservations':
      return onItems(acting, { ...asks, until: moment(asks.until), letter: letterOf(asks) });
    case 'release-preservations':
      return onItems(acting, { ...asks, letter: letterOf(asks) });
    case 'ask-notifier': {
      const { kind, missing, items: about, until } = asks;
      return take(acting, { kind, missing, about, until: moment(until) });
    }
    case 'hold-reasons':
      return take(acting, { ...asks, until: moment(asks.until) });
    case 'release-claim':
      return take(acting, { ...asks, lead: true });
    case 'escalate-case':
      return escalate(acting, asks);
    case 'mark-danger': {
      const { now, desk, ...request } = acting;
      return markDanger(request, asks.danger, now, desk);
    }
    case 'apply-law':
      return applyLaw(acting, asks);
    case 'receive-appeal': {
      const { now, desk, ...request } = acting;
      const against = decisionId(asks.against);
      return desk.law().then(({ book }) => receiveAppeal(request, { ...asks, against }, book, now, desk));
    }
    case 'decide-appeal': {
      const { now, desk, ...request } = acting;
      return decideAppeal(request, { ...asks, appeal: appealId(asks.appeal) }, now, desk);
    }
    case 'release-reply': {
      const { now, desk, act: release, ...rest } = acting;
      return releaseReply({ ...rest, release }, now, desk);
    }
    default:
      return take(acting, asks);
  }
}

const letterOf = ({ letter }: { readonly letter: string | null }) =>
  letter === null ? null : letterId(letter);

/** To somebody of this desk, to whoever leads it, or to a body outside that is enrolled now. */
async function escalate(
  acting: Acting,
  { kind, to, why, items: about }: Extract<Asks, { readonly kind: 'escalate-case' }>,
): ReturnType<typeof take> {
  if (to.kind === 'lead') return take(acting, { kind, to, why, about });
  if (to.kind === 'body') {
    const body = authorityNamed(authorityId(to.id), await acting.desk.authorities(acting.now));
    if (body === undefined) return refuse('authority.unknown', 'no body of that id is enrolled');
    return take(acting, { kind, to: { kind: 'body', id: body.id }, why, about });
  }
  const person = (await acting.desk.people.list()).find(({ id }) => id === to.id);
  if (person === undefined) return refuse('decision.unknown-person', 'nobody of that id is registered');
  return take(acting, { kind, to: { kind: 'person', id: person.id }, why, about });
}

/** She signs for the edition she saw: the law as it was when the notice came, and no other. */
async function applyLaw(
  acting: Acting,
  { regime, edition }: Extract<Asks, { readonly kind: 'apply-law' }>,
): ReturnType<typeof take> {
  const notice = (await acting.desk.cases.load(acting.case))?.notice ?? null;
  const law = notice === null ? null : lawNamed(notice, regime, await acting.desk.law());
  if (law === null || law.edition !== edition)
    return refuse(
      'regime.unknown',
      'no law of that name and edition with a clock was in force when the notice came',
    );
  return take(acting, { kind: 'apply-law', law });
}

const take = ({ now, desk, ...request }: Acting, asked: AskedOfCase) => takeAct(request, asked, now, desk);
const onItems = async ({ now, desk, ...request }: Acting, asked: AskedOfItems) =>
  actOnItems(request, asked, now, { ...desk, book: (await desk.law()).book });

export const ACT_ROUTES: readonly Route[] = [claim, acts];
