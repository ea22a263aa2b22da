// What a case says of the report it began with, as people see it: reasons, whether somebody was signed in, what the platform
// tells her now. Never her words and never how to reach her: those are read on purpose (`redress case NUMBER --raw`).
import type { Case } from '../../domain/case/case.ts';
import { isShownFirst, type ReportReason, type ReportState } from '../../domain/notice/report.ts';

interface Words {
  readonly en: string;
  readonly ko: string;
}

const REASONS: Readonly<Record<ReportReason, Words>> = {
  'intimate-image': { en: 'private picture or video', ko: '사적인 사진·영상' },
  threat: { en: 'threat', ko: '협박' },
  minor: { en: 'somebody under age', ko: '미성년자' },
  other: { en: 'something else', ko: '그 밖의 이유' },
};
const TOLD: Readonly<Record<ReportState, Words>> = {
  looking: { en: 'somebody is looking at it', ko: '담당자가 보고 있음' },
  acted: { en: 'something was done', ko: '조치함' },
  declined: { en: 'nothing was done', ko: '조치하지 않음' },
};
const FIRST: Words = { en: 'first', ko: '먼저 보기' };

const both = ({ en, ko }: Words): string => `${en} / ${ko}`;

/** Lines for people; none where the case began with a letter. */
export function reportText(state: Case): string[] {
  const report = state.notice?.report;
  if (report === undefined) return [];
  const { platform, id, reasons, signedIn, words, contact, keysFor } = report;
  const who = signedIn
    ? { en: 'signed in', ko: '로그인한 사람' }
    : { en: 'not signed in', ko: '로그인하지 않은 사람' };
  const sealed = words || contact;
  const files = keysFor.length === 1 ? 'file' : 'files';
  return [
    `  report    ${platform} ${id} / 메신저 신고: ${reasons.map((one) => both(REASONS[one])).join('; ')}; ${both(who)}`,
    ...(isShownFirst(report) ? [`  shown     ${both(FIRST)}`] : []),
    ...(sealed ? [`  words     ${wordsText(words, contact)}: redress case ${state.number} --raw`] : []),
    ...(keysFor.length === 0
      ? []
      : [
          `  keys      handed over for ${keysFor.length} sealed ${files} / 암호화된 파일 ${keysFor.length}개의 열쇠를 건네받음`,
        ]),
    `  told      ${state.told === null ? both({ en: 'nothing yet', ko: '아직 없음' }) : both(TOLD[state.told])}`,
  ];
}

function wordsText(words: boolean, contact: boolean): string {
  if (words && contact) return both({ en: 'her words and a way to reach her', ko: '덧붙인 말과 연락처' });
  return both(words ? { en: 'her words', ko: '덧붙인 말' } : { en: 'a way to reach her', ko: '연락처' });
}

/** For lists: why somebody reported it; empty where it began with a letter. */
export function reportMark({
  first,
  reported,
}: {
  readonly first: boolean;
  readonly reported: readonly ReportReason[] | null;
}): string {
  if (reported === null) return '';
  const reasons = reported.map((one) => both(REASONS[one])).join('; ');
  return `  reported: ${reasons}${first ? `  ${both(FIRST)}` : ''}`;
}
