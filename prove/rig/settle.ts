// After the last kill: waits until every letter is a case and every case is where its reviewer put it, then collects what both
// sides say. Gives up when nothing has moved for a while; the verdict then names what stands still.
import { setTimeout as delay } from 'node:timers/promises';
import { type CaseDetail, type CaseRow, readCase, readCases } from './cases.ts';
import type { Stage } from './stage.ts';
import { type Facts, isAtRest } from './verdict.ts';

const LOOK_MS = 1_000;
const AT_ONCE = 2;

/** @param patienceMs without any change */
export async function settle(stage: Stage, patienceMs: number): Promise<Facts> {
  const cases = await awaitRest(stage, patienceMs);
  await stage.loader.stop();
  await stage.reviewer.stop();
  const { plan, acks, messenger, mailbox } = stage;
  const details = await readAll(stage, cases);
  return {
    plan,
    acknowledged: acks.acknowledged(),
    sent: acks.sent(),
    cases,
    details,
    seeded: messenger.seeded,
    ledger: await messenger.ledger(),
    orders: await messenger.orders(),
    replies: mailbox.replies(),
  };
}

async function awaitRest(stage: Stage, patienceMs: number): Promise<readonly CaseRow[]> {
  const byNumber = new Map(stage.plan.map((letter) => [letter.documentNumber, letter]));
  let cases: readonly CaseRow[] = [];
  let seen = '';
  let deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    cases = (await readCases(stage.desk)) ?? cases;
    const rest = cases.filter((row) => isAtRest(row, byNumber.get(row.documentNumber ?? ''))).length;
    if (stage.loader.idle() && rest === cases.length && cases.length >= stage.acks.acknowledged().size) break;
    const settled = cases.reduce((sum, row) => sum + row.settled, 0);
    const now = JSON.stringify([
      cases.length,
      rest,
      settled,
      stage.reviewer.decisions(),
      stage.acks.counts(),
    ]);
    if (now !== seen) deadline = Date.now() + patienceMs;
    seen = now;
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
