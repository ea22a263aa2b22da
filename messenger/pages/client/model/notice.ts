// A notice of the platform as sentences: what was done, when it was posted, on which ground, and who decided. Never who asked.
import { fill, type Words } from '../../words.ts';

export interface Notice {
  readonly id: string;
  readonly seq: number;
  readonly kind: 'removal' | 'restored' | 'suspension' | 'reinstated' | 'appeal-answer';
  readonly at: string;
  readonly read: boolean;
  readonly ground: string;
  readonly law?: string;
  readonly what?: { readonly kind: string; readonly id: string };
  readonly when?: string;
  readonly automated: boolean;
  readonly until?: string;
  readonly outcome?: 'upheld' | 'reversed';
  readonly appeal?: { readonly until: string; readonly state: 'open' | 'made' | 'over' };
}

const TITLES = {
  removal: 'noticeRemoval',
  restored: 'noticeRestored',
  suspension: 'noticeSuspension',
  reinstated: 'noticeReinstated',
  'appeal-answer': 'noticeAppealAnswer',
} as const satisfies Readonly<Record<Notice['kind'], keyof Words>>;

const GROUNDS: Readonly<Record<string, keyof Words | undefined>> = {
  'intimate-image': 'groundIntimate',
  'other-illegal': 'groundIllegal',
  terms: 'groundTerms',
};

/** Its headline. */
export function titleOf({ kind }: Notice, words: Words): string {
  return words[TITLES[kind]];
}

/** What it says, a sentence each. `day` puts a time into words. */
export function sentencesOf(notice: Notice, words: Words, day: (at: string) => string): readonly string[] {
  const { kind, law, automated } = notice;
  const done = whatWasDone(notice, words, day);
  if (kind !== 'removal' && kind !== 'suspension') return [done];
  const ground = GROUNDS[notice.ground];
  return [
    done,
    ...(kind === 'removal' && notice.until !== undefined
      ? [fill(words.hidForNow, { at: day(notice.until) })]
      : []),
    ...(ground === undefined ? [] : [words[ground]]),
    ...(law === undefined ? [] : [fill(words.groundLaw, { law })]),
    automated ? words.decidedByMachine : words.decidedByPerson,
    words.neverWho,
  ];
}

function whatWasDone(notice: Notice, words: Words, day: (at: string) => string): string {
  switch (notice.kind) {
    case 'removal':
      return whatWasHidden(notice, words, day);
    case 'restored':
      return words.restoredText;
    case 'suspension':
      return notice.until === undefined
        ? words.suspendedOpen
        : fill(words.suspendedUntil, { at: day(notice.until) });
    case 'reinstated':
      return words.reinstatedText;
    case 'appeal-answer':
      return answerOf(notice, words);
  }
}

function whatWasHidden({ what, when }: Notice, words: Words, day: (at: string) => string): string {
  if (what === undefined) return words.hidSomething;
  const posted = when === undefined ? words.postedEarlier : fill(words.postedOn, { at: day(when) });
  return fill(what.kind === 'media' ? words.hidMedia : words.hidMessage, { when: posted });
}

function answerOf({ outcome }: Notice, words: Words): string {
  if (outcome === undefined) return words.appealAnswered;
  return outcome === 'upheld' ? words.appealUpheld : words.appealReversed;
}
