// What the story plans and counts: 118 honest notices, the same for the same seed, and figures that tell what became of them.
import { describe, expect, it } from 'vitest';
import type { DeskCase } from '../../demo/story/desk-api.ts';
import { fetchesOf } from '../../demo/story/fetched.ts';
import { count } from '../../demo/story/outcome.ts';
import { FAST, planStory, WHOLE } from '../../demo/story/plan.ts';

/** Told by hand in days.ts: the drawing, the demand for money, the copy abroad, the sealed room. */
const SPECIAL = 4;
/** The regulator, the police twice, the support centre. */
const LETTERS = 4;

describe('the plan of the story', () => {
  it('has 118 honest notices, 25 videos and 500 false notices', () => {
    const { reports, mails, posts, size } = planStory(WHOLE, '1');
    expect(reports.length + mails.length + SPECIAL + LETTERS).toBe(118);
    expect(posts.filter(({ kind }) => kind === 'video')).toHaveLength(25);
    expect(size.falseNotices).toBe(500);
  });

  it('has six of seven uploaders thought to be under age, and duplicates from every side', () => {
    const { reports, posts } = planStory(WHOLE, '1');
    expect(new Set(posts.map(({ by }) => by)).size).toBe(7);
    expect(new Set(posts.filter(({ minor }) => minor).map(({ by }) => by)).size).toBe(6);
    const sidesOf = Map.groupBy(reports, ({ post }) => post);
    const sides = [...sidesOf.values()].map((same) => new Set(same.map(({ side }) => side)).size);
    expect(Math.max(...sides)).toBe(3);
  });

  it('has somebody tell of every post, whatever the seed', () => {
    for (const size of [WHOLE, FAST])
      for (let seed = 0; seed < 50; seed += 1) {
        const { reports, posts } = planStory(size, String(seed));
        const told = new Set(reports.map(({ post }) => post));
        const untold = posts.filter(({ kind }, at) => kind === 'picture' && !told.has(at));
        expect(untold.map(({ name }) => name)).toEqual([]);
      }
  });

  it('is the same for the same seed and another for another', () => {
    expect(planStory(WHOLE, '1')).toEqual(planStory(WHOLE, '1'));
    expect(planStory(WHOLE, '1').reports).not.toEqual(planStory(WHOLE, '2').reports);
  });
});

const NOW = Date.parse('2026-12-11T09:00:00Z');
const clock = (more: object): DeskCase['clocks'][number] => ({
  ...{ key: 'law/remove', regime: 'law', duty: 'remove', due: null, target: null },
  ...{ status: 'running', stoppedAt: null, why: null, alarms: [], late: null },
  ...more,
});
const caseOf = (more: object): DeskCase => ({
  ...{ number: 'R-26-0001', version: 1, status: 'open', needs: 'nothing', kind: 'unclear', receivedAt: '' },
  ...{
    sender: { level: 'L0', authority: null },
    report: null,
    laws: [],
    milestones: [],
    clocks: [],
    appeals: [],
  },
  ...{ replies: 0, documentNumber: null, thread: { preserved: [] }, items: [] },
  ...more,
});
const button = (told: string | null, status: string): DeskCase =>
  caseOf({ status, report: { reasons: ['intimate-image'], told } });

describe('the figures of the story', () => {
  it('count a notice as answered only where somebody was told or a person ended it', () => {
    const cases = [
      button('acted', 'answered'),
      button('looking', 'open'),
      button('looking', 'answered'),
      caseOf({ status: 'closed', report: { reasons: [], told: null } }),
    ];
    const { notices } = count(cases, () => 'button', NOW);
    expect(notices.button).toMatchObject({ received: 4, answered: 3, byPerson: 1, closed: 1, open: 1 });
  });

  it('call a clock late that ended late or still runs past its moment', () => {
    const clocks = [
      clock({ status: 'stopped', why: 'done', late: false }),
      clock({ status: 'stopped', why: 'done', late: true }),
      clock({ due: '2026-12-11T08:00:00Z' }),
      clock({ due: '2026-12-12T08:00:00Z' }),
      clock({ status: 'stopped', why: 'law-withdrawn', late: false }),
      clock({ status: 'stopped', why: 'moot', late: false }),
      clock({ status: 'stopped', why: 'nobody-to-tell', late: false }),
    ];
    const [one] = count([caseOf({ clocks })], () => 'mail', NOW).clocks;
    expect(one).toEqual({ clock: 'law/remove', kept: 1, late: 2, running: 1, setAside: 1, moot: 2 });
  });

  it('see on the line to the messenger that a file was fetched after somebody spoke of a child', () => {
    const said = [{ blob: 'child-file', since: 100 }];
    const call = (method: string, blob: string, at: number) => ({ method, path: `/media/${blob}`, at });
    const calls = [
      call('GET', 'child-file', 90),
      call('HEAD', 'child-file', 120),
      call('GET', 'other-file', 120),
    ];
    expect(fetchesOf(calls, said)).toEqual({ before: 1, after: 0 });
    expect(fetchesOf([...calls, call('GET', 'child-file', 101)], said)).toEqual({ before: 1, after: 1 });
  });
});
