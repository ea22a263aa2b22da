// Five hundred notices that agree on being false: throw-away accounts of one group report harmless pictures of others, in the same words, within
// the hour. Honest people report at the same time. Afterwards a person looks at what the desk shows her of it, and warns one of them.
import { floodName } from './cast.ts';
import { report, reportPost, tell, type Telling } from './telling.ts';
import type { Member } from './yeoul.ts';

/** Accounts of the group at most; each aims at one picture again and again. */
const MOST_ACCOUNTS = 20;
/** Notices of one account at least: fewer than three refused ones would be no ground to warn anybody. */
const EACH = 5;
const WHY = 'in-concert';

/** Sends all of them, with the honest ones of the day spread evenly among them. */
export async function flood(telling: Telling): Promise<void> {
  const { plan, counted, words } = telling;
  const honest = plan.reports.filter(({ day }) => day === 3);
  const every = Math.ceil(plan.size.falseNotices / (honest.length + 1));
  const group = await accounts(telling);
  for (let sent = 0; sent < plan.size.falseNotices; sent += 1) {
    const { who, link } = group[sent % group.length] as Aiming;
    await report(telling, { link }, ['intimate-image'], { words: words.floodWords }, who);
    counted.falseReports += 1;
    const next = honest[Math.floor(sent / every)];
    if (sent % every === every - 1 && next !== undefined) await reportPost(telling, next);
  }
  for (const late of honest.slice(Math.floor(plan.size.falseNotices / every)))
    await reportPost(telling, late);
}

interface Aiming {
  readonly who: Member;
  readonly link: string;
}

const sizeOf = ({ plan }: Telling): number =>
  Math.min(MOST_ACCOUNTS, Math.floor(plan.size.falseNotices / EACH));

async function accounts(telling: Telling): Promise<readonly Aiming[]> {
  const group: Aiming[] = [];
  for (let number = 0; number < sizeOf(telling); number += 1) {
    const link = telling.world.harmless[number + 1]?.permalink ?? '';
    group.push({ who: await telling.stage.yeoul.signUp(floodName(number)), link });
  }
  return group;
}

/** What the desk shows a person of it: patterns, which prove nothing and do nothing. */
export async function seePatterns(telling: Telling): Promise<void> {
  const { patterns } = await telling.stage.command('misuse');
  const kinds = (patterns as readonly { readonly kind: string }[]).map(({ kind }) => kind);
  telling.counted.facts['patterns'] = [...new Set(kinds)].toSorted().join(', ');
  tell(telling, telling.words.patterns(kinds.length > 0));
}

/** After a person refused them, a person warns one of the group that she may be limited, with reasons. */
export async function warnOne(telling: Telling): Promise<void> {
  const { work, world, stage, counted } = telling;
  const aim = world.harmless[1]?.permalink;
  const hers: string[] = [];
  for (const { number } of await work.mina.cases()) {
    if (hers.length === EACH) break;
    const state = await work.mina.case(number);
    if (state.items[0]?.link === aim && state.items[0]?.result?.word === 'refused') hers.push(number);
  }
  const [first = '', ...more] = hers.toSorted();
  const asked = [
    'warn-notifier',
    first,
    '--cases',
    [first, ...more].join(','),
    '--reason',
    WHY,
    '--as',
    'lead',
  ];
  counted.facts['warned'] = await stage.command(...asked).then(
    () => true,
    () => false,
  );
  tell(telling, telling.words.warned(counted.facts['warned']));
}
