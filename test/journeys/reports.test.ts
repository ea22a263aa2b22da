// From the report button to what whoever pressed it reads: a case, a person's decision, looks, and the platform's word. No mail, no words
// outside the vault, and "acted" only of what was seen gone.
import { describe, expect, it, vi } from 'vitest';
import { reportText } from '../../src/entry/cli/report-view.ts';
import { coverageText } from '../../src/entry/cli/coverage-view.ts';
import type { Case } from '../../src/domain/case/case.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { pngOf } from '../messenger/messenger-under-test.ts';
import { sealedTalk, speakTo } from '../messenger/sealed-talk.ts';
import { reportedDesk } from './reported-desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const here = reportedDesk();
const { world, yeoul } = here;
const pathOf = (link: string): string => new URL(link).pathname;

async function only(): Promise<CaseId> {
  const [id, ...more] = await here.take();
  if (id === undefined || more.length > 0) throw new Error(`expected one case, got ${more.length + 1}`);
  return id;
}

const words = (state: Case): (string | undefined)[] => state.items.map(({ result }) => result?.word);

describe('somebody who is not signed in reports a link', () => {
  it('before the desk followed anything: she is looked after, and "acted" is told only of what was seen gone', async () => {
    const { locator, places } = await world.stage();
    const reported = await here.report({ link: `${yeoul.url}${pathOf(locator.link)}` });
    expect(await here.state(reported)).toBe('received');
    const id = await only();
    await here.desk().workOff(id);
    expect(await here.state(reported)).toBe('looking');
    await here.desk().decideHide(id);
    const seen: string[] = [];
    const state = await here.desk().workOff(id, async (now) => {
      seen.push(`${await here.state(reported)} ${words(now).join()}`);
    });
    expect(seen.filter((one) => one.startsWith('acted') && one !== 'acted removed')).toEqual([]);
    expect(await here.state(reported)).toBe('acted');
    for (const place of places) expect(await world.shown(place)).toBe(false);
    expect(state).toMatchObject({ status: 'answered', withheld: true, told: 'acted' });
    expect(here.desk().sent).toEqual([]);
  });

  it('sets clocks going that end with the answer, from the moment at which the platform took it', async () => {
    const { locator } = await world.stage();
    await here.report({ link: pathOf(locator.link) }, { reasons: ['intimate-image', 'minor'] });
    const id = await only();
    const state = await here.desk().workOff(id);
    expect(state.clocks.length).toBeGreaterThan(0);
    expect(new Set(state.clocks.map(({ clock }) => clock.provisional))).toEqual(new Set([true]));
    expect(state.milestones.map(({ milestone }) => milestone)).toContain('receipt-confirmed');
    expect(state.notice?.reading.items.map(({ locator: { link } }) => link)).toEqual([locator.link]);
  });
});

describe('a member who is signed in', () => {
  it('in Korean: her words and contact are in the vault only, and a refusal is told as one', async () => {
    const { locator } = await world.stage();
    const [room = '', message = ''] = /\/r\/([^/]+)\/m\/(\d+)$/.exec(locator.link)?.slice(1) ?? [];
    const member = await yeoul.person();
    const reported = await here.report(
      { message: { room, id: Number(message) } },
      { reasons: ['threat', 'other'], words: '친구가 협박을 받고 있어요', contact: '010-0000-0000 밤에만' },
      member,
    );
    const id = await only();
    const state = await here.desk().workOff(id);
    expect(await here.everything()).not.toMatch(/협박을 받고|010-0000|밤에만/);
    expect(reportText(state).join('\n')).toMatch(
      /협박.*로그인한 사람[^]*먼저 보기[^]*덧붙인 말과 연락처[^]*담당자가 보고 있음/,
    );
    await here.refuse(id);
    await here.desk().workOff(id);
    expect(await here.state(reported)).toBe('declined');
  });

  it('reports a file: every message and picture that shows the same bytes is found', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const picture = pngOf(`a file in ${slug}`);
    const [blob, again] = [await yeoul.upload(author, picture), await yeoul.upload(author, picture)];
    const shown = [
      await yeoul.send(author, slug, 'one', [blob]),
      await yeoul.send(author, slug, 'two', [again]),
    ];
    await yeoul.ask('PUT', '/api/me/avatar', { token: author, body: { blob } });
    await here.report({ media: blob }, {}, author);
    const state = await here.desk().workOff(await only());
    const found = state.items[0]?.copies.map(({ copy }) => `${copy.as ?? copy.message} ${copy.blob}`);
    expect(found?.toSorted()).toEqual(
      [`${shown[0]} ${blob}`, `${shown[1]} ${again}`, `avatar ${blob}`].toSorted(),
    );
  });

  it('reports a person and a room: nothing is told but that somebody looks, until a person says so', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const me = (await yeoul.ask('GET', '/api/me', { token: author })).json.id;
    const both = [
      await here.report({ person: me }, { reasons: ['threat'] }, author),
      await here.report({ room: slug }, {}, author),
    ];
    for (const id of await here.take()) {
      const state = await here.desk().workOff(id);
      expect([words(state), state.status]).toEqual([['need_more'], 'open']);
    }
    for (const one of both) expect(await here.state(one)).toBe('looking');
  });
});

