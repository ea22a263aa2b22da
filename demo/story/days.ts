// The five days of the story. Each is a list of moments: who does what, and what the people of the desk do about it.
import { writerOf } from './cast.ts';
import type { DeskCase, Reviewer } from './desk-api.ts';
import { flood, seePatterns, warnOne } from './flood.ts';
import {
  centreLetter,
  correctionLetter,
  forgedLetter,
  ownMail,
  policeLetter,
  preservationLetter,
} from './mails.ts';
import { momentOf } from './clock.ts';
import { at, linkOf, mail, report, reportPost, taken, tell, type Telling } from './telling.ts';
import { note, settled, workOff } from './work.ts';
import { uploadAgain } from './world.ts';

const REGULATOR_DOCUMENT = '한빛심의-2026-1207';
export const FORGED_DOCUMENT = '한빛심의-2026-1208';
const KEPT_DOCUMENT = '사이버수사-2026-411';
const POLICE_DOCUMENT = '사이버수사-2026-398';
const CENTRE_DOCUMENT = '온볕-2026-77';
const KEPT_UNTIL = '2027-03-10T09:00:00.000Z';
const ELSEWHERE = 'https://t.me/example_den_8/140';

/** Monday: the first reports, a demand for money among them, which two people want, and a letter with every video. */
export async function monday(telling: Telling): Promise<void> {
  const { words, work, world, counted, plan } = telling;
  await at(telling, 1, '09:10', words.firstReports(plan.size.button[0] + 1));
  await buttons(telling, 1);
  await report(telling, { link: linkOf(world.drawing) }, ['intimate-image'], {}, world.members[1] ?? null);
  await report(
    telling,
    { link: linkOf(world.extortion) },
    ['threat'],
    words.threatened,
    world.members[0] ?? null,
  );
  counted.reports += 2;
  await taken(telling);
  await settled(work);
  const [first] = await work.mina.queue();
  const shown = first === undefined ? undefined : await work.mina.case(first.number);
  counted.facts['extortionFirst'] = shown?.items[0]?.link === linkOf(world.extortion);
  tell(telling, words.threatFirst(counted.facts['extortionFirst'] === true));
  tell(telling, words.claimed);
  await twoWantOne(telling);
  await workOff(work);
  await at(telling, 1, '11:00', words.mails);
  await mails(telling, 1);
  await at(telling, 1, '14:00', words.regulator(plan.size.videos));
  const videos = world.posts.slice(0, plan.size.videos).map(linkOf);
  await mail(telling, correctionLetter(REGULATOR_DOCUMENT, videos));
  counted.letters += 1;
  await taken(telling);
  await workOff(work);
  await at(telling, 1, '16:00', words.forged);
  const [harmless] = world.harmless;
  await mail(telling, forgedLetter(FORGED_DOCUMENT, [harmless?.permalink ?? '']));
  counted.forged += 1;
  await taken(telling);
  await workOff(work);
}

/** Tuesday: the same again by others, something comes back, and the seventh account disagrees. */
export async function tuesday(telling: Telling): Promise<void> {
  const { words, work, world, counted, plan, stage } = telling;
  await at(telling, 2, '09:30', words.duplicates);
  await buttons(telling, 2);
  await mails(telling, 2);
  await mail(
    telling,
    policeLetter(
      POLICE_DOCUMENT,
      plan.police.map((post) => linkOf(world.posts[post])),
    ),
  );
  await mail(
    telling,
    centreLetter(
      CENTRE_DOCUMENT,
      plan.centre.map((post) => linkOf(world.posts[post])),
    ),
  );
  counted.letters += 2;
  await report(telling, { link: linkOf(world.abroad) }, ['intimate-image'], {}, world.members[2] ?? null);
  counted.reports += 1;
  await taken(telling);
  await workOff(work);
  await at(telling, 2, '11:00', words.again);
  const [first] = world.posts;
  const [, second] = world.uploaders;
  if (first === undefined || second === undefined) throw new RangeError('nobody posts');
  counted.again.push(await uploadAgain(stage.yeoul, first, true, second));
  await at(telling, 2, '12:00', words.appeals);
  const hers = await noticeOf(telling);
  if (hers !== undefined) await stage.yeoul.appeal(world.drawing.by, hers, words.appealWords);
}

/** Wednesday: five hundred false notices, and honest ones among them. */
export async function wednesday(telling: Telling): Promise<void> {
  const { words, work, plan } = telling;
  await telling.passing.until(momentOf(3, '09:30'));
  await workOff(work);
  const regulators = await caseWith(work.mina, REGULATOR_DOCUMENT);
  await at(telling, 3, '09:35', words.corrected((regulators?.replies ?? 0) > 1));
  await at(telling, 3, '10:00', words.flood(plan.size.falseNotices));
  await flood(telling);
  await mails(telling, 3);
  await taken(telling);
  await seePatterns(telling);
  await workOff(work);
  await warnOne(telling);
}

