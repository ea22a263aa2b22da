// `redress decide`: a person decides on items of a case and signs with her key.
import { createInterface } from 'node:readline/promises';
import type { Case } from '../../domain/case/case.ts';
import type { Item } from '../../domain/case/item.ts';
import type { Decision, DirectDecision, Ground } from '../../domain/case/event.ts';
import { leadingClock } from '../../domain/case/clock-state.ts';
import { decisionPayload } from '../../domain/decision/payload.ts';
import { decisionId } from '../../domain/kernel/ids.ts';
import { type DecideItems, decideItems } from '../../workflow/decide-items.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, EXIT, type Output, refused } from './output.ts';
import { positionsIn } from './positions.ts';
import { type SigningOptions, signing } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface DecideOptions extends SigningOptions {
  readonly items: string;
  readonly hide?: boolean;
  readonly refuse?: boolean;
  readonly destroy?: boolean;
  readonly law?: string;
  readonly terms?: string;
  readonly yes?: boolean;
  readonly althoughOnlyToKeep?: boolean;
}

export async function decide(
  wiring: Wiring,
  desk: Desk,
  number: string,
  options: DecideOptions,
  output: Output,
): Promise<void> {
  const act = actOf(options);
  const signed = await signing(wiring, desk, number, options);
  const items = itemsOf(options.items, signed.state, act);
  await confirm(act, items, signed.state, options, output);
  const decision = {
    id: decisionId(desk.ids.fresh()),
    act,
    ground: groundOf(options, signed.state),
    at: await signingTime(desk),
    ...(options.althoughOnlyToKeep === true ? { although: 'only-to-keep' as const } : {}),
  };
  const signature = signed.sign(decisionPayload(signed.number, items, { ...decision, by: signed.person }));
  const input = { case: signed.id, number: signed.number, items, person: options.as, decision, signature };
  await record(desk, input, output);
}

async function record(desk: Desk, input: DecideItems, output: Output): Promise<void> {
  const decided = await decideItems(input, input.decision.at, desk);
  if (!decided.ok) throw refused(decided.error);
  const copies = input.items.reduce(
    (sum, item) => sum + (decided.value.items[item - 1]?.copies.length ?? 0),
    0,
  );
  const says = `${input.number}: ${input.decision.act}, ${input.items.length} items, ${copies} copies, signed by ${input.person}`;
  output.result({ decided: input.items, act: input.decision.act, copies, case: caseJson(decided.value) }, [
    says,
  ]);
}

function actOf(options: DecideOptions): DirectDecision['act'] {
  const chosen = (['hide', 'refuse', 'destroy'] as const).filter((act) => options[act] === true);
  const [act] = chosen;
  if (act === undefined || chosen.length > 1) {
    throw new CommandError('usage', 'choose one of --hide, --refuse, --destroy', undefined, EXIT.usage);
  }
  return act;
}

/** Positions in the letter, `1-5,7`, or `all`: everything on which this act is possible now. */
function itemsOf(text: string, state: Pick<Case, 'items'>, act: Decision['act']): readonly number[] {
  if (text === 'all') return state.items.filter((item) => awaits(item, act)).map((item) => item.index);
  return positionsIn(text, '--items');
}

/** The law whose clock leads is the ground unless another is named. */
export function groundOf(options: Pick<DecideOptions, 'law' | 'terms'>, state: Case): Ground {
  if (options.terms !== undefined) return { kind: 'terms', clause: options.terms };
  const leading = leadingClock(state.clocks)?.regime ?? state.clocks[0]?.clock.regime;
  const regime = options.law ?? leading;
  if (regime === undefined)
    throw new CommandError(
      'usage',
      'no law was applied to this case',
      'name the ground: --law or --terms',
      EXIT.usage,
    );
  return { kind: 'law', regime };
}

function awaits(item: Item, act: Decision['act']): boolean {
  if (act === 'destroy') return item.result?.word === 'removed' && item.result.how === 'hide';
  return item.status === 'awaiting-decision';
}

async function confirm(
  act: Decision['act'],
  items: readonly number[],
  state: Case,
  options: DecideOptions,
  output: Output,
): Promise<void> {
  if (options.yes === true || process.stdin.isTTY !== true) return;
  const copies = items.reduce((sum, item) => sum + (state.items[item - 1]?.copies.length ?? 0), 0);
  output.note(`${act} ${items.length} items (${copies} copies) of ${state.number}, as ${options.as}.`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Go on? [y/N] ');
  prompt.close();
  if (!/^(y|yes|예|네)$/i.test(answer.trim()))
    throw new CommandError('decision.not-confirmed', 'nothing was decided');
}
