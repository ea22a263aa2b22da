// `redress decide`: a person decides on items of a case, or of several at once, and signs with her key. What will happen is said before.
import { createInterface } from 'node:readline/promises';
import type { Case } from '../../domain/case/case.ts';
import {
  type DecisionTerms,
  type ListedItems,
  type Spare,
  SPARE_REASONS,
} from '../../domain/case/decision-terms.ts';
import type { Item } from '../../domain/case/item.ts';
import type { Decision } from '../../domain/case/event.ts';
import type { LawBook } from '../../domain/clock/book.ts';
import { decisionPayload } from '../../domain/decision/payload.ts';
import { copyId, decisionId } from '../../domain/kernel/ids.ts';
import {
  type Chosen,
  decideCases,
  type Decided,
  foresee,
  type Foreseen,
} from '../../workflow/decide-cases.ts';
import { momentIn } from './acts.ts';
import { copiesIn, decidedJson, decidedText, foreseenJson, foreseenText } from './decide-words.ts';
import { signingTime } from './desk-now.ts';
import { type GroundOptions, groundOf } from './grounds.ts';
import { CommandError, EXIT, type Output, refused } from './output.ts';
import { positionsIn } from './positions.ts';
import { caseNamed, type SigningOptions, signerNamed } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface DecideOptions extends SigningOptions, GroundOptions {
  readonly items: string;
  readonly except?: string;
  readonly also?: readonly string[];
  readonly spare?: readonly string[];
  readonly hide?: boolean;
  readonly forNow?: string;
  readonly refuse?: boolean;
  readonly destroy?: boolean;
  readonly restore?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly althoughOnlyToKeep?: boolean;
}

type Act = Decision['act'];

export async function decide(
  wiring: Wiring,
  desk: Desk,
  number: string,
  options: DecideOptions,
  output: Output,
): Promise<void> {
  const act = actOf(options);
  const chosen = await chosenBy(desk, number, options, act);
  const [first] = chosen;
  if (first === undefined) return;
  const decision = {
    ...{ id: decisionId(desk.ids.fresh()), act, ground: groundOf(options, first.state, await lawsOf(desk)) },
    at: await signingTime(desk),
    ...termsOf(options, chosen),
  };
  const foreseen = await foresee(chosen, await draft(desk, options.as, decision), decision.at, desk);
  if (options.dryRun === true) {
    const lines = [...foreseenText(act, foreseen), 'Nothing was signed and nothing was done.'];
    return output.result({ act, dryRun: true, cases: foreseenJson(foreseen) }, lines);
  }
  await confirm(act, foreseen, options, output);
  const signer = await signerNamed(wiring, desk, options);
  const payload = decisionPayload(first.number, first.items, { ...decision, by: signer.person });
  const signed = { person: options.as, decision, signature: signer.sign(payload) };
  told(act, await decideCases(chosen, signed, decision.at, desk), options.as, output);
}

/** None where they cannot be read: that keeps nobody from hiding. */
const lawsOf = (desk: Desk): Promise<Pick<LawBook, 'regimes'>> =>
  desk.law().then(
    ({ book }) => book,
    () => ({ regimes: [] }),
  );

/** As it would be recorded: by whom is known before anything is signed. */
async function draft(
  desk: Desk,
  name: string,
  decision: Omit<Decision, 'by' | 'signature'>,
): Promise<Decision> {
  const person = await desk.people.byName(name);
  if (person === undefined)
    throw new CommandError(
      'decision.unknown-person',
      `nobody is registered as ${name}`,
      '`redress people add NAME` registers a key',
    );
  return { ...decision, by: person.id, signature: '' };
}

/** One case says no as it always did; of several, those that were decided are told as well. */
function told(act: Act, decided: readonly Decided[], person: string, output: Output): void {
  const [first] = decided;
  if (first === undefined) return;
  const { outcome, items } = first;
  if (decided.length === 1 && !outcome.ok) throw refused(outcome.error);
  const copies = decided.reduce((sum, one) => sum + copiesIn(one), 0);
  const so = { decided: outcome.ok ? items : [], act, copies, cases: decidedJson(decided) };
  output.result(
    { ...so, case: outcome.ok ? caseJson(outcome.value) : null },
    decidedText(act, person, decided),
  );
  if (decided.some((one) => !one.outcome.ok)) process.exitCode = EXIT.refused;
}

