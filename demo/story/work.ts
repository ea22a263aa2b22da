// The reviewers at work, played by a program: they take what the queue puts first, look at where it leads, and decide by the truth of the
// story. What the desk refuses to them is remembered with its code.
import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from '../options.ts';
import type { DeskCase, Done, Ground, Reviewer } from './desk-api.ts';

/** What the people of the desk find of a link when they look at it. */
export type Finding = 'harmful' | 'harmless';

export interface Work {
  readonly mina: Reviewer;
  /** Never decided on what she rules about. */
  readonly sora: Reviewer;
  readonly lead: Reviewer;
  /** Waits until the desk has nothing to do that is due. */
  readonly idle: () => Promise<void>;
  /** Number of the document that only calls itself an authority's: the lead ends its case. */
  readonly forged: string;
  /** By link; what is not in it is harmless. */
  readonly truth: ReadonlyMap<string, Finding>;
  /** Codes of acts that the desk refused, by what was tried. */
  readonly refusals: { readonly tried: string; readonly code: string }[];
}

const TERMS: Ground = { kind: 'terms', clause: '4' };
const LOOK_MS = 400;
const LIMIT_MS = 180_000;
const MAX_ROUNDS = 200;

/** Works until nothing waits for a person and nothing is under way. */
export async function workOff(work: Work): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await settled(work);
    const waiting = await work.mina.queue();
    const done: boolean[] = [];
    for (const { number } of waiting) done.push(await takeUp(work, number));
    if (!done.includes(true)) return;
  }
  throw stuck('the queue does not become shorter');
}

/** Waits until every open case waits for a person, or for a moment that has not come. */
export async function settled({ mina, idle }: Pick<Work, 'mina' | 'idle'>): Promise<void> {
  let last = '';
  let since = performance.now();
  for (;;) {
    await idle();
    const open = (await mina.cases('open')).filter(({ needs }) => needs === 'nothing');
    if (open.length === 0) return;
    const now = open.map(({ number, settled: done }) => `${number}:${done}`).join();
    if (now !== last) since = performance.now();
    last = now;
    if (performance.now() - since > LIMIT_MS) throw stuck(`${open.length} cases do not move`);
    await delay(LOOK_MS);
  }
}

const stuck = (says: string): DemoError => new DemoError('demo.stuck', says, 'run ./redress doctor');

/** Somebody or something else was quicker, or not everything is ready: she looks again. */
const COME_AGAIN = ['item.already-decided', 'item.already-settled', 'reply.not-ready', 'case.not-settled'];

/** What she takes up on her way, and expects to be allowed. @returns whether there was something to do for her */
function expected(tried: string, done: Done): true {
  if (done.kind === 'refused' && !COME_AGAIN.includes(done.code))
    throw new DemoError('demo.refused', `${tried} was refused: ${done.code}`, 'see docs/errors.md');
  return true;
}

async function takeUp(work: Work, number: string): Promise<boolean> {
  const state = await work.mina.case(number);
  if (state.needs === 'decision') return decide(work, state);
  if (state.needs === 'person') return answer(work, state);
  if (state.needs === 'referral') return refer(work, state);
  return false;
}

/** What is harmful is hidden, what is not is refused: two decisions, each signed. */
async function decide({ mina, truth }: Work, { number, items, laws }: DeskCase): Promise<boolean> {
  const waiting = items.filter(({ status }) => status === 'awaiting-decision');
  const [law] = laws;
  const ground: Ground = law === undefined ? TERMS : { kind: 'law', regime: law.regime };
  const positions = (finding: Finding): number[] =>
    waiting.filter(({ link }) => (truth.get(link) ?? 'harmless') === finding).map(({ position }) => position);
  for (const [act, finding, why] of [
    ['hide', 'harmful', ground],
    ['refuse', 'harmless', TERMS],
  ] as const) {
    const chosen = positions(finding);
    if (chosen.length > 0) expected(act, await mina.decide(number, act, chosen, why));
  }
  return true;
}

/** What no machine may say is told by a person, in her own mail or by telephone, and recorded. */
async function answer({ mina, lead, forged }: Work, { number, documentNumber }: DeskCase): Promise<boolean> {
  if (documentNumber !== forged)
    return expected('answer-by-hand', await mina.act(number, { kind: 'answer-by-hand' }, {}));
  const reason = 'sender-never-proven';
  return expected('close-case', await lead.act(number, { kind: 'close-case', reason }, { reason }));
}

/** She writes to whoever can reach what the desk cannot. */
async function refer({ mina }: Work, { number, items }: DeskCase): Promise<boolean> {
  const left = items.filter(({ result }) => result?.word === 'unremovable');
  for (const { position } of left) {
    const asks = { kind: 'record-referral', item: position };
    expected('record-referral', await mina.act(number, asks, { item: position }));
  }
  return left.length > 0;
}

/** Remembers a refusal, and nothing of what was done. */
export function note(refusals: Work['refusals'], tried: string, done: Done): void {
  if (done.kind === 'refused') refusals.push({ tried, code: done.code });
}
