// What people say of a case from the command line: what a notice lacks, steps, clocks, laws, appeals, closing. Signed, or nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../src/domain/case/command.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { after, DAY, HOUR, type Instant, instant, utc } from '../../src/domain/kernel/instant.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, type Json, redressHere, redressJson } from '../support/command-line.ts';
import { acted, decides, found, locatedAs, looked, type NoticeOptions, swept } from '../support/fixtures.ts';
import { AWARENESS, duty, element, hours, lawOf, regime, SOURCED } from '../support/laws.ts';
import { idOf, open, type Store } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const now = instant(Date.now());
const ago = (milliseconds: number): Instant => after(now, -milliseconds);
/** A law with everything a person may do: elements, a pause, more time. */
const GENTLE = regime({
  id: 'kr-gentle',
  instrument: 'Gentle Act',
  elements: [
    element({
      key: 'signed',
      needs: ['signature'],
      text: { en: 'sign the letter by hand', ko: '편지에 서명해 주십시오' },
    }),
  ],
  pause: SOURCED,
  duties: [
    duty({
      key: 'remove',
      from: 'valid-request-received',
      ends: 'settled',
      pace: hours(48),
      extension: SOURCED,
    }),
  ],
});
const LAW = lawOf(GENTLE, AWARENESS);
const REMOVE = 'kr-gentle/remove';
const HIDDEN = [found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1)];

