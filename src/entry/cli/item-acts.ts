// `redress withdraw-items`, `preserve`, `extend-preservation`, `release-preservation`: what a person signs about single items beside decisions.
import type { Case } from '../../domain/case/case.ts';
import type { Ground, ItemIndex } from '../../domain/case/event.ts';
import { keptUntil } from '../../domain/case/kept-law.ts';
import { letterId } from '../../domain/kernel/ids.ts';
import { type Instant, kst, utc } from '../../domain/kernel/instant.ts';
import { actOnItems, type AskedOfItems } from '../../workflow/act-on-items.ts';
import { type Acting, momentIn } from './acts.ts';
import { type GroundOptions, groundOf } from './grounds.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, EXIT, refused } from './output.ts';
import { positionsIn } from './positions.ts';
import { signedRequest, type Signing, type SigningOptions, signing } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';

export interface WithdrawItemsOptions extends SigningOptions {
  readonly items: string;
  readonly letter?: string;
  readonly undo?: boolean;
}

/** The notifier took items back, in a letter that joined or in another way; or what she took back is asked for again, within 24 hours. */
export async function withdrawItems(acting: Acting, options: WithdrawItemsOptions): Promise<void> {
  if (options.undo === true && options.letter !== undefined)
    throw new CommandError(
      'usage',
      '--undo takes back what a person signed, and no letter',
      'leave out --letter: name the items alone',
      EXIT.usage,
    );
  const items = positionsIn(options.items, '--items');
  const letter = letterIn(options);
  await sign(
    acting,
    options.undo === true ? { kind: 'undo-withdrawal', items } : { kind: 'withdraw-items', items, letter },
    options.undo === true ? 'asked for again' : 'withdrawn',
  );
}

export interface PreserveOptions extends SigningOptions, GroundOptions {
  readonly items: string;
  readonly until?: string;
}

/** Keeps what is known of the copies, and no bytes, for whoever asked. Nothing is hidden by it. */
export async function preserve(acting: Acting, options: PreserveOptions): Promise<void> {
  const items = positionsIn(options.items, '--items');
  const signed = await signing(acting.wiring, acting.desk, acting.number, acting.options);
  const ground = groundOf(options, signed.state, null);
  const until =
    options.until === undefined
      ? await asLongAsTheLaw(acting, signed.state, ground)
      : momentIn('--until', options.until);
  await signWith(
    signed,
    acting,
    { kind: 'preserve-items', items, ground, until },
    `preserved until ${utc(until)} (${kst(until)})`,
  );
}

/** As long as the law of the ground lets it be kept from now. */
async function asLongAsTheLaw({ desk }: Acting, state: Case, ground: Ground): Promise<Instant> {
  const { book } = await desk.law();
  const until = keptUntil(state, ground, await signingTime(desk), 'period', book);
  if (until !== null) return until;
  throw new CommandError(
    'usage',
    'the ground says nothing of how long data are kept',
    'name a day with --until',
    EXIT.usage,
  );
}

export interface ExtendPreservationOptions extends SigningOptions {
  readonly items: string;
  readonly until: string;
  readonly letter?: string;
}

/** What is kept is kept longer, once, as far as the law of its ground allows. */
export async function extendPreservation(acting: Acting, options: ExtendPreservationOptions): Promise<void> {
  const until = momentIn('--until', options.until);
  await sign(
    acting,
    {
      kind: 'extend-preservations',
      items: positionsIn(options.items, '--items'),
      until,
      letter: letterIn(options),
    },
    `preserved until ${utc(until)} (${kst(until)})`,
  );
}

export interface ReleasePreservationOptions extends SigningOptions {
  readonly items: string;
  readonly letter?: string;
}

/** What is kept need be kept no longer; signed by another person than whoever decided to keep it. */
export const releasePreservation = (acting: Acting, options: ReleasePreservationOptions): Promise<void> =>
  sign(
    acting,
    {
      kind: 'release-preservations',
      items: positionsIn(options.items, '--items'),
      letter: letterIn(options),
    },
    'preserved no longer',
  );

const letterIn = ({ letter }: { readonly letter?: string }) =>
  letter === undefined ? null : letterId(letter);

async function sign(acting: Acting, asked: AskedOfItems, done: string): Promise<void> {
  const { wiring, desk, number, options } = acting;
  await signWith(await signing(wiring, desk, number, options), acting, asked, done);
}

/** @param signed with the key that was read already: it is asked for once */
async function signWith(
  signed: Signing,
  { desk, options, output }: Pick<Acting, 'desk' | 'options' | 'output'>,
  asked: AskedOfItems,
  done: string,
): Promise<void> {
  const now = await signingTime(desk);
  const { book } = await desk.law();
  const ports = { ...desk, book };
  const taken = await actOnItems(signedRequest(desk, signed, options, asked, now), asked, now, ports);
  if (!taken.ok) throw refused(taken.error);
  const items: readonly ItemIndex[] = asked.items;
  output.result({ number: taken.value.number, act: asked.kind, items, case: caseJson(taken.value) }, [
    `${taken.value.number}: item ${items.join(', ')} ${done}, signed by ${options.as}`,
  ]);
}
