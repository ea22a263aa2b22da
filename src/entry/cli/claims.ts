// `redress take` and `redress hand-back`: a person says that she works on a case, so that nobody else decides on it meanwhile.
import { claimAt } from '../../domain/case/claiming.ts';
import type { AskedOfCase } from '../../domain/decision/act-payload.ts';
import { after, MINUTE, utc } from '../../domain/kernel/instant.ts';
import { isLead } from '../../workflow/is-lead.ts';
import { takeAct } from '../../workflow/take-act.ts';
import type { Acting } from './acts.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, refused } from './output.ts';
import { signedRequest, signing } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';

/** Cases looked through for one that nobody works on. */
const MOST_HELD = 500;

/** @param acting of the case to take; its number is empty for the first in the queue that nobody works on */
export async function takeCase(acting: Acting, minutes: number): Promise<void> {
  const now = await signingTime(acting.desk);
  const number = acting.number === '' ? await firstFree(acting, now) : acting.number;
  const until = after(now, minutes * MINUTE);
  const state = await sign({ ...acting, number }, { kind: 'claim-case', until }, now);
  acting.output.result({ taken: state.number, until: utc(until), case: caseJson(state) }, [
    `${state.number}: yours until ${utc(until)}. \`redress case ${state.number}\` shows it.`,
  ]);
}

/** @param ofAnother by whoever leads the desk: somebody else works on it, and cannot hand it back herself */
export async function handBack(acting: Acting, ofAnother: boolean): Promise<void> {
  const leads = ofAnother ? await isLead(acting.options.as, acting.desk) : true;
  if (!leads)
    throw refused({ code: 'claim.not-lead', detail: `${acting.options.as} does not lead this desk` });
  const asked = { kind: 'release-claim', ...(ofAnother ? { lead: true as const } : {}) } as const;
  const state = await sign(acting, asked, await signingTime(acting.desk));
  acting.output.result({ handedBack: state.number, case: caseJson(state) }, [
    `${state.number}: free for anybody again.`,
  ]);
}

async function firstFree({ desk }: Acting, now: Awaited<ReturnType<typeof signingTime>>): Promise<string> {
  const waiting = await desk.cases.queue(now, MOST_HELD);
  const free = waiting.find((row) => claimAt(row, now) === null);
  if (free !== undefined) return free.number;
  throw new CommandError(
    'queue.nothing-free',
    'nothing waits that nobody works on',
    '`redress queue` shows who works on what',
  );
}

async function sign(acting: Acting, asked: AskedOfCase, now: Awaited<ReturnType<typeof signingTime>>) {
  const { wiring, desk, number, options } = acting;
  const signed = await signing(wiring, desk, number, options);
  const taken = await takeAct(signedRequest(desk, signed, options, asked, now), asked, now, desk);
  if (!taken.ok) throw refused(taken.error);
  return taken.value;
}
