// One walk: a notice arrives, things happen to its case and to the machine, the watch looks on. Everything is drawn from one seed.
import { lawsFor } from '../../src/domain/clock/apply.ts';
import { caseNumber, letterId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { randomFrom } from '../../prove/rig/random.ts';
import { ORIGIN, signed } from '../support/fixtures.ts';
import { type Desk, deskAt } from './clocks-desk.ts';
import { troubleTheMachine } from './clocks-machine-trouble.ts';
import { beginning, type Beginning, type Laws } from './clocks-notice.ts';
import { takeStep } from './clocks-step.ts';
import { factsOf, type Walker } from './clocks-walker.ts';

const DAY = 86_400_000;
const MOST_STEPS = 16;
/** True time after which a walk is over. */
const LONGEST = 150 * DAY;
const ALMOST = [-1, 0, 1, 2, -60_000, 60_000, 15_000];

export interface Walk extends Beginning {
  readonly desk: Desk;
  /** What was done, for people to read. */
  readonly log: readonly string[];
  /** What the product answered otherwise than the oracle. */
  readonly verdicts: readonly string[];
  readonly receivedTrue: number;
  readonly restarts: number;
  /** Steps of the wall clock. */
  readonly wallSteps: number;
}

/** The walk of this number under a seed. */
export function walk(seed: number, number: number, laws: Laws): Walk {
  const random = randomFrom(Math.imul(seed, 0x01000193) ^ Math.imul(number + 1, 0x5bd1e995));
  const begun = beginning(random, laws);
  const { told } = begun;
  const desk = deskAt(told.receivedAt - random.whole(DAY), random.chance(0.5) ? 'desk' : 'wall');
  let acts = 0;
  const walker: Walker = {
    ...begun,
    random,
    desk,
    stages: Array.from({ length: begun.items }, () => 0),
    log: [],
    verdicts: [],
    count: { restarts: 0, wallSteps: 0 },
    act: () => {
      acts += 1;
      return signed(`act-${acts}`, random.pick(['ara', 'bora']), desk.stamp());
    },
  };
  const receivedTrue = receive(walker);
  const steps = 2 + random.whole(MOST_STEPS - 1);
  for (let step = 0; step < steps; step += 1) {
    if (desk.machine.trueTime() - receivedTrue > LONGEST) break;
    rest(walker);
    takeStep(walker);
  }
  rest(walker);
  return { ...walker, receivedTrue, ...walker.count };
}

/** The listener stamps the wall; the case is made of the letter a little later. */
function receive(walker: Walker): number {
  const { random, desk, told } = walker;
  desk.wait(told.receivedAt - desk.machine.wall());
  desk.now();
  const receivedTrue = desk.machine.trueTime();
  desk.wait(random.chance(0.9) ? random.whole(60_000) : random.whole(DAY));
  if (random.chance(0.05)) troubleTheMachine(walker);
  const answer = desk.tell(
    {
      kind: 'receive',
      number: caseNumber(2026, 1),
      missing: told.missing,
      laws: lawsFor(walker.book, factsOf(walker, walker.speaker, told.missing), walker.reach),
      notice: {
        letter: letterId('letter'),
        receivedAt: instant(told.receivedAt),
        sender: { level: walker.speaker.proven ? 'L1' : 'L0', authority: null, reasons: [] },
        reading: {
          kind: told.letter,
          documentNumber: null,
          replyBy: told.replyBy === null ? null : instant(told.replyBy),
          measures: [],
          legalBasis: [],
          confidential: false,
          languages: ['en'],
          items: walker.stages.map((_, at) => ({
            number: at + 1,
            locator: { platform: 'messenger', link: `${ORIGIN}/r/maple/m/${at}` },
          })),
          rejected: [],
          leftOut: [],
          unread: [],
        },
      },
    },
    { kind: 'opened' },
  );
  if (answer !== 'allowed') throw new Error(`a notice was refused: ${answer}`);
  return receivedTrue;
}

/** Time goes on: often to a moment at which something is due, or a moment beside it. */
function rest(walker: Walker): void {
  const { random, desk } = walker;
  if (random.chance(0.25)) troubleTheMachine(walker);
  desk.wait(Math.max(0, Math.min(pause(walker), 60 * DAY)));
  if (random.chance(0.1)) troubleTheMachine(walker);
}

function pause({ random, desk }: Walker): number {
  const drawn = random.next();
  if (drawn < 0.15) return random.pick([0, 0, 1, random.whole(60_000)]);
  const moments = desk.state().clocks.flatMap(({ clock, status }) => {
    if (status === 'stopped') return [];
    const { due, target, startedAt } = clock;
    return [target, due, due === null ? null : due - (due - startedAt) / 4, due === null ? null : due - DAY];
  });
  const ahead = moments.filter((moment) => moment !== null && moment > desk.machine.known());
  if (drawn < 0.6 && ahead.length > 0) {
    const beside = random.chance(0.7) ? random.pick(ALMOST) : random.whole(2 * 3_600_000) - 3_600_000;
    return Math.trunc((random.pick(ahead) ?? 0) - desk.machine.known() + beside);
  }
  return Math.trunc(1_000 * Math.exp(random.next() * Math.log(14 * 86_400)));
}
