// `redress withdraw-items` and `redress preserve`: what a person signs about single items beside decisions.
import type { ItemIndex } from '../../domain/case/event.ts';
import { letterId } from '../../domain/kernel/ids.ts';
import { kst, utc } from '../../domain/kernel/instant.ts';
import { actOnItems, type AskedOfItems } from '../../workflow/act-on-items.ts';
import { type Acting, momentIn } from './acts.ts';
import { groundOf } from './decide.ts';
import { signingTime } from './desk-now.ts';
import { refused } from './output.ts';
import { positionsIn } from './positions.ts';
import { signedRequest, type SigningOptions, signing } from './signing.ts';
import { caseJson } from './views.ts';

export interface WithdrawItemsOptions extends SigningOptions {
  readonly items: string;
  readonly letter?: string;
  readonly undo?: boolean;
}

/** The notifier took items back, in a letter that joined or in another way; or what she took back is asked for again, within 24 hours. */
export async function withdrawItems(acting: Acting, options: WithdrawItemsOptions): Promise<void> {
  const items = positionsIn(options.items, '--items');
  const letter = options.letter === undefined ? null : letterId(options.letter);
  await sign(
    acting,
    options.undo === true ? { kind: 'undo-withdrawal', items } : { kind: 'withdraw-items', items, letter },
    options.undo === true ? 'asked for again' : 'withdrawn',
  );
}

export interface PreserveOptions extends SigningOptions {
  readonly items: string;
  readonly until: string;
  readonly law?: string;
  readonly terms?: string;
}

/** Keeps what is known of the copies, and no bytes, for whoever asked. Nothing is hidden by it. */
export async function preserve(acting: Acting, options: PreserveOptions): Promise<void> {
  const items = positionsIn(options.items, '--items');
  const until = momentIn('--until', options.until);
  const { state } = await signing(acting.wiring, acting.desk, acting.number, acting.options);
  const ground = groundOf(options, state);
  await sign(
    acting,
    { kind: 'preserve-items', items, ground, until },
    `preserved until ${utc(until)} (${kst(until)})`,
  );
}

async function sign(
  { wiring, desk, number, options, output }: Acting,
  asked: AskedOfItems,
  done: string,
): Promise<void> {
  const signed = await signing(wiring, desk, number, options);
  const now = await signingTime(desk);
  const taken = await actOnItems(signedRequest(desk, signed, options, asked, now), asked, now, desk);
  if (!taken.ok) throw refused(taken.error);
  const items: readonly ItemIndex[] = asked.items;
  output.result({ number: taken.value.number, act: asked.kind, items, case: caseJson(taken.value) }, [
    `${taken.value.number}: item ${items.join(', ')} ${done}, signed by ${options.as}`,
  ]);
}