/** Thursday: something is to be kept, the appeal is answered by somebody else. */
export async function thursday(telling: Telling): Promise<void> {
  const { words, work, world, counted } = telling;
  await at(telling, 4, '09:30', words.preservation);
  await mail(telling, preservationLetter(KEPT_DOCUMENT, world.kept.map(linkOf)));
  counted.letters += 1;
  await buttons(telling, 4);
  await mails(telling, 4);
  await report(telling, { room: world.sealedRoom }, ['other'], {}, world.members[0] ?? null);
  counted.reports += 1;
  await taken(telling);
  await settled(work);
  await keep(telling);
  await workOff(work);
  await at(telling, 4, '14:00', words.ruling);
  await rule(telling);
  await workOff(work);
  tell(telling, words.ruled(counted.facts['appealUpheld'] === true));
}

/** Friday: the last notices, and a look at everything. */
export async function friday(telling: Telling): Promise<void> {
  const { words, work } = telling;
  await at(telling, 5, '09:30', words.last);
  await buttons(telling, 5);
  await mails(telling, 5, [ELSEWHERE]);
  await taken(telling);
  await workOff(work);
  await at(telling, 5, '18:00', words.evening);
  await workOff(work);
}

async function buttons(telling: Telling, day: number): Promise<void> {
  for (const planned of telling.plan.reports.filter((one) => one.day === day))
    await reportPost(telling, planned);
}

async function mails(telling: Telling, day: number, more: readonly string[] = []): Promise<void> {
  for (const planned of telling.plan.mails.filter((one) => one.day === day)) {
    const links = planned.posts.map((post) => linkOf(telling.world.posts[post]));
    await mail(telling, ownMail(writerOf(planned.who, planned.side), planned.side, [...links, ...more]));
    telling.counted.mails += 1;
  }
}

/** The notice by whose link the seventh account may disagree about the drawing. */
async function noticeOf({ stage, world }: Telling): Promise<string | undefined> {
  const { blob, message } = world.drawing.places[0] ?? {};
  const { notices } = await stage.yeoul.notices(world.drawing.by);
  const about = (notice: object): boolean => {
    const { what } = notice as { readonly what?: { readonly id: string } };
    return what?.id === blob || what?.id === String(message);
  };
  return notices.find((notice) => notice.appeal?.state === 'open' && about(notice))?.id;
}

/** Nothing is hidden by a letter that asks to keep: what is known of the copies is kept until a day. */
async function keep({ work, counted }: Telling): Promise<void> {
  const found = await caseWith(work.mina, KEPT_DOCUMENT);
  if (found === undefined) return;
  const items = found.items.map(({ position }) => position);
  const ground = { kind: 'law', regime: found.laws[0]?.regime ?? '' } as const;
  const asks = { kind: 'preserve-items', items, ground, until: KEPT_UNTIL };
  const signed = { items, ground: `law:${ground.regime}`, until: KEPT_UNTIL };
  const done = await work.mina.act(found.number, asks, signed);
  note(work.refusals, 'preserve', done);
  counted.facts['preserved'] = done.kind === 'done' ? items.length : 0;
}

async function caseWith(reviewer: Reviewer, documentNumber: string): Promise<DeskCase | undefined> {
  const listed = (await reviewer.cases()).find((one) => one.documentNumber === documentNumber);
  return listed && reviewer.case(listed.number);
}

/** Sora works on the first case, so Mina may not decide on it; then Sora hands it back. */
async function twoWantOne({ work }: Telling): Promise<void> {
  const [first] = await work.mina.queue();
  if (first === undefined) return;
  note(work.refusals, 'claim', await work.sora.claim(first.number, 30));
  const terms = { kind: 'terms', clause: '4' } as const;
  const decided = await work.mina.decide(first.number, 'refuse', [1], terms);
  note(work.refusals, 'decide what another works on', decided);
  note(work.refusals, 'hand back', await work.sora.claim(first.number, null));
}

/** Whoever decided may not answer the appeal; somebody else upholds it. */
async function rule({ work, counted }: Telling): Promise<void> {
  const waiting = (await work.mina.queue()).find(({ needs }) => needs === 'ruling');
  const found = waiting === undefined ? undefined : await work.mina.case(waiting.number);
  const appeal = found?.appeals.find(({ upheld }) => upheld === null);
  if (found === undefined || appeal === undefined) return;
  const ground = { kind: 'terms', clause: '9' } as const;
  const asks = { kind: 'decide-appeal', appeal: appeal.id, upheld: true, ground };
  const signed = { appeal: appeal.id, upheld: true, ground: 'terms:9' };
  note(work.refusals, 'rule on her own decision', await work.mina.act(found.number, asks, signed));
  const done = await work.sora.act(found.number, asks, signed);
  note(work.refusals, 'rule', done);
  counted.facts['appealUpheld'] = done.kind === 'done';
}
