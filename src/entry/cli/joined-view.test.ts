// What whoever decides sees of joined cases: who decided what there, on which ground, and whether it is the same place.
import { expect, test } from 'vitest';
import { honestPlatform } from '../../../test/support/fake-ports.ts';
import { appeals, copy, COVERAGE, decides, listed } from '../../../test/support/fixtures.ts';
import { type JoinedDesk, joinedDesk } from '../../../test/support/joined-desk.ts';
import { idOf } from '../../../test/support/open-case.ts';
import { joinedJson } from '../../domain/view/joined-json.ts';
import { joinedTo } from '../../workflow/joined-items.ts';
import { joinedCount } from '../../workflow/summaries.ts';
import { joinedText } from './joined-view.ts';

const seenFrom = async (desk: JoinedDesk, key: string) =>
  joinedTo(idOf(key), await desk.state(key), desk.store.cases);

test('a refusal of a joined case is shown with its ground to whoever decides next', async () => {
  const desk = joinedDesk(honestPlatform('c1'));
  await desk.open('a');
  await desk.open('b', { items: [listed(5), listed(1)] });
  await desk.run();
  await desk.tell('a', decides(1, 'refuse'));
  const seen = await seenFrom(desk, 'b');
  expect(seen.map(joinedJson)).toEqual([
    {
      item: 2,
      number: 'R-26-0001',
      position: 1,
      samePlace: true,
      status: 'settled',
      decision: {
        act: 'refuse',
        ground: 'law:kr-kmcsc-correction',
        by: 'ara',
        at: '2026-11-20T00:00:00Z',
        signedIn: 'R-26-0001',
      },
      result: { word: 'refused', ground: { kind: 'law', regime: 'kr-kmcsc-correction' } },
      appealOpen: false,
    },
  ]);
  expect(seen.map(joinedText)).toEqual([
    expect.stringMatching(
      /^ {2}joined {4}item 2: R-26-0001 item 1, refuse \(law:kr-kmcsc-correction\) .*: Refused/,
    ),
  ]);
  expect(await joinedCount(idOf('b'), await desk.state('b'), desk.store.cases)).toBe(1);
});

test('a decision taken over is shown with the case in which it was signed, and an open appeal is named', async () => {
  const desk = joinedDesk(honestPlatform('c1'));
  for (const key of ['a', 'b', 'c']) await desk.open(key);
  await desk.run();
  await desk.tell('a', decides(1, 'hide'));
  await desk.runAll();
  await desk.tell('b', appeals(1, 'hide-1@1'));
  const lines = (await seenFrom(desk, 'c')).map(joinedText);
  expect(lines).toEqual([
    expect.stringMatching(/R-26-0001 item 1, hide .*: Removed/),
    expect.stringMatching(/R-26-0002 item 1, hide .*, signed in R-26-0001: Removed.*, an appeal is open$/),
  ]);
  expect(lines[0]).not.toContain('signed in');
});

test('a link that leads to something else by now is told apart, and one that nobody decided on', async () => {
  let found = 'c1';
  const locate = () => ({ kind: 'found' as const, copies: [copy(found)], coverage: COVERAGE });
  const desk = joinedDesk({ ...honestPlatform('c1'), locate });
  await desk.open('a');
  await desk.run();
  found = 'another';
  await desk.open('b');
  await desk.run();
  expect((await seenFrom(desk, 'b')).map(joinedText)).toEqual([
    '  joined    item 1: R-26-0001 item 1, not decided, the link leads elsewhere or was not followed yet',
  ]);
});
