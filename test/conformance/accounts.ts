// What every connector must keep that can suspend accounts and tell them why, whatever its platform: a person has decided it, nobody is
// suspended without a notice, a notice names the rule and nobody, and only a look says that it is so.
import { describe, expect, it } from 'vitest';
import type { SuspensionNotice, UploaderNotice } from '../../src/domain/content/account-notice.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { type Instant, instant } from '../../src/domain/kernel/instant.ts';
import type { DecidedOrder, Operation } from '../../src/ports/connector.ts';
import type { Misbehaviour, World } from './world.ts';

/** What a member reads of one notice in the platform's own pages. */
export interface NoticeRead {
  readonly kind: 'suspended' | 'reinstated' | 'removal' | 'restored' | 'appeal-answer';
  readonly ground: string;
  readonly law?: string;
  readonly what?: string;
  readonly postedAt?: Instant;
  readonly automated: boolean;
  readonly cited?: boolean;
  readonly clause?: string;
  readonly done?: string;
  readonly scope?: string;
  readonly source?: string;
  readonly found?: string;
  readonly redress?: readonly string[];
  readonly until?: Instant;
  readonly outcome?: string;
  /** How to appeal. */
  readonly appeal: boolean;
  /** The whole notice, as it came. */
  readonly text: string;
}

/** An account that posted a file in a message, and its member's own view of the platform. */
export interface Member {
  readonly account: string;
  readonly message: string;
  readonly file: string;
  /** Whether the platform still lets it post. */
  mayPost(): Promise<boolean>;
  /** Its notices, newest first. */
  notices(): Promise<readonly NoticeRead[]>;
}

export interface AccountWorld extends World {
  member(): Promise<Member>;
  /** An account that the platform does not know. */
  readonly nobody: string;
}

const HONEST: Misbehaviour = { okButNothing: 0, failBeforeCommit: 0, failAfterCommit: 0, rateLimit: 0 };
const LAW = '정보통신망법 제44조의7';
const NOTICE: SuspensionNotice = { law: LAW, automated: false, language: 'ko' };
const POSTED_AT = instant(Date.UTC(2026, 10, 20, 3));
const UNTIL = instant(Date.UTC(2036, 10, 20));

let made = 0;
const decided = (): DecidedOrder => ({
  key: `account-${++made}`,
  reason: 'intimate-image',
  decision: decisionId(`decision-${made}`),
});
const suspending = (notice: SuspensionNotice = NOTICE) => ({ ...decided(), notice });
const removal = ({ file }: Member): Extract<UploaderNotice, { kind: 'removal' }> => ({
  ...{ automated: false, language: 'ko', law: LAW },
  ...{ kind: 'removal', done: 'hidden', scope: 'everywhere', source: 'notice', found: 'named' },
  redress: ['settlement', 'court'],
  what: { kind: 'file', id: file, at: POSTED_AT },
});
const notifying = (notice: UploaderNotice) => ({ ...decided(), notice });

