// `redress appeal` and `redress rule`: a decision is to be looked at again, and somebody else says what becomes of it.
import type { Case } from '../../domain/case/case.ts';
import type { Appellant } from '../../domain/case/event.ts';
import type { Item } from '../../domain/case/item.ts';
import { appealId } from '../../domain/kernel/ids.ts';
import { decideAppeal } from '../../workflow/decide-appeal.ts';
import { receiveAppeal } from '../../workflow/receive-appeal.ts';
import type { Acting } from './acts.ts';
import { signingTime } from './desk-now.ts';
import { type GroundOptions, groundNamed } from './grounds.ts';
import { CommandError, EXIT, refused } from './output.ts';
import { positionsIn } from './positions.ts';
import { signedRequest, type SigningOptions, signing } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';

export interface AppealOptions extends SigningOptions {
  readonly item: string;
  readonly from: Appellant;
}

/** Records that somebody appeals; in time or not is said by the law the decision rests on. */
export async function appeal(
  { wiring, desk, number, output }: Acting,
  options: AppealOptions,
): Promise<void> {
  const signed = await signing(wiring, desk, number, options);
  const { item, against, act } = appealed(signed.state, options.item);
  const { from } = options;
  const now = await signingTime(desk);
  const request = signedRequest(desk, signed, options, { kind: 'receive-appeal', item, from, against }, now);
  const { book } = await desk.law();
  const received = await receiveAppeal(request, { item, from, against }, book, now, desk);
  if (!received.ok) throw refused(received.error);
  const id = appealId(request.act.id);
  output.result({ number: signed.number, appeal: id, item, from, against, case: caseJson(received.value) }, [
    `${signed.number}: the ${from} appeals against ${act} on item ${item}, recorded by ${options.as}`,
    `  appeal ${id}`,
    `  somebody who never decided on this item answers it: redress rule ${signed.number} --appeal ${id}`,
  ]);
}

function appealed({ items, number }: Case, text: string) {
  const [position, ...others] = positionsIn(text, '--item');
  if (position === undefined || others.length > 0)
    throw new CommandError('usage', 'an appeal is about one item', 'write --item 3', EXIT.usage);
  const item = items[position - 1];
  if (item === undefined)
    throw new CommandError(
      'item.unknown',
      `the case has ${items.length} items`,
      `redress case ${number} lists them`,
    );
  if (item.decision === null)
    throw new CommandError(
      'item.not-decided',
      'nobody decided anything to appeal against',
      '`redress decide`',
    );
  return { item: position, against: item.decision.id, act: item.decision.act };
}

export interface RuleOptions extends SigningOptions, GroundOptions {
  readonly appeal: string;
  readonly uphold?: boolean;
  readonly dismiss?: boolean;
}

export async function rule({ wiring, desk, number, output }: Acting, options: RuleOptions): Promise<void> {
  const upheld = upheldIn(options);
  const ground = groundNamed(options);
  const id = appealId(options.appeal);
  const signed = await signing(wiring, desk, number, options);
  const now = await signingTime(desk);
  const request = signedRequest(
    desk,
    signed,
    options,
    { kind: 'decide-appeal', appeal: id, upheld, ground },
    now,
  );
  const ruled = await decideAppeal(request, { appeal: id, upheld, ground }, now, desk);
  if (!ruled.ok) throw refused(ruled.error);
  const index = ruled.value.appeals.find(({ appeal }) => appeal.id === id)?.appeal.item ?? 0;
  const item = ruled.value.items[index - 1];
  output.result({ number: signed.number, appeal: id, item: index, upheld, case: caseJson(ruled.value) }, [
    `${signed.number}: appeal ${upheld ? 'upheld' : 'dismissed'} on item ${index}, signed by ${options.as}`,
    `  ${whatFollows(item, upheld)}`,
  ]);
}

function upheldIn({ uphold, dismiss }: RuleOptions): boolean {
  if ((uphold === true) !== (dismiss === true)) return uphold === true;
  throw new CommandError('usage', 'choose one of --uphold and --dismiss', undefined, EXIT.usage);
}

function whatFollows(item: Item | undefined, upheld: boolean): string {
  if (!upheld || item === undefined) return 'the decision stays as it is';
  const { status, decision, copies } = item;
  if (status !== 'acting') return 'what was destroyed cannot be brought back: tell the appellant so';
  const act = decision?.act === 'restore' ? 'shown again' : 'hidden';
  return `${copies.length} copies are to be ${act}; once that is seen to be so, the notifier is answered anew`;
}
