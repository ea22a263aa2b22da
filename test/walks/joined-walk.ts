// A walk over several cases about few links: letters come, people decide, appeal and rule, tasks run in any order and sometimes twice.
import type { Case } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { Recorded } from '../../src/domain/case/event.ts';
import { after, HOUR } from '../../src/domain/kernel/instant.ts';
import type { ReplyLetter } from '../../src/domain/reply/letter.ts';
import type { Operation } from '../../src/ports/connector.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { KEPT } from '../support/capabilities.ts';
import type { Platform } from '../support/fake-ports.ts';
import { appeals, copy, COVERAGE, decides, listed, RECEIPT, rules, verdicts } from '../support/fixtures.ts';
import { type JoinedDesk, joinedDesk } from '../support/joined-desk.ts';
import { idOf } from '../support/open-case.ts';
import { type Chance, chanceOf } from './lifecycle-chance.ts';

const MOST_CASES = 4;
const STEPS = 45;
const PEOPLE = ['ara', 'bora', 'chan', 'dana'] as const;

/** A call that changes something, as the platform got it, and how every case stood just before. */
export interface Call {
  readonly power: 'destroy' | 'restore';
  readonly case: string;
  readonly before: ReadonlyMap<string, Case>;
}

export interface JoinedWalk {
  readonly states: ReadonlyMap<string, Case>;
  readonly histories: ReadonlyMap<string, readonly Recorded[]>;
  readonly calls: readonly Call[];
  readonly letters: readonly ReplyLetter[];
}

/** A platform that does what it is asked and shows it truthfully; every copy is one and the same file. */
function platformWith(tell: (power: Call['power'], key: string) => void): Platform {
  let hidden = false;
  let destroyed = false;
  const accepted: Operation = { kind: 'accepted', receipts: [RECEIPT] };
  return {
    locate: () =>
      destroyed ? { kind: 'gone' } : { kind: 'found', copies: [copy('c1')], coverage: COVERAGE },
    preserve: () => KEPT,
    hide: () => ((hidden = true), accepted),
    destroy: ({ key }) => (tell('destroy', key), (destroyed = true), accepted),
    restore: ({ key }) => (tell('restore', key), (hidden = false), accepted),
    verify: (views) => verdicts(hidden || destroyed ? 'absent' : 'present', views),
    operation: () => 'done',
    notifyUploader: async () => accepted,
  };
}

/** The walk of a seed, worked off to its end. */
export async function joinedWalk(seed: number): Promise<JoinedWalk> {
  const chance = chanceOf(seed);
  const calls: Call[] = [];
  const keys: string[] = [];
  let before = new Map<string, Case>();
  const desk = joinedDesk(
    platformWith((power, key) => calls.push({ power, case: key.split('/')[0] ?? '', before })),
  );
  const look = async (): Promise<Map<string, Case>> =>
    new Map(await Promise.all(keys.map(async (key) => [idOf(key), await desk.state(key)] as const)));
  const work = async (): Promise<void> => {
    const tasks = await desk.store.outbox.claim(desk.now, 1 + chance.below(3), chance.pick([0, 60_000]));
    for (const task of tasks) {
      before = await look();
      await desk.runOne(task);
    }
  };
  for (let at = 0; at < STEPS; at += 1) {
    if (keys.length < MOST_CASES && (keys.length === 0 || chance.percent(8)))
      await receive(desk, chance, keys);
    else if (chance.percent(30)) await ask(desk, chance, keys, at);
    else await work();
    if (chance.percent(15)) desk.now = after(desk.now, chance.below(3) * HOUR);
  }
  while ((await desk.store.outbox.counts()).waiting > 0) {
    await work();
    if (chance.percent(40)) desk.now = after(desk.now, HOUR);
  }
  const histories = await Promise.all(keys.map(async (key) => [idOf(key), await desk.history(key)] as const));
  return { states: await look(), histories: new Map(histories), calls, letters: desk.mailer.letters };
}

async function receive(desk: JoinedDesk, chance: Chance, keys: string[]): Promise<void> {
  const key = `k${keys.length}`;
  keys.push(key);
  await desk.open(key, {
    items: chance.pick([[listed(1)], [listed(1)], [listed(2), listed(1)], [listed(1), listed(1)]]),
    level: chance.pick(['L1', 'L1', 'L0']),
    measures: chance.percent(90) ? ['delete'] : ['suspend-user'],
  });
}

/** Whatever a person may ask; what the lifecycle refuses does not happen. */
async function ask(desk: JoinedDesk, chance: Chance, keys: readonly string[], at: number): Promise<void> {
  const key = keys[chance.below(keys.length)] ?? '';
  const state = await desk.state(key);
  const item = state.items[chance.below(state.items.length)];
  if (item === undefined) return;
  const by = chance.pick(PEOPLE);
  const open = state.appeals.find(({ ruling }) => ruling === null);
  const wanted: Command =
    open !== undefined
      ? rules(chance.percent(60), by, `ruling-${at}`, open.appeal.id)
      : item.decision !== null && chance.percent(35)
        ? appeals(
            item.index,
            item.decision.id,
            item.decision.act === 'refuse' ? 'notifier' : 'uploader',
            `appeal-${at}`,
          )
        : decides(item.index, chance.pick(['hide', 'hide', 'refuse', 'destroy']), { id: `act-${at}`, by });
  await desk.store.cases.update(idOf(key), (now) => step(now, [wanted], DESK, desk.now));
}