let desk: Desk;
let store: Store;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  store = storeOf(desk.db, 'main');
  folder = await mkdtemp(path.join(tmpdir(), 'redress-acts-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  for (const name of ['mina', 'sora', 'yuna']) await ask('people', 'add', name);
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const ask = (...args: string[]) => redressJson([...args, '--config', config.file], {}, redressHere);
const text = async (...args: string[]): Promise<string> =>
  (await redressHere([...args, '--config', config.file])).stdout;
const by = (name: string, ...args: string[]): string[] => [...args, '--as', name];
const refusal = async (
  ...args: string[]
): Promise<{ code: string; exit: number | null; cure: string | null }> => {
  const { code: exit, json, stderr } = await ask(...args);
  if (json.error === undefined) throw new Error(`not refused: ${JSON.stringify(json)}`);
  if (exit !== 2) expect(stderr).toContain(json.error.code);
  const { code, cure } = json.error;
  return { code, exit, cure };
};

/** A case received an hour ago from a person nobody could prove, and what happened to it since. @returns its number */
async function caseOf(key: string, options: NoticeOptions, ...commands: readonly Command[]): Promise<string> {
  const receivedAt = ago(HOUR);
  await open(store, key, { receivedAt, signatures: [] }, { level: 'L0', law: LAW, ...options });
  return told(idOf(key), ...commands);
}
async function told(id: CaseId, ...commands: readonly Command[]): Promise<string> {
  const done = await store.cases.update(id, (state) => step(state, commands, DESK, ago(HOUR / 2)));
  if (!done.ok) throw new Error(done.error.code);
  return done.value.number ?? '';
}
const clocksIn = (json: Json): Record<string, { status: string; why: string | null; due: string }> =>
  Object.fromEntries(
    (
      json as unknown as { case: { clocks: { key: string; status: string; why: string; due: string }[] } }
    ).case.clocks.map((clock) => [clock.key, clock]),
  );

describe('redress notice', () => {
  it('says what to ask the notifier for, in both languages, and that the clock waits for it', async () => {
    const number = await caseOf('lacking', {});
    const page = await text(...by('mina', 'notice', number, '--missing', 'signature,phone'));
    expect(page).toContain(`${number}: missing: signature,phone, signed by mina`);
    expect(page).toContain('ask, under Gentle Act (kr-gentle):');
    expect(page).toContain('    en  sign the letter by hand\n    ko  편지에 서명해 주십시오\n');
    expect(page).toContain('no law of this case demands: phone');
    expect(page).toMatch(/clock {5}kr-gentle\/remove \(Art\. 1\): due .*, stopped \(insufficient\)/);
    expect(page).not.toContain('kr-tba-22-5/remove');
    expect(await text('case', number)).toContain('missing   kr-gentle: sign the letter by hand');
  });

  it('starts the clock anew when the notifier has stated what was missing', async () => {
    const number = await caseOf('completed', {});
    const judged = await ask(...by('mina', 'notice', number, '--missing', 'signature'));
    expect(judged.json).toMatchObject({
      number,
      missing: ['signature'],
      asks: [{ regime: 'kr-gentle', element: 'signed', ask: { en: 'sign the letter by hand' } }],
      changed: [REMOVE],
    });
    const stated = await ask(...by('sora', 'notice', number, '--stated', 'signature'));
    expect(stated.json).toMatchObject({ missing: [], asks: [], changed: [`${REMOVE}#2`] });
    expect(await refusal(...by('sora', 'notice', number, '--stated', 'signature'))).toMatchObject({
      code: 'notice.nothing-missing',
      exit: 1,
    });
  });

  it.each([
    ['with neither', []],
    ['with both', ['--missing', 'signature', '--stated', 'contact']],
    ['with a part no notice has', ['--missing', 'signature,shoe-size']],
    ['with nothing between commas', ['--missing', '']],
  ])('%s is a wrong command line', async (_, args) => {
    const number = await caseOf(`usage ${args.length} ${args[1]}`, {});
    expect(await refusal(...by('mina', 'notice', number, ...args))).toMatchObject({ code: 'usage', exit: 2 });
  });
});

describe('redress milestone', () => {
  it('records a step once, and shows it', async () => {
    const number = await caseOf('step', {});
    expect((await ask(...by('mina', 'milestone', number, 'receipt-confirmed'))).json).toMatchObject({
      milestone: 'receipt-confirmed',
      case: { milestones: [{ milestone: 'receipt-confirmed' }] },
    });
    expect(await refusal(...by('mina', 'milestone', number, 'receipt-confirmed'))).toMatchObject({
      code: 'milestone.already-reached',
    });
    expect(await refusal(...by('mina', 'milestone', number, 'tea-made'))).toMatchObject({ code: 'usage' });
    expect(await text('case', number)).toMatch(/done {6}receipt-confirmed {2}2\d{3}-/);
  });
});

describe('redress clock', () => {
  it('lets a clock stand still and go on where its law says so', async () => {
    const number = await caseOf('pausing', {});
    const on = (act: string, clock = REMOVE) => by('mina', 'clock', number, act, '--clock', clock);
    expect(clocksIn((await ask(...on('pause'))).json)[REMOVE]).toMatchObject({ status: 'paused' });
    expect(await refusal(...on('pause'))).toMatchObject({ code: 'clock.not-running' });
    expect(clocksIn((await ask(...on('resume'))).json)[REMOVE]).toMatchObject({ status: 'running' });
    expect(await refusal(...on('resume'))).toMatchObject({ code: 'clock.not-paused' });
    expect(await refusal(...on('pause', 'kr-tba-22-5/remove'))).toMatchObject({ code: 'clock.no-pause' });
    expect(await refusal(...on('pause', 'none/at-all'))).toMatchObject({ code: 'clock.unknown' });
  });

  it('extends a deadline to a later moment, and to no earlier one', async () => {
    const number = await caseOf('extending', {});
    const to = (moment: string, clock = REMOVE) =>
      by('sora', 'clock', number, 'extend', '--clock', clock, '--to', moment);
    const later = utc(after(now, 3 * DAY));
    const kst = utc(after(now, 4 * DAY + 9 * HOUR)).replace('Z', '+09:00');
    expect(clocksIn((await ask(...to(later))).json)[REMOVE]?.due).toBe(later);
    expect(clocksIn((await ask(...to(kst))).json)[REMOVE]?.due).toBe(utc(after(now, 4 * DAY)));
    expect(await refusal(...to(later))).toMatchObject({ code: 'clock.not-later' });
    expect(await refusal(...to(later, 'kr-tba-22-5/remove'))).toMatchObject({ code: 'clock.no-extension' });
  });

  it.each([
    ['extend', []],
    ['pause', ['--to', '2030-01-01T00:00:00Z']],
    ['extend', ['--to', '2030-01-01T00:00:00']],
    ['extend', ['--to', '2030-02-31T00:00:00Z']],
    ['extend', ['--to', '2030-01-01T24:00:00Z']],
    ['extend', ['--to', 'tomorrow']],
    ['stop', []],
  ])('%s %j is a wrong command line', async (act, args) => {
    const usage = await refusal(...by('mina', 'clock', 'R-26-0001', act, '--clock', REMOVE, ...args));
    expect(usage).toMatchObject({ code: 'usage', exit: 2 });
  });
});

describe('redress withdraw', () => {
  it('takes a law back with its clock, for a reason from the list', async () => {
    const number = await caseOf('withdrawn', {});
    const back = (...args: string[]) => by('mina', 'withdraw', number, 'kr-gentle', ...args);
    expect(await refusal(...back())).toMatchObject({ code: 'usage', exit: 2 });
    expect(await refusal(...back('--reason', 'sender-proven'))).toMatchObject({ code: 'usage', exit: 2 });
    const { json } = await ask(...back('--reason', 'not-this-law'));
    expect(clocksIn(json)[REMOVE]).toMatchObject({ status: 'stopped', why: 'law-withdrawn' });
    expect(await refusal(...back('--reason', 'not-this-law'))).toMatchObject({ code: 'regime.unknown' });
    expect(await text('case', number)).not.toContain('law       kr-gentle');
  });
});

describe('redress close', () => {
  it('closes only what is settled and gets no answer, once, and the case says so', async () => {
    const number = await caseOf('closing', {});
    const close = by('mina', 'close', number, '--reason', 'sender-never-proven');
    expect(await refusal(...close)).toMatchObject({ code: 'case.not-settled' });
    await told(idOf('closing'), locatedAs(1, { kind: 'gone' }));
    expect((await ask(...close)).json).toMatchObject({
      reason: 'sender-never-proven',
      case: { status: 'closed' },
    });
    expect(await refusal(...close)).toMatchObject({ code: 'case.closed' });
    expect(await text('case', number)).toContain(
      `closed without an answer  (why: redress case ${number} --events)`,
    );
    const { json } = await ask('case', number, '--events');
    expect(JSON.stringify(json)).toContain('"reason":"sender-never-proven"');
  });

  it('leaves a case alone that gets its answer', async () => {
    const number = await caseOf('answerable', { level: 'L1' }, locatedAs(1, { kind: 'gone' }));
    expect(await refusal(...by('mina', 'close', number, '--reason', 'duplicate'))).toMatchObject({
      code: 'case.answerable',
    });
  });
});

describe('redress appeal and redress rule', () => {
  const appeal = (number: string, item = '1', from = 'uploader') =>
    by('mina', 'appeal', number, '--item', item, '--from', from);
  const rule = (number: string, id: string, ...how: string[]) => ['rule', number, '--appeal', id, ...how];

  it('records an appeal with its id, shows that it waits, and lets somebody else uphold it', async () => {
    const number = await caseOf('appealed', { level: 'L1' }, ...HIDDEN);
    const { json } = await ask(...appeal(number));
    const id = String(json['appeal']);
    expect(json).toMatchObject({ item: 1, from: 'uploader', against: 'hide-1', case: { needs: 'ruling' } });
    expect(await text('case', number)).toContain(`appeal    ${id}  by the uploader on item 1, `);
    expect(await text('cases')).toMatch(new RegExp(`${number} .*needs: ruling`));
    expect(await refusal(...appeal(number))).toMatchObject({ code: 'appeal.open' });
    const upheld = await text(...by('sora', ...rule(number, id, '--uphold', '--terms', '9')));
    expect(upheld).toContain(`${number}: appeal upheld on item 1, signed by sora`);
    expect(upheld).toContain('1 copies are to be shown again');
    expect(await text('case', number)).toMatch(new RegExp(`${id} .*: upheld 2\\d{3}-`));
    expect(await refusal(...by('sora', ...rule(number, id, '--dismiss', '--terms', '9')))).toMatchObject({
      code: 'appeal.already-decided',
    });
  });

  it('refuses whoever decided before, and changes nothing when the appeal is dismissed', async () => {
    const number = await caseOf('dismissed', { level: 'L1' }, found(1, 'c1'));
    const refuse = ['decide', number, '--items', '1', '--refuse'] as const;
    const unknown = by('mina', ...refuse, '--law', 'kr-kmcsc');
    expect((await ask(...unknown, '--dry-run')).json).toMatchObject({
      cases: [{ refused: 'ground.unknown' }],
    });
    const { json: said } = await ask(...unknown);
    expect(said.error).toMatchObject({ code: 'ground.unknown' });
    expect(JSON.stringify(said.error)).toContain('nearest: kr-kmcsc-correction');
    await ask(...by('mina', ...refuse));
    const { json } = await ask(...appeal(number, '1', 'notifier'));
    const id = String(json['appeal']);
    expect(
      await refusal(...by('mina', ...rule(number, id, '--dismiss', '--law', 'kr-kmcsc-correction'))),
    ).toMatchObject({
      code: 'appeal.same-person',
    });
    const dismissed = await ask(
      ...by('yuna', ...rule(number, id, '--dismiss', '--law', 'kr-kmcsc-correction')),
    );
    expect(dismissed.json).toMatchObject({
      upheld: false,
      case: { items: [{ result: { word: 'refused' } }] },
    });
    expect(await refusal(...appeal(number, '1', 'notifier'))).toMatchObject({
      code: 'appeal.already-decided',
    });
  });

  it('refuses an appeal of the wrong side, on no decision, and on no item', async () => {
    const number = await caseOf('nobody', { level: 'L1', count: 2 }, found(1, 'c1'), decides(1, 'refuse'));
    expect(await refusal(...appeal(number))).toMatchObject({ code: 'appeal.not-concerned' });
    expect(await refusal(...appeal(number, '2'))).toMatchObject({ code: 'item.not-decided' });
    expect(await refusal(...appeal(number, '3'))).toMatchObject({ code: 'item.unknown' });
    expect(await refusal(...appeal(number, '1-2'))).toMatchObject({ code: 'usage', exit: 2 });
    expect(await refusal(...appeal(number, 'x'))).toMatchObject({ code: 'usage', exit: 2 });
    expect(await refusal(...by('sora', ...rule(number, 'none', '--uphold', '--terms', '9')))).toMatchObject({
      code: 'appeal.unknown',
    });
  });

  it.each([
    [[]],
    [['--uphold', '--dismiss', '--terms', '9']],
    [['--uphold']],
    [['--uphold', '--terms', '9', '--law', 'kr-gentle']],
  ])('a ruling with %j is a wrong command line', async (how) => {
    expect(await refusal(...by('sora', ...rule('R-26-0001', 'x', ...how)))).toMatchObject({
      code: 'usage',
      exit: 2,
    });
  });

  it('reads the law for an appeal, and for nothing that does not need it', async () => {
    const number = await caseOf('lawless', { level: 'L1' }, ...HIDDEN);
    const lawless = await configFile({
      data: folder,
      database: { url: desk.url },
      law: { folder: path.join(folder, 'no-law-here') },
    });
    try {
      const run = (...args: string[]) => redressJson([...args, '--config', lawless.file], {}, redressHere);
      expect((await run(...by('mina', 'milestone', number, 'uploader-told'))).code).toBe(0);
      expect((await run(...appeal(number))).json.error).toMatchObject({ code: 'law.unreadable' });
    } finally {
      await lawless.remove();
    }
  });
});

describe('every signed act', () => {
  it.each([
    ['notice', ['--missing', 'signature']],
    ['milestone', ['status-told']],
    ['clock', ['pause', '--clock', REMOVE]],
    ['withdraw', ['kr-gentle', '--reason', 'not-this-law']],
    ['close', ['--reason', 'duplicate']],
    ['appeal', ['--item', '1', '--from', 'uploader']],
    ['rule', ['--appeal', 'x', '--uphold', '--terms', '9']],
  ])(
    '%s is refused to strangers and with the key of another, and leaves the case as it was',
    async (command, args) => {
      const number = await caseOf(`unsigned ${command}`, { level: 'L1' }, ...HIDDEN);
      const before = (await ask('case', number, '--events')).json;
      const others = path.join(folder, 'keys', 'sora.key');
      const line = [command, number, ...args];
      expect(await refusal(...by('nobody', ...line))).toMatchObject({ code: 'decision.unknown-person' });
      expect(await refusal(...by('mina', ...line), '--key', others)).toMatchObject({
        code: 'decision.signature',
      });
      expect(await refusal(...line)).toMatchObject({ code: 'usage', exit: 2 });
      expect(await refusal(...by('mina', command, 'R-26-9999', ...args))).toMatchObject({
        code: 'case.unknown',
      });
      expect((await ask('case', number, '--events')).json).toEqual(before);
      expect((await redressHere([command, '--help'])).stdout).toContain(`Usage: redress ${command}`);
    },
  );
});
