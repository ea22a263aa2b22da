// What people and programs ask a desk: the order of work, one case, the next deadline. Asked of the store alone and over the API, many times each.
import type { Database } from '../../src/adapters/store/postgres/database.ts';
import { postgresCounts } from '../../src/adapters/store/postgres/counts.ts';
import { postgresClocks } from '../../src/adapters/store/postgres/clocks.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { quantile } from '../harness/statistics.ts';
import { caseOf, casesOf, TENANT } from './fill.ts';
import type { Scene, Served } from './scene.ts';

export interface Answered {
  readonly what: string;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

/** The first and the last of a run of cases, by number. */
interface Stretch {
  readonly from: number;
  readonly count: number;
}

export interface Asked {
  readonly open: Stretch;
  readonly answered: Stretch;
  readonly samples: number;
}

const PAGE = 50;
const COMMANDS = 5;
const COUNTS = 10;
/** Asked first and not counted, of so many that are. */
const WARM_UP_SHARE = 0.1;

export async function askStore(db: Database, asked: Asked): Promise<readonly Answered[]> {
  const cases = casesOf(db);
  const clocks = postgresClocks(db, TENANT);
  const now = () => instant(Date.now());
  const next = picking(asked);
  return [
    await timed('counted beside, once a minute', COUNTS, () => postgresCounts(db, TENANT).count()),
    await timed(`queue, the first ${PAGE}`, asked.samples, () => cases.queue(now(), PAGE)),
    await timed('next deadline of all cases', asked.samples, () =>
      clocks.list({ now: now(), stopped: false, limit: 1 }),
    ),
    await timed('alarms owed now', asked.samples, () => clocks.owing(now(), PAGE)),
    await timed(`page of ${PAGE} cases`, asked.samples, () => cases.page({ limit: PAGE })),
    await timed('an open case, read whole', asked.samples, () => casesOf(db).load(caseOf(next('open')))),
    await timed('an answered case, read whole', asked.samples, () =>
      casesOf(db).load(caseOf(next('answered'))),
    ),
  ];
}

/** @param numbers of open cases as people write them */
export async function askApi(
  { get }: Served,
  numbers: { readonly open: readonly string[]; readonly answered: readonly string[] },
  samples: number,
): Promise<readonly Answered[]> {
  const nextOf = (all: readonly string[]) => {
    let at = 0;
    return () => all[(at += 7) % all.length] ?? '';
  };
  const [open, answered] = [nextOf(numbers.open), nextOf(numbers.answered)];
  return [
    await timed(`API: queue, the first ${PAGE}`, samples, () => get(`/v1/queue?limit=${PAGE}`)),
    await timed(`API: ${PAGE} clocks, those at risk first`, samples, () => get(`/v1/clocks?limit=${PAGE}`)),
    await timed('API: an open case', samples, () => get(`/v1/cases/${open()}`)),
    await timed('API: an answered case', samples, () => get(`/v1/cases/${answered()}`)),
    await timed(`API: list of ${PAGE} cases`, samples, () => get(`/v1/cases?limit=${PAGE}`)),
  ];
}

/** A command is a process of its own: most of it is starting. */
export const askCommand = (scene: Scene, numbers: readonly string[]): Promise<Answered> => {
  let at = 0;
  return timed('command: redress case N', COMMANDS, () =>
    scene.command('case', numbers[(at += 1) % numbers.length] ?? ''),
  );
};

/** Numbers of cases one after another, far apart. */
function picking({ open, answered }: Asked) {
  let at = 0;
  return (which: 'open' | 'answered'): number => {
    const { from, count } = which === 'open' ? open : answered;
    at += 1;
    return from + ((at * 7_919) % count);
  };
}

async function timed(what: string, samples: number, ask: () => Promise<unknown>): Promise<Answered> {
  for (let time = 0; time < Math.ceil(samples * WARM_UP_SHARE); time += 1) await ask();
  const taken: number[] = [];
  for (let time = 0; time < samples; time += 1) {
    const began = performance.now();
    await ask();
    taken.push(performance.now() - began);
  }
  return { what, p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), samples };
}