function actOf(options: DecideOptions): Act {
  const acts = (['hide', 'refuse', 'destroy', 'restore'] as const).filter((act) => options[act] === true);
  const [act] = acts;
  if (act === undefined || acts.length > 1)
    throw usage('choose one of --hide, --refuse, --destroy, --restore');
  return act;
}

const usage = (says: string, cure?: string): CommandError =>
  new CommandError('usage', says, cure, EXIT.usage);

/** The case that was named first, then each further one; every case once. */
async function chosenBy(
  desk: Desk,
  number: string,
  { items, except, also = [] }: DecideOptions,
  act: Act,
): Promise<readonly Chosen[]> {
  const asked = [`${number}:${items}`, ...also].map((text) => text.split(':'));
  const chosen: Chosen[] = [];
  for (const [named = '', list = 'all', ...rest] of asked) {
    if (rest.length > 0) throw usage(`--also: cannot read "${rest.join(':')}"`, 'write R-26-0002:1-4');
    const found = await caseNamed(desk, named);
    if (chosen.some((one) => one.number === found.number)) throw usage(`${found.number} is named twice`);
    const all = itemsOf(list, found.state, act);
    chosen.push({ ...found, items: chosen.length === 0 ? without(all, except) : all });
  }
  return chosen;
}

/** An exception that is not in the list is a slip of the pen: nothing is decided by it. */
function without(items: readonly number[], except: string | undefined): readonly number[] {
  const excepted = except === undefined ? [] : positionsIn(except, '--except');
  const stray = excepted.find((item) => !items.includes(item));
  if (stray !== undefined)
    throw usage(`--except ${stray}: this item would not be decided on anyway`, 'see --dry-run');
  return items.filter((item) => !excepted.includes(item));
}

function termsOf(
  { althoughOnlyToKeep, spare = [], forNow }: DecideOptions,
  chosen: readonly Chosen[],
): DecisionTerms {
  const list: readonly ListedItems[] = chosen.map(({ number, items }) => ({ number, items }));
  return {
    ...(althoughOnlyToKeep === true ? { although: 'only-to-keep' as const } : {}),
    ...(list.length < 2 ? {} : { list }),
    ...(spare.length === 0 ? {} : { spares: spare.map(spareIn) }),
    ...(forNow === undefined ? {} : { provisional: { until: momentIn('--for-now', forNow) } }),
  };
}

/** `COPY=REASON`; the id of a copy may hold `=` itself. */
function spareIn(text: string): Spare {
  const at = text.lastIndexOf('=');
  const why = SPARE_REASONS.find((reason) => reason === text.slice(at + 1));
  if (at < 1 || why === undefined)
    throw usage(
      `--spare: cannot read "${text}"`,
      `write COPY=REASON; reasons: ${SPARE_REASONS.join(', ')}; copies: redress case NUMBER --json`,
    );
  return { copy: copyId(text.slice(0, at)), why };
}

/** Positions in the letter, `1-5,7`, or `all`: everything on which this act is possible now. */
function itemsOf(text: string, state: Pick<Case, 'items'>, act: Act): readonly number[] {
  if (text === 'all') return state.items.filter((item) => awaits(item, act)).map((item) => item.index);
  return positionsIn(text, '--items');
}

function awaits(item: Item, act: Act): boolean {
  if (act !== 'destroy' && act !== 'restore') return item.status === 'awaiting-decision';
  const isHidden = item.result?.word === 'removed' && item.result.how === 'hide';
  return isHidden && item.decision?.act !== 'restore';
}

async function confirm(
  act: Act,
  foreseen: readonly Foreseen[],
  options: DecideOptions,
  output: Output,
): Promise<void> {
  if (options.yes === true || process.stdin.isTTY !== true) return;
  for (const line of [...foreseenText(act, foreseen), `As ${options.as}.`]) output.note(line);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Go on? [y/N] ');
  prompt.close();
  if (!/^(y|yes|예|네)$/i.test(answer.trim()))
    throw new CommandError('decision.not-confirmed', 'nothing was decided');
}