export function accountConformance(name: string, world: AccountWorld): void {
  const connector = () => world.connector();
  const sight = async ({ account }: Member) => (await connector().verifyAccount(account)).result;

  describe(`${name}: suspending an account`, () => {
    it('keeps it out, says so in a notice with the rule and the way to appeal, and is undone', async () => {
      const member = await world.member();
      expect([await sight(member), await member.mayPost()]).toEqual(['active', true]);
      const suspended = await connector().suspend(member.account, suspending());
      expect(suspended).toMatchObject({ kind: 'accepted', receipts: [{ status: 202 }] });
      expect([await sight(member), await member.mayPost()]).toEqual(['suspended', false]);
      expect(await member.notices()).toMatchObject([
        { kind: 'suspended', ground: 'intimate-image', law: LAW, automated: false, appeal: true },
      ]);
      expect(await connector().unsuspend(member.account, decided())).toMatchObject({ kind: 'accepted' });
      expect([await sight(member), await member.mayPost()]).toEqual(['active', true]);
      expect((await member.notices())[0]?.kind).toBe('reinstated');
    });

    it('until a day says until when, to the account and to whoever looks', async () => {
      const member = await world.member();
      await connector().suspend(member.account, suspending({ ...NOTICE, until: UNTIL }));
      expect(await connector().verifyAccount(member.account)).toMatchObject({
        result: 'suspended',
        until: UNTIL,
      });
      expect((await member.notices())[0]).toMatchObject({ kind: 'suspended', until: UNTIL });
    });

    it('without a notice is impossible, and nothing is asked of the platform', async () => {
      const member = await world.member();
      const silent = decided();
      await expect(async () => connector().suspend(member.account, silent as never)).rejects.toThrow();
      expect(await world.effects(silent.key)).toEqual([]);
      expect([await sight(member), await member.notices()]).toEqual(['active', []]);
    });

    it('is not done and not undone, and nobody is told, without the decision of a person', async () => {
      const member = await world.member();
      const undecided = { ...decided(), decision: decisionId('') };
      const tries = [
        () => connector().suspend(member.account, { ...undecided, notice: NOTICE }),
        () => connector().unsuspend(member.account, undecided),
        () => connector().notifyUploader(member.account, { ...undecided, notice: removal(member) }),
      ];
      for (const one of tries) await expect(async () => one()).rejects.toThrow(/decision/);
      expect(await world.effects(undecided.key)).toEqual([]);
      expect([await sight(member), await member.notices()]).toEqual(['active', []]);
    });

    it('of one that the platform does not know is not-found, and a look says so', async () => {
      expect(await connector().suspend(world.nobody, suspending())).toMatchObject({ kind: 'not-found' });
      expect(await connector().verifyAccount(world.nobody)).toMatchObject({ result: 'absent' });
    });

    it('leaves receipts of digests: no account, no law, no ground', async () => {
      const member = await world.member();
      const operation = await connector().suspend(member.account, suspending());
      if (operation.kind !== 'accepted') throw new Error('not accepted');
      for (const { requestDigest, responseDigest, ...rest } of operation.receipts) {
        expect([requestDigest, responseDigest].every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
        expect(JSON.stringify(rest)).not.toMatch(/intimate|정보통신망법/);
      }
    });
  });

  describe(`${name}: telling an uploader`, () => {
    it('says what was removed, when it was posted, by which rule, whether a person decided, and how to appeal', async () => {
      const member = await world.member();
      const told = await connector().notifyUploader(member.account, notifying(removal(member)));
      expect(told).toMatchObject({ kind: 'accepted', receipts: [{ status: 202 }] });
      expect(await member.notices()).toMatchObject([
        {
          ...{ kind: 'removal', ground: 'intimate-image', law: LAW, what: member.file },
          ...{ postedAt: POSTED_AT, automated: false, appeal: true },
          ...{ done: 'hidden', scope: 'everywhere', source: 'notice', found: 'named' },
          redress: ['settlement', 'court'],
        },
      ]);
    });

    it('says that it was deleted, after an order, found by a search, and by which clause or law that a person cited', async () => {
      const member = await world.member();
      const measure = { done: 'deleted', source: 'authority-order', found: 'searched' } as const;
      const { law: _none, ...rest } = { ...removal(member), ...measure };
      await connector().notifyUploader(member.account, notifying({ ...rest, clause: '3.2' }));
      await connector().notifyUploader(member.account, notifying({ ...rest, law: LAW, cited: true }));
      expect(await member.notices()).toMatchObject([
        { ...measure, law: LAW, cited: true },
        { ...measure, clause: '3.2' },
      ]);
    });

    it.each(['3.2 https://yeoul.example/r/3', 'yeoul.example/r/3', 'room-3', '3반', '3/2', '', '3.2\n'])(
      'names a clause by its number and nothing else: %j goes nowhere',
      async (clause) => {
        const member = await world.member();
        const order = notifying({ ...removal(member), clause });
        await expect(async () => connector().notifyUploader(member.account, order)).rejects.toThrow(/clause/);
        expect(await member.notices()).toEqual([]);
      },
    );

    it('says until when something is hidden for now, and somebody decides', async () => {
      const member = await world.member();
      await connector().notifyUploader(member.account, notifying({ ...removal(member), until: UNTIL }));
      expect(await member.notices()).toMatchObject([{ kind: 'removal', until: UNTIL }]);
    });

    it('says what was restored, and how an appeal ended', async () => {
      const member = await world.member();
      const what = { kind: 'message', id: member.message } as const;
      const grounds = { automated: true, language: 'en' } as const;
      await connector().notifyUploader(member.account, notifying({ ...grounds, kind: 'restored', what }));
      const answer = { ...grounds, kind: 'appeal-answer', outcome: 'reversed', what } as const;
      await connector().notifyUploader(member.account, notifying(answer));
      const notices = await member.notices();
      expect(notices.map(({ kind, outcome, automated }) => [kind, outcome, automated])).toEqual([
        ['appeal-answer', 'reversed', true],
        ['restored', undefined, true],
      ]);
      expect(notices.map(({ law }) => law)).toEqual([undefined, undefined]);
    });

    it('has no place for whoever asked: what else an order holds does not go out', async () => {
      const member = await world.member();
      const asked = { notifier: 'Hanbit Review Centre', case: 'R-26-0001', words: 'she wrote to us' };
      const notice = { ...removal(member), ...asked } as UploaderNotice;
      await connector().notifyUploader(member.account, { ...notifying(notice), ...asked });
      await connector().suspend(member.account, { ...suspending({ ...NOTICE, ...asked }), ...asked });
      const notices = await member.notices();
      expect(notices.map(({ kind }) => kind)).toEqual(['suspended', 'removal']);
      for (const { text } of notices) expect(text).not.toMatch(/Hanbit|R-26|wrote/);
    });

    it.each([
      'notice@hanbit.example',
      'https://hanbit.example/case/7',
      'R-26-0001',
      '한빛심의 제2026-118호',
      'Act\u0007',
      ' ',
    ])('names a law and nothing else: %j goes nowhere', async (law) => {
      const member = await world.member();
      const order = notifying({ ...removal(member), law });
      await expect(async () => connector().notifyUploader(member.account, order)).rejects.toThrow(/law/);
      const suspension = suspending({ ...NOTICE, law });
      await expect(async () => connector().suspend(member.account, suspension)).rejects.toThrow(/law/);
      expect([await sight(member), await member.notices()]).toEqual(['active', []]);
    });

    it('of what somebody else posted is refused', async () => {
      const [member, other] = [await world.member(), await world.member()];
      const wrong = notifying(removal(other));
      expect(await connector().notifyUploader(member.account, wrong)).toMatchObject({ kind: 'refused' });
      expect(await member.notices()).toEqual([]);
    });
  });

  type Verb = readonly [string, (member: Member, order: DecidedOrder) => Promise<Operation>];
  const VERBS: readonly Verb[] = [
    ['suspend', ({ account }, order) => connector().suspend(account, { ...order, notice: NOTICE })],
    [
      'notifyUploader',
      (member, order) => connector().notifyUploader(member.account, { ...order, notice: removal(member) }),
    ],
    ['unsuspend', ({ account }, order) => connector().unsuspend(account, order)],
  ];

  describe.each(VERBS)(`${name}: %s, repeated or on a platform that misbehaves`, (verb, act) => {
    const staged = async (): Promise<Member> => {
      const member = await world.member();
      if (verb === 'unsuspend') await connector().suspend(member.account, suspending());
      return member;
    };
    const under = async <T>(how: Misbehaviour, doing: () => Promise<T>): Promise<T> => {
      await world.misbehave({ ...HONEST, ...how });
      try {
        return await doing();
      } finally {
        await world.misbehave(HONEST);
      }
    };

    it('with its key has one effect and one notice, however often and at once', async () => {
      const [member, once] = [await staged(), decided()];
      const before = (await member.notices()).length;
      for (let time = 0; time < 2; time += 1)
        expect(await act(member, once)).toMatchObject({ kind: 'accepted' });
      await Promise.all(Array.from({ length: 4 }, () => act(member, once)));
      expect(await world.effects(once.key)).toHaveLength(1);
      expect(await member.notices()).toHaveLength(before + 1);
    });

    it('says yes and does nothing: nothing changed, and a look finds it out', async () => {
      const [member, once] = [await staged(), decided()];
      const before = [await sight(member), (await member.notices()).length];
      const answer = await under({ okButNothing: 1 }, () => act(member, once));
      expect(answer.kind).toBe('accepted');
      expect([await sight(member), (await member.notices()).length]).toEqual(before);
      expect(await world.effects(once.key)).toEqual([]);
    });

    it.each([
      ['before it acted', 'failBeforeCommit', 0],
      ['after it acted', 'failAfterCommit', 1],
    ] as const)('fails %s: tried again with the same key it has one effect', async (_when, fault, early) => {
      const [member, once] = [await staged(), decided()];
      const failed = await under({ [fault]: 1 }, () => act(member, once));
      expect(failed).toMatchObject({ kind: 'retry', code: 'connector.failing' });
      expect(await world.effects(once.key)).toHaveLength(early);
      expect(await act(member, once)).toMatchObject({ kind: 'accepted' });
      expect(await world.effects(once.key)).toHaveLength(1);
    });

    it('asks to wait: so does the connector, as long as it was told', async () => {
      const [member, once] = [await staged(), decided()];
      expect(await under({ rateLimit: 1 }, () => act(member, once))).toEqual({
        kind: 'retry',
        code: 'connector.rate-limited',
        afterMs: 1_000,
      });
      expect(await world.effects(once.key)).toEqual([]);
    });
  });
}
