// After the last kill: waits until every letter is a case and every case is where its reviewer put it, then collects what both
// sides say. Gives up when nothing has moved for a while; the verdict then names what stands still.
import { setTimeout as delay } from 'node:timers/promises';
import { type CaseDetail, type CaseRow, readCase, readCases } from './cases.ts';
import type { Seeded } from '../../messenger/seed.ts';
import type { Effect } from './messenger.ts';
import type { Stage } from './stage.ts';
import { type Facts, isAtRest } from './verdict.ts';

/** A look costs the desk's machine some seconds where there are many cases. */
const LOOK_MS = 5_000;
const TELL_MS = 60_000;
const AT_ONCE = 2;

/** @param patienceMs without any change */
export async function settle(stage: Stage, patienceMs: number): Promise<Facts> {
  const cases = await awaitRest(stage, patienceMs);
  await stage.loader.stop();
  await stage.reviewer.stop();
  const { plan, acks, messenger, mailbox } = stage;
  const details = await readAll(stage, cases);
  await messenger.calm();
  const ledger = await messenger.ledger();
  const reported = messenger.seeded.items.flatMap(({ copies }) => copies.map(({ messageId }) => messageId));
  const newest = await messenger.moved(messagesOf(messenger.seeded, ledger));
  return {
    plan,
    acknowledged: acks.acknowledged(),
    sent: acks.sent(),
    cases,
    details,
    seeded: messenger.seeded,
    ledger,
    newest,
    authors: await messenger.authors([...new Set(reported.map((id) => newest.get(id) ?? id))]),
    keptByPeers: await messenger.keptByPeers([...reported, ...newest.values()]),
    orders: await messenger.orders(),
    replies: mailbox.replies(),
  };
}

/** Every message that was seeded, or that something was done to. */
function messagesOf({ items, untouched }: Seeded, ledger: readonly Effect[]): number[] {
  const seeded = [...items.flatMap(({ copies }) => copies), ...untouched].map(({ messageId }) => messageId);
  const done = ledger.flatMap(({ target }) => (target.kind === 'message' ? [Number(target.id)] : []));
  return [...seeded, ...done];
}

/** Whether everything is as it should be in the end. */
export async function isSettled(stage: Stage): Promise<boolean> {
  const cases = await readCases(stage.desk);
  return cases !== undefined && isDone(stage, cases);
}

function isDone({ plan, loader, acks }: Stage, cases: readonly CaseRow[]): boolean {
  const byNumber = new Map(plan.map((letter) => [letter.documentNumber, letter]));
  const rest = cases.every((row) => isAtRest(row, byNumber.get(row.documentNumber ?? '')));
  return loader.idle() && rest && cases.length >= acks.acknowledged().size;
}

async function awaitRest(stage: Stage, patienceMs: number): Promise<readonly CaseRow[]> {
  let cases: readonly CaseRow[] = [];
  let seen = '';
  let deadline = Date.now() + patienceMs;
  let told = Date.now();
  while (Date.now() < deadline) {
    cases = (await readCases(stage.desk)) ?? cases;
    if (isDone(stage, cases)) break;
    const settled = cases.reduce((sum, row) => sum + row.settled, 0);
    const now = JSON.stringify([
      cases.map(({ status }) => status),
      settled,
      stage.reviewer.decisions(),
      stage.acks.counts(),
    ]);
    if (now !== seen) deadline = Date.now() + patienceMs;
    seen = now;
    if (Date.now() - told > TELL_MS) {
      told = Date.now();
      const items = cases.reduce((sum, row) => sum + row.items, 0);
      console.error(`  ${cases.length} cases, ${settled} of ${items} items settled`);
    }
    await delay(LOOK_MS);
  }
  return cases;
}

async function readAll({ desk }: Stage, cases: readonly CaseRow[]): Promise<CaseDetail[]> {
  const waiting = [...cases];
  const details: CaseDetail[] = [];
  const reader = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift())
      details.push(await readCase(desk, row.number));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return details;
}
