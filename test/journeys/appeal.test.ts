// An uploader appeals, somebody else upholds it, and the copies come back: with the real messenger and PostgreSQL. What the
// platform says counts as little for restoring as for hiding.
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/domain/case/case.ts';
import { MAX_ROUNDS } from '../../src/domain/case/acting.ts';
import { type AppealId, appealId, type CaseId } from '../../src/domain/kernel/ids.ts';
import type { Result } from '../../src/domain/kernel/result.ts';
import { decideAppeal } from '../../src/workflow/decide-appeal.ts';
import { receiveAppeal } from '../../src/workflow/receive-appeal.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { byTheBoard, headersWith } from '../mail/desk-mail.ts';
import { mail } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 90_000 });

const world = messengerWorld();
let desk: DeskParts;
let letters = 0;

beforeAll(async () => {
  desk = await deskParts(world.connector);
});
afterAll(() => desk.close());
afterEach(() => world.misbehave({ okButNothing: 0 }));

/** One item of three copies, hidden and verified, and the uploader told. */
async function hiddenCase(): Promise<{ readonly id: CaseId; readonly places: readonly string[] }> {
  const { locator, places } = await world.stage();
  letters += 1;
  const headers = headersWith({ 'Message-ID': `<appeal-${letters}@maru-board.example>` });
  const text = `This is a correction request.\r\n\r\n1. ${locator.link}\r\n`;
  const id = await desk.receive(mail(headers, text, byTheBoard));
  await desk.workOff(id);
  await desk.decideHide(id);
  await desk.workOff(id);
  const { milestones = [] } = (await desk.ports.cases.load(id)) ?? {};
  expect(milestones.map(({ milestone }) => milestone)).toContain('uploader-told');
  return { id, places };
}

const said = (result: Result<Case>): string => (result.ok ? 'allowed' : result.error.code);

async function appealOf(id: CaseId): Promise<AppealId> {
  const item = (await desk.ports.cases.load(id))?.items[0];
  if (item === undefined || item.decision === null) throw new Error('nobody decided');
  const what = { item: 1, from: 'uploader', against: item.decision.id } as const;
  const request = await desk.request(id, 'mina', { kind: 'receive-appeal', ...what });
  expect(said(await receiveAppeal(request, what, desk.book, desk.now(), desk.ports))).toBe('allowed');
  return appealId(request.act.id);
}

async function upheldBy(name: string, id: CaseId, appeal: AppealId): Promise<string> {
  const ruling = { appeal, upheld: true, ground: { kind: 'terms', clause: '9' } } as const;
  const request = await desk.request(id, name, { kind: 'decide-appeal', ...ruling });
  return said(await decideAppeal(request, ruling, desk.now(), desk.ports));
}

const shown = (places: readonly string[]): Promise<boolean[]> => Promise.all(places.map(world.shown));
const count = async (id: CaseId, kind: string): Promise<number> =>
  (await desk.history(id)).filter((event) => event.kind === kind).length;
const lastReply = () => PostalMime.parse(desk.sent.at(-1) ?? '');

describe('an appeal that is upheld', () => {
  it('by somebody else brings every copy back, seen by members, and the second answer says refused', async () => {
    const { id, places } = await hiddenCase();
    expect(await shown(places)).toEqual([false, false, false]);
    const first = await lastReply();
    expect(first.text).toContain('Removed and checked (hidden from everybody)');
    const appeal = await appealOf(id);
    expect(await upheldBy('mina', id, appeal)).toBe('appeal.same-person');
    expect(await shown(places)).toEqual([false, false, false]);

    expect(await upheldBy('sora', id, appeal)).toBe('allowed');
    const state = await desk.workOff(id);
    expect(await shown(places)).toEqual([true, true, true]);
    expect(state.items[0]).toMatchObject({
      result: { word: 'refused', ground: { kind: 'terms', clause: '9' } },
      copies: [{ status: 'shown' }, { status: 'shown' }, { status: 'shown' }],
    });
    const second = await lastReply();
    expect([first.messageId, second.messageId]).toEqual([
      expect.stringContaining('.reply.1.'),
      expect.stringContaining('.reply.2.'),
    ]);
    expect(second.text).toContain('Refused (terms 9)');
    expect(second.text).not.toMatch(/Result: Removed/);
    expect(state).toMatchObject({ status: 'answered', replies: 2 });
  });

  it('is believed only after a look as a member at each copy', async () => {
    const { id, places } = await hiddenCase();
    expect(await upheldBy('sora', id, await appealOf(id))).toBe('allowed');
    const seenBefore: number[] = [];
    await desk.workOff(id, async ({ items: [item] }) => {
      if (item?.status === 'settled') seenBefore.push(await count(id, 'copy-verified'));
    });
    expect(seenBefore[0]).toBe(2 * places.length);
    const looks = (await desk.history(id)).flatMap((event) =>
      event.kind === 'copy-verified' && event.judgement === 'still-there' ? [event.verdicts] : [],
    );
    expect(looks).toHaveLength(places.length);
    for (const verdicts of looks)
      expect(verdicts.filter(({ view, result }) => view === 'member' && result === 'present')).toHaveLength(
        2,
      );
  });
});

describe('a platform that says yes to restoring and does nothing', () => {
  it('is asked again and again, and the item ends as still hidden, never as restored', async () => {
    const { id, places } = await hiddenCase();
    expect(await upheldBy('sora', id, await appealOf(id))).toBe('allowed');
    await world.misbehave({ okButNothing: 1 });
    const words = new Set<string | undefined>();
    const state = await desk.workOff(id, ({ items: [item] }) => void words.add(item?.result?.word));
    expect(await shown(places)).toEqual([false, false, false]);
    expect([...words]).toEqual([undefined, 'removed']);
    expect(state.items[0]).toMatchObject({
      result: { word: 'removed', how: 'hide' },
      copies: [{ status: 'hidden' }, { status: 'hidden' }, { status: 'hidden' }],
    });
    expect(await count(id, 'action-recorded')).toBe(places.length * (1 + MAX_ROUNDS));
    expect(await count(id, 'copy-left-hidden')).toBe(places.length);
    expect((await lastReply()).text).toContain('Removed and checked (hidden from everybody)');
  });
});
