// Tells one channel what it was not told of yet: a log each alarm, people one message for all of them. How far it was told is
// kept; what it was never told stays owed to it, however often the desk starts again.
import {
  type AlarmMessage,
  type ClockAlarm,
  type ClockFacts,
  clockFacts,
} from '../domain/clock/alarm-message.ts';
import type { Alarm } from '../domain/clock/clock.ts';
import { after, type Instant } from '../domain/kernel/instant.ts';
import type { Case } from '../domain/case/case.ts';
import { clockOf } from '../domain/case/clock-state.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { AlarmLedger, RaisedAlarm, Untold } from '../ports/alarm-ledger.ts';
import type { Answer, Channel } from '../ports/alarms.ts';
import type { Cases } from '../ports/cases.ts';

export interface TellAlarmsPorts {
  readonly cases: Pick<Cases, 'load'>;
  readonly ledger: AlarmLedger;
}

/** What came of it; `more` says that something is known to wait. */
export type Telling = Answer | { readonly kind: 'nothing' } | { readonly kind: 'more' };

/** A page of the log. */
const LOGGED_AT_ONCE = 500;
/** Lines of a digest; the rest is a number, and `redress clocks` has them all. */
const DIGEST_LINES = 100;

/** One message to people, or one page of a log. */
export async function tellNext(channel: Channel, ports: TellAlarmsPorts): Promise<Telling> {
  const [setBack] = await ports.ledger.setBacks(channel.name);
  if (setBack !== undefined) {
    const answer = await heard(channel, {
      ...setBack,
      kind: 'time-set-back',
      id: `time-set-back/${setBack.id}`,
    });
    if (answer.kind === 'told') await ports.ledger.toldSetBack(channel.name, setBack.id);
    return answer.kind === 'told' ? { kind: 'more' } : answer;
  }
  const [lost] = await ports.ledger.undelivered(channel.name);
  if (lost !== undefined) {
    const answer = await heard(channel, { ...lost, kind: 'undelivered', id: `undelivered/${lost.id}` });
    if (answer.kind === 'told') await ports.ledger.toldUndelivered(channel.name, lost.id);
    return answer.kind === 'told' ? { kind: 'more' } : answer;
  }
  const [day] = await ports.ledger.days(channel.name);
  if (day !== undefined) {
    const answer = await heard(channel, { ...day, kind: 'day', id: `day/${day.id}` });
    if (answer.kind === 'told') await ports.ledger.toldDay(channel.name, day.id);
    return answer.kind === 'told' ? { kind: 'more' } : answer;
  }
  return channel.each ? logPage(channel, ports) : digest(channel, ports);
}

async function logPage(channel: Channel, ports: TellAlarmsPorts): Promise<Telling> {
  const untold = await ports.ledger.inOrder(channel.name, LOGGED_AT_ONCE);
  if (untold.alarms.length === 0) return { kind: 'nothing' };
  for (const message of await messagesOf(untold.alarms, ports.cases)) {
    const answer = await heard(channel, message);
    if (answer.kind === 'failed') return answer;
  }
  await ports.ledger.told(channel.name, untold.upTo);
  return untold.more > 0 ? { kind: 'more' } : { kind: 'told' };
}

async function digest(channel: Channel, { cases, ledger }: TellAlarmsPorts): Promise<Telling> {
  const untold = await ledger.pressing(channel.name, DIGEST_LINES);
  const message = digestOf(await messagesOf(untold.alarms, cases), untold);
  const answer: Telling = message === undefined ? { kind: 'nothing' } : await heard(channel, message);
  if (answer.kind !== 'failed') await ledger.told(channel.name, untold.upTo);
  return answer;
}

/** One alarm is told as it is. */
function digestOf(alarms: readonly ClockAlarm[], { more, upTo }: Untold): AlarmMessage | undefined {
  const [first] = alarms;
  if (first === undefined || (alarms.length === 1 && more === 0)) return first;
  return { kind: 'digest', id: `digest/${first.id}/${upTo}`, alarms, more };
}

const heard = (channel: Channel, message: AlarmMessage): Promise<Answer> =>
  channel.tell(message).catch(() => ({ kind: 'failed', permanent: false, code: 'alarm.broke' }));

async function messagesOf(
  alarms: readonly RaisedAlarm[],
  cases: Pick<Cases, 'load'>,
): Promise<readonly ClockAlarm[]> {
  const states = new Map<CaseId, Case | undefined>();
  for (const { case: id } of alarms) if (!states.has(id)) states.set(id, await cases.load(id));
  return alarms.flatMap((alarm) => messageOf(alarm, states.get(alarm.case)) ?? []);
}

function messageOf(
  { case: id, key, alarm, moment }: RaisedAlarm,
  state: Case | undefined,
): ClockAlarm | undefined {
  const clock = state === undefined ? undefined : clockOf(state.clocks, key)?.clock;
  if (state === undefined || clock === undefined || state.number === null) return undefined;
  const law = state.laws.find(({ regime }) => regime === clock.regime);
  return {
    kind: alarm,
    id: `${id}/alarm/${key}/${alarm}/${moment}`,
    moment,
    clock: asOwed(clockFacts(state.number, clock, law), alarm, moment),
  };
}

/** The deadline that was missed, not one that was moved since: a breach is owed one millisecond after it. */
function asOwed(facts: ClockFacts, alarm: Alarm, moment: Instant): ClockFacts {
  if (alarm === 'breach') return { ...facts, due: after(moment, -1) };
  return alarm === 'target-missed' ? { ...facts, target: moment } : facts;
}
