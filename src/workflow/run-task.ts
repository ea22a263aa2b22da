// Runs one outbox task: asks the outside world, then records what it answered. Every verb here may run twice.
import type { Work } from '../domain/action/plan.ts';
import { itemAt } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import { copyOf } from '../domain/case/item.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { after, HOUR, MINUTE, SECOND } from '../domain/kernel/instant.ts';
import type { Connectors } from '../ports/connector.ts';
import type { Digests } from '../ports/digests.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { NearIndex } from '../ports/near-index.ts';
import type { Claimed, Outbox } from '../ports/outbox.ts';
import { type AcknowledgePorts, acknowledge } from './acknowledge.ts';
import { actOnCopy } from './act-on-copy.ts';
import { chainedStep } from './chained-step.ts';
import { adoptDecision, shareDecision, stoppedBy } from './joined-cases.ts';
import { checkSender } from './check-sender.ts';
import { CONNECTOR_MISSING, locateItem } from './locate-item.ts';
import type { Outcome, TaskSettings } from './outcome.ts';
import { recheckCopy, searchAgain } from './recheck-item.ts';
import { noteAllTold, sendReasons } from './send-reasons.ts';
import { sendFurther } from './send-further.ts';
import { sendAsking } from './send-asking.ts';
import { sendReply } from './send-reply.ts';
import { withCapabilities } from './with-capabilities.ts';
import { spareItem } from './spare-item.ts';
import { sweepItem } from './sweep-item.ts';
import { tellReport } from './tell-report.ts';
import { verifyCopy } from './verify-copy.ts';

export interface RunTaskPorts extends AcknowledgePorts {
  readonly outbox: Outbox;
  readonly connectors: Connectors;
  readonly mediaIndex: MediaIndex;
  readonly near: Pick<NearIndex, 'spare'>;
  readonly digests: Digests;
}

export type Ran = 'recorded' | 'retried' | 'nothing-to-do' | 'failed';

const FIRST_RETRY = SECOND;
/** Some laws give two hours: whoever was out of reach for long is noticed soon when it is back. */
const LONGEST_RETRY = 2 * MINUTE;
/** No law waits for a later look. */
const LONGEST_RETRY_OF_LATER_LOOKS = HOUR;

/** Runs a claimed task to its end or puts it back; a lost connection or a crash leaves it to be claimed again. */
export async function runTask(
  task: Claimed,
  clock: () => Instant,
  settings: TaskSettings,
  ports: RunTaskPorts,
): Promise<Ran> {
  const outcome = await perform(task, clock, settings, ports);
  switch (outcome.kind) {
    case 'record': {
      const written = await ports.cases.update(
        task.case,
        (state) => chainedStep(state, [withLookAgain(outcome.command, settings)], clock(), ports.digests),
        task,
      );
      if (written.ok) return 'recorded';
      await ports.outbox.finish(task);
      return 'nothing-to-do';
    }
    case 'retry':
      await ports.outbox.retry(
        task,
        after(clock(), outcome.afterMs ?? pauseAfter(task.attempt, task.work.kind)),
        outcome.code,
      );
      return 'retried';
    case 'nothing-to-do':
      await ports.outbox.finish(task);
      return 'nothing-to-do';
    case 'hopeless':
      await ports.outbox.fail(task, outcome.code);
      return 'failed';
  }
}

/** Whatever may settle an item says when it is looked at again, if it is removed. */
function withLookAgain(command: Command, { lookAgain }: TaskSettings): Command {
  const { kind } = command;
  const settles = kind === 'record-action' || kind === 'record-verification' || kind === 'record-sweep';
  return settles && lookAgain !== undefined ? { ...command, lookAgain } : command;
}

/**
 * 1 s, 2 s, 4 s … at most two minutes, or an hour of later looks. Tries are not counted out: the work stays until it is done or a
 * platform refuses.
 */
export function pauseAfter(attempt: number, work: Work['kind']): number {
  const later = work === 'recheck' || work === 'search-again';
  const longest = later ? LONGEST_RETRY_OF_LATER_LOOKS : LONGEST_RETRY;
  return Math.min(FIRST_RETRY * 2 ** Math.min(attempt - 1, 20), longest);
}

async function perform(
  task: Claimed,
  clock: () => Instant,
  settings: TaskSettings,
  ports: RunTaskPorts,
): Promise<Outcome> {
  const now = clock();
  const state = await ports.cases.load(task.case);
  if (state === undefined) return { kind: 'hopeless', code: 'case.unknown' };
  const { work } = task;
  if (work.kind === 'reply') return sendReply(task.id, state, work.edition, settings, ports.mailer, now);
  if (work.kind === 'further-letter') return sendFurther(task.id, state, work, settings, ports.mailer, now);
  if (work.kind === 'ask-notifier') return sendAsking(task.id, state, work, settings, ports.mailer, now);
  if (work.kind === 'hear-term') return { kind: 'record', command: work };
  if (work.kind === 'acknowledge') return acknowledge(task, work.letter, state, clock, settings, ports);
  if (work.kind === 'check-sender') return checkSender(state, settings, ports);
  if (work.kind === 'tell-report') return tellReport(task.case, state, ports);
  if (work.kind === 'note-all-told') return noteAllTold(state);
  const item = itemAt(state, work.item);
  if (item === undefined) return { kind: 'hopeless', code: 'item.unknown' };
  const here = { id: task.case, state, item };
  if (work.kind === 'share-decision') return shareDecision(here, now, ports.cases);
  if (work.kind === 'adopt-decision') return adoptDecision(here, ports.cases);
  if (work.kind === 'send-reasons')
    return sendReasons(here, work, `${task.case}/${task.key}`, settings.law.book, ports);
  const connector = ports.connectors.for(item.listed.locator.platform);
  const { mediaIndex } = ports;
  if (work.kind === 'locate') {
    await spareItem(item, state, connector, now, ports.near);
    return withCapabilities(await locateItem(item, connector, mediaIndex, now), state, connector, mediaIndex);
  }
  if (connector === undefined) return CONNECTOR_MISSING;
  if (work.kind === 'sweep') return sweepItem(item, work, connector, mediaIndex, now);
  if (work.kind === 'search-again') return searchAgain(item, work, connector, mediaIndex, now);
  const held = copyOf(item, work.copy);
  if (held === undefined) return { kind: 'hopeless', code: 'copy.unknown' };
  if (work.kind === 'verify') return verifyCopy(item, held, work, connector, clock());
  if (work.kind === 'recheck') return recheckCopy(item, held, work, connector, clock());
  const stopped = await stoppedBy(here, work.power, held.copy, ports.cases);
  const acted = await actOnCopy(item, held, work, `${task.case}/${task.key}`, stopped, connector);
  return withCapabilities(acted, state, connector, mediaIndex);
}
