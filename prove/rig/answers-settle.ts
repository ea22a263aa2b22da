// After the last kill: waits until everything that was decided on is answered and nothing more comes, then collects what each side says. Gives
// up when nothing has moved for a while; the verdict then names what is missing.
import { setTimeout as delay } from 'node:timers/promises';
import type { AnswersStage } from './answers-stage.ts';
import type { AnswerFacts, CaseOfLetter } from './answers-verdict.ts';

const LOOK_MS = 2_000;
/** Longer than a task of a killed desk is held (8 s) and the first tries again after it: what would come twice has come by then. */
const QUIET_MS = 20_000;
const AT_ONCE = 3;

/** @param patienceMs without any change */
export async function settleAnswers(stage: AnswersStage, patienceMs: number): Promise<AnswerFacts> {
  const { sink, messenger, letters } = stage;
  stage.reviewers.release(letters.length);
  sink.calm();
  await messenger.calm();
  await awaitQuiet(stage, patienceMs);
  const ledger = await messenger.ledger();
  const posted = letters.flatMap(({ items }) => items.flatMap(({ item }) => item.copies));
  return {
    letters,
    cases: await readCasesOf(stage),
    deliveries: sink.deliveries(),
    kills: stage.kills,
    notices: ledger.flatMap(({ what, target }) =>
      what === 'notice' && target.kind === 'account' ? target.id : [],
    ),
    authors: await messenger.authors(posted.map(({ messageId }) => messageId)),
  };
}

/** Done and quiet, or no longer moving. */
async function awaitQuiet(stage: AnswersStage, patienceMs: number): Promise<void> {
  let seen = '';
  let since = Date.now();
  for (;;) {
    const cases = await stage.record.cases();
    const open = cases.filter(({ status }) => status === 'open').length;
    const left = stage.letters.filter(({ reviewed }) => !reviewed).length;
    const now = JSON.stringify([
      open,
      stage.reviewers.confirmed(),
      stage.sink.deliveries().length,
      (await stage.messenger.ledger()).length,
    ]);
    if (now !== seen) since = Date.now();
    seen = now;
    const done = stage.reviewers.idle() && open <= left;
    if (Date.now() - since > (done ? QUIET_MS : patienceMs)) return;
    await delay(LOOK_MS);
  }
}

async function readCasesOf({ record, letters }: AnswersStage): Promise<readonly CaseOfLetter[]> {
  const byNumber = new Map(letters.map((letter) => [letter.documentNumber, letter]));
  const waiting = [...(await record.cases())];
  const found: CaseOfLetter[] = [];
  const reader = async (): Promise<void> => {
    for (let shown = waiting.shift(); shown !== undefined; shown = waiting.shift()) {
      const letter = byNumber.get(shown.documentNumber ?? '');
      if (letter === undefined) throw new Error(`${shown.number} is a case of no letter`);
      found.push({ letter, shown, events: await record.events(shown.number) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return found;
}
