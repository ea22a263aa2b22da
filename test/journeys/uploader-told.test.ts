// From the hiding to the member who posted it and back: she reads the platform's notice, appeals by its link, once, and somebody else answers.
// With the real messenger and PostgreSQL; nothing of whoever asked, of the room or of the school comes to her.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalJson, type Json } from '../../src/domain/content/canonical-json.ts';
import type { AppealId, CaseId } from '../../src/domain/kernel/ids.ts';
import { decideAppeal } from '../../src/workflow/decide-appeal.ts';
import { expectStatus } from '../connectors/messenger-world.ts';
import { pngOf } from '../messenger/messenger-under-test.ts';
import { reportedDesk } from './reported-desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const here = reportedDesk();
const { world, yeoul } = here;
// With it comes the account by which the desk looks.
beforeAll(async () => void (await world.stage()));
const TITLE = '한빛여고 2학년 3반';
const CANARIES = ['CANARY-NOTIFIER', 'hanbit-girls', '한빛여고', 'canary-file', 'R-26', 'chat.example'];
const WORDS = 'CANARY-APPEAL 제가 그린 그림입니다';

interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly outcome?: string;
  readonly what: { readonly kind: string; readonly id: string };
  readonly appeal?: { readonly link: string };
}

/** The digest of a statement of reasons, made anew from what its member reads alone. */
function digestRead(notice: Notice): string {
  const ofList = ['id', 'seq', 'at', 'read', 'appeal'];
  const facts = Object.entries(notice).filter(([name]) => !ofList.includes(name));
  const { kind, id } = notice.what;
  const what = { kind: kind === 'media' ? 'file' : kind, id };
  const fields = { ...Object.fromEntries(facts), what, appeal: notice.appeal !== undefined } as Json;
  return createHash('sha256').update(canonicalJson(fields)).digest('hex');
}

let rooms = 0;

/** A picture in a room whose title names a school, reported by somebody with a name, and hidden by a person. */
async function hidden() {
  const author = await yeoul.person();
  rooms += 1;
  const slug = `hanbit-girls-${rooms}`;
  const made = { slug, title: TITLE, visibility: 'public' };
  await expectStatus(201, yeoul.ask('POST', '/api/rooms', { token: author, body: made }));
  const id = await yeoul.send(author, slug, 'look', [
    await yeoul.upload(author, pngOf(`canary-file-${rooms}`)),
  ]);
  const said = { words: 'CANARY-NOTIFIER says so', contact: 'CANARY-NOTIFIER@mail.example' };
  await here.report({ link: `/r/${slug}/m/${id}` }, said);
  const [found] = await here.take();
  if (found === undefined) throw new Error('no case');
  await here.desk().workOff(found);
  await here.desk().decideHide(found);
  await here.desk().workOff(found);
  return { author, found, place: `/r/${slug}/m/${id}` };
}

async function noticesOf(token: string): Promise<readonly Notice[]> {
  const answer = await expectStatus(200, yeoul.ask('GET', '/api/notices', { token }));
  for (const canary of CANARIES) expect(answer.body).not.toContain(canary);
  return (answer.json as unknown as { readonly notices: readonly Notice[] }).notices;
}

/** By the link of the notice, and taken up by the desk that follows; told of twice, taken once. */
async function appealed(token: string, id: CaseId): Promise<AppealId> {
  const notice = (await noticesOf(token)).find(({ appeal }) => appeal !== undefined);
  expect(notice?.appeal?.link).toContain(`/n/${notice?.id}`);
  const ask = { token, body: { words: WORDS } };
  await expectStatus(201, yeoul.ask('POST', `/api/notices/${notice?.id}/appeal`, ask));
  await here.take();
  await here.take();
  const { appeals = [] } = (await here.desk().ports.cases.load(id)) ?? {};
  expect(appeals).toHaveLength(1);
  const [held] = appeals;
  if (held === undefined) throw new Error('no appeal came');
  expect(held.appeal.by).toBe('uploader');
  return held.appeal.id;
}

async function ruled(name: string, id: CaseId, appeal: AppealId, upheld: boolean): Promise<string> {
  const ruling = { appeal, upheld, ground: { kind: 'terms', clause: '9' } } as const;
  const desk = here.desk();
  const request = await desk.request(id, name, { kind: 'decide-appeal', ...ruling });
  const done = await decideAppeal(request, ruling, desk.now(), desk.ports);
  return done.ok ? 'allowed' : done.error.code;
}

const isShown = async (place: string): Promise<boolean> => {
  const page = await yeoul.ask('GET', place);
  return page.status === 200 && page.body.includes('look');
};

describe('whoever posted what was hidden', () => {
  it('reads why, appeals by the link, and after another person upheld it sees it again and is told so', async () => {
    const { author, found, place } = await hidden();
    expect((await noticesOf(author)).map(({ kind }) => kind)).toEqual(['removal']);
    expect(await isShown(place)).toBe(false);
    const appeal = await appealed(author, found);
    expect(await ruled('mina', found, appeal, true)).toBe('appeal.same-person');
    expect(await ruled('sora', found, appeal, true)).toBe('allowed');
    const state = await here.desk().workOff(found);
    const told = state.items[0]?.told ?? [];
    expect(told.map(({ done, outcome }) => [done, outcome])).toEqual([
      ['hidden', 'told'],
      ['restored', 'told'],
    ]);
    const notices = await noticesOf(author);
    expect(notices[0]).toMatchObject({ kind: 'appeal-answer', outcome: 'reversed' });
    expect(notices[1]).toMatchObject({
      ...{ done: 'hidden', scope: 'everywhere', source: 'notice', found: 'named', automated: false },
      redress: ['settlement', 'court'],
    });
    expect(notices.map(digestRead).toReversed()).toEqual(told.map(({ digest }) => digest));
    expect(await isShown(place)).toBe(true);
    expect(await here.everything()).not.toContain('CANARY-APPEAL');
  });

  it('is told that it stays where the appeal is dismissed', async () => {
    const { author, found, place } = await hidden();
    const appeal = await appealed(author, found);
    expect(await ruled('sora', found, appeal, false)).toBe('allowed');
    const state = await here.desk().workOff(found);
    expect(state.items[0]?.told.at(-1)).toMatchObject({ done: 'kept', outcome: 'told' });
    expect((await noticesOf(author))[0]).toMatchObject({ kind: 'appeal-answer', outcome: 'upheld' });
    expect(await isShown(place)).toBe(false);
  });
});
