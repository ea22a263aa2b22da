// `redress ask` and `redress asked`: a notifier is asked for what is missing, and the question ends.
import { after, DAY, utc } from '../../domain/kernel/instant.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import { type Acting, momentIn, statementsIn, take } from './acts.ts';
import { signingTime } from './desk-now.ts';
import { positionsIn } from './positions.ts';
import { changedClocks, clockLine } from './views.ts';

export interface AskOptions {
  readonly missing?: string;
  readonly links?: string;
  readonly until?: string;
}

/** She is waited for a week unless another day is named: a law with a deadline does not wait. */
const USUAL_WAIT = 7 * DAY;

export async function ask(acting: Acting, options: AskOptions): Promise<void> {
  const missing = options.missing === undefined ? [] : statementsIn(options.missing);
  const about = options.links === undefined ? [] : positionsIn(options.links, '--links');
  const now = await signingTime(acting.desk);
  const until = options.until === undefined ? after(now, USUAL_WAIT) : momentIn('--until', options.until);
  const { before, after: state } = await take(acting, { kind: 'ask-notifier', missing, about, until });
  const clocks = changedClocks(before, state);
  const asked = state.asking;
  acting.output.result(
    {
      ...{ number: state.number, asked: { missing, links: about }, until: utc(until) },
      ...{ changed: clocks.map(({ clock }) => clock.key), case: caseJson(state) },
    },
    [
      `${state.number}: the notifier is asked by mail, signed by ${acting.options.as}`,
      `  waited for until ${utc(until)}${asked === null ? '' : `, reminded ${utc(asked.remind)}`}`,
      ...(asked === null || asked.clocks.length > 0
        ? []
        : ['  no law of this case stops its time for that: decide in time on what there is']),
      ...clocks.map((held) => clockLine(state, held)),
    ],
  );
}

export interface AskedOptions {
  readonly takenBack?: boolean;
}

/** It was answered in another way, or is asked no more. */
export async function endAsking(acting: Acting, { takenBack }: AskedOptions): Promise<void> {
  const why = takenBack === true ? 'taken-back' : 'answered-otherwise';
  const { before, after: state } = await take(acting, { kind: 'end-asking', why });
  const clocks = changedClocks(before, state);
  acting.output.result({ number: state.number, ended: why, case: caseJson(state) }, [
    `${state.number}: the question is over (${why}), signed by ${acting.options.as}`,
    ...clocks.map((held) => clockLine(state, held)),
  ]);
}