describe('the same, more than once', () => {
  it('a page of the feed that comes again, and the list of all reports read again, give one case', async () => {
    await here.take();
    const index = here.index();
    const before = await index.state('messenger');
    const { locator } = await world.stage();
    await here.report({ link: pathOf(locator.link) });
    await here.followFeed();
    const [first, ...none] = await here.takeWaiting();
    expect([first === undefined, none]).toEqual([false, []]);
    const after = await index.state('messenger');
    // As a desk that was killed before its cursor was written, and one that wants to see all reports again.
    await index.write('messenger', {
      seen: after,
      next: { ...after, cursor: before.cursor, upTo: before.upTo, requestedAt: here.desk().now() },
      observations: [],
    });
    expect(await here.take()).toEqual([]);
    // And as one whose row was lost: the case is known by what the report is.
    const rows = await index.state('messenger');
    await index.write('messenger', {
      seen: rows,
      next: { ...rows, run: null },
      observations: [],
      anew: true,
    });
    expect(await here.take()).toEqual([]);
  });

  it('what fell into a gap of the feed is found in the list of all reports', async () => {
    await here.take();
    const index = here.index();
    const { locator } = await world.stage();
    await here.report({ link: pathOf(locator.link) });
    const head = await world.connector().observe(null);
    if (head.kind !== 'page') throw new Error(head.kind);
    const seen = await index.state('messenger');
    const holes = [{ from: (seen.upTo ?? 0) + 1, to: head.upTo }];
    const next = { ...seen, cursor: head.cursor, upTo: head.upTo, holes };
    await index.write('messenger', { seen, next, observations: [] });
    expect(await here.takeWaiting()).toEqual([]);
    here.desk().pass(11 * 60_000);
    expect(await here.take()).toHaveLength(1);
    expect((await index.state('messenger')).holes).toEqual([]);
  });

  it('many people about one file: a case each, one decision, and each is told the same', async () => {
    const { locator, places } = await world.stage();
    const reports = [];
    for (let who = 0; who < 8; who += 1) reports.push(await here.report({ link: pathOf(locator.link) }));
    const cases = await here.take();
    expect(cases).toHaveLength(8);
    const [one] = cases;
    if (one === undefined) throw new Error('nothing was opened');
    for (const id of cases) await here.desk().workOff(id);
    await here.desk().decideHide(one);
    for (const id of cases) await here.desk().workOff(id);
    for (const report of reports) expect(await here.state(report)).toBe('acted');
    for (const place of places) expect(await world.shown(place)).toBe(false);
    expect(await here.desk().ports.cases.countListing([locator], one)).toBe(7);
  });
});

describe('a platform that misbehaves', () => {
  it('and says yes without doing anything is never told that something was done', async () => {
    const { locator } = await world.stage();
    const reported = await here.report({ link: pathOf(locator.link) });
    const id = await only();
    await here.desk().workOff(id);
    await here.desk().decideHide(id);
    await world.misbehave({ okButNothing: 1 });
    const seen = new Set<string>();
    const state = await here.desk().workOff(id, async () => {
      seen.add(await here.state(reported));
    });
    await world.misbehave({ okButNothing: 0 });
    expect(words(state)).toEqual(['unremovable']);
    expect([...seen]).toEqual(['looking']);
  });

  it('and fails after it did what it was asked is asked again, and says so once', async () => {
    const { locator } = await world.stage();
    const reported = await here.report({ link: pathOf(locator.link) });
    const id = await only();
    await world.misbehave({ failAfterCommit: 1 });
    let tasks = 0;
    await here.desk().workOff(id, async () => {
      tasks += 1;
      if (tasks === 3) await world.misbehave({ failAfterCommit: 0 });
    });
    expect(await here.state(reported)).toBe('looking');
    const told = (await here.desk().history(id)).filter(({ kind }) => kind === 'report-told');
    expect(told).toHaveLength(1);
  });
});

describe('an encrypted room', () => {
  it('a reporter who hands over the key of a file: the case knows that there is one, and finds what was forwarded', async () => {
    const talk = sealedTalk(speakTo(() => yeoul.url));
    const [host, guest] = [await talk.person(), await talk.person()];
    const [room, other] = [await talk.room(host), await talk.room(host)];
    for (const one of [room, other]) await talk.join(await talk.invitation(one, host), guest);
    const { file } = await talk.upload(host, new Uint8Array(pngOf('sealed')));
    const id = await talk.send(host, room, { text: '강가', files: [file] });
    const forwarded = await talk.send(host, other, { text: '', files: [file] });
    const { blob, key, iv } = file;
    const reported = await here.report(
      { message: { room: room.slug, id } },
      { keys: [{ blob, key, iv }] },
      guest.token,
    );
    const state = await here.desk().workOff(await only());
    expect(state.notice?.report?.keysFor).toEqual([blob]);
    expect(state.items[0]?.copies.map(({ copy }) => copy.message).toSorted()).toEqual(
      [String(id), String(forwarded)].toSorted(),
    );
    const coverage = state.items[0]?.coverage;
    expect(coverage && coverageText(coverage)).toContain('encrypted rooms');
    expect(await here.everything()).not.toContain(key);
    expect(reportText(state).join('\n')).toContain('암호화된 파일 1개의 열쇠를 건네받음');
    // The desk never asked for it: the only reading on the platform's record is this one.
    const { json } = await yeoul.admin('GET', `/admin/v1/reports/${reported.id}/keys`);
    expect((json as unknown as { readings: readonly object[] }).readings).toHaveLength(1);
  });
});
