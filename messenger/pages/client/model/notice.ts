// A notice of the platform as sentences: what was done and how far it reaches, when it was posted, on which ground, why somebody looked, how
// it was found, who decided, and where to turn. Never who asked. What an older notice does not say is left out.
import { fill, type Words } from '../../words.ts';

export interface Notice {
  readonly id: string;
  readonly seq: number;
  readonly kind: 'removal' | 'restored' | 'suspension' | 'reinstated' | 'appeal-answer';
  readonly at: string;
  readonly read: boolean;
  readonly ground: string;
  readonly law?: string;
  readonly cited?: boolean;
  readonly clause?: string;
  readonly what?: { readonly kind: string; readonly id: string };
  readonly when?: string;
  readonly automated: boolean;
  readonly done?: 'hidden' | 'deleted';
  readonly scope?: 'everywhere';
  readonly source?: 'notice' | 'authority-order';
  readonly found?: 'named' | 'searched';
  readonly until?: string;
  readonly outcome?: 'upheld' | 'reversed';
  readonly redress?: readonly ('settlement' | 'court')[];
  readonly appeal?: { readonly until: string; readonly state: 'open' | 'made' | 'over' };
}

type Day = (at: string) => string;

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

const SOURCES = { notice: 'sourceNotice', 'authority-order': 'sourceOrder' } as const;
const FOUND = { named: 'foundNamed', searched: 'foundSearched' } as const;
const REDRESS = { settlement: 'redressSettlement', court: 'redressCourt' } as const;

/** Its headline. */
export function titleOf({ kind, done }: Notice, words: Words): string {
  return words[kind === 'removal' && done === 'deleted' ? 'noticeDeleted' : TITLES[kind]];
}

/** What it says, a sentence each. `day` puts a time into words. */
export function sentencesOf(notice: Notice, words: Words, day: Day): readonly string[] {
  const { kind, outcome } = notice;
  const done = whatWasDone(notice, words, day);
  const stands = kind === 'removal' || kind === 'suspension' || outcome === 'upheld';
  if (!stands) return [done];
  return [
    done,
    ...(kind === 'removal' ? reach(notice, words, day) : []),
    ...grounds(notice, words),
    ...origin(notice, words),
    words.neverWho,
    ...redress(notice, words),
  ];
}

function reach({ done, scope, until }: Notice, words: Words, day: Day): readonly string[] {
  return [
    ...(scope === undefined ? [] : [words.shownNowhere]),
    ...(until === undefined ? [] : [fill(words.hidForNow, { at: day(until) })]),
    ...(done === 'hidden' && until === undefined ? [words.hiddenOpenEnd] : []),
  ];
}

function grounds({ ground, law, cited, clause }: Notice, words: Words): readonly string[] {
  const known = GROUNDS[ground];
  return [
    ...(known === undefined ? [] : [words[known]]),
    ...(law === undefined ? [] : [fill(cited === true ? words.groundCited : words.groundLaw, { law })]),
    ...(clause === undefined ? [] : [fill(words.groundClause, { clause })]),
  ];
}

/** Why somebody looked, how it was found, who decided. */
function origin({ source, found, automated }: Notice, words: Words): readonly string[] {
  return [
    ...(source === undefined ? [] : [words[SOURCES[source]]]),
    ...(found === undefined ? [] : [words[FOUND[found]]]),
    automated ? words.decidedByMachine : words.decidedByPerson,
  ];
}

function redress(notice: Notice, words: Words): readonly string[] {
  return [
    ...(notice.appeal?.state === 'open' ? [words.appealOnce] : []),
    ...(notice.redress ?? []).map((where) => words[REDRESS[where]]),
  ];
}

function whatWasDone(notice: Notice, words: Words, day: Day): string {
  switch (notice.kind) {
    case 'removal':
      return whatWasRemoved(notice, words, day);
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

const REMOVED = {
  hidden: { media: 'hidMedia', message: 'hidMessage', unknown: 'hidSomething' },
  deleted: { media: 'deletedMedia', message: 'deletedMessage', unknown: 'deletedSomething' },
} as const;

function whatWasRemoved({ what, when, done = 'hidden' }: Notice, words: Words, day: Day): string {
  const named = REMOVED[done];
  if (what === undefined) return words[named.unknown];
  const posted = when === undefined ? words.postedEarlier : fill(words.postedOn, { at: day(when) });
  return fill(words[what.kind === 'media' ? named.media : named.message], { when: posted });
}

function answerOf({ outcome }: Notice, words: Words): string {
  if (outcome === undefined) return words.appealAnswered;
  return outcome === 'upheld' ? words.appealUpheld : words.appealReversed;
}
