// What a list of one's rooms shows of each room's newest message.
import { expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

async function lastOf(token: string): Promise<unknown> {
  const { body } = await yeoul.ask('GET', '/api/me/rooms', { token });
  return (JSON.parse(body) as { rooms: readonly { last?: unknown }[] }).rooms[0]?.last;
}

it('the newest message: its author, first words and files; of a hidden one nothing; a deleted one is passed by', async () => {
  const me = await yeoul.person('목록을 보는 수달');
  const slug = await yeoul.room(me);
  expect(await lastOf(me)).toBeUndefined();
  const first = await yeoul.send(me, slug, '첫 글');
  const kept = { id: first, hidden: false, author: '목록을 보는 수달', text: '첫 글', files: 0 };
  expect(await lastOf(me)).toEqual(kept);
  const blob = await yeoul.upload(me, pngOf('list'));
  const second = await yeoul.send(me, slug, undefined, [blob]);
  expect(await lastOf(me)).toEqual({ id: second, hidden: false, author: '목록을 보는 수달', files: 1 });
  await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'intimate-image' } });
  expect(await lastOf(me)).toEqual({ id: second, hidden: true });
  await yeoul.order('DELETE', `/admin/v1/messages/${second}`);
  expect(await lastOf(me)).toEqual(kept);
});
