// A case as people see it: pure functions from the fold to text. As programs see it: src/domain/view/case-json.ts.
import type { AppealState, Case } from '../../domain/case/case.ts';
import { type CopyStatus, isSpared, type Item } from '../../domain/case/item.ts';
import { answersItself } from '../../domain/case/need.ts';
import { type ClockState, leadingClock } from '../../domain/case/clock-state.ts';
import { type AppliedLaw, lacking } from '../../domain/clock/law.ts';
import { kst, utc } from '../../domain/kernel/instant.ts';
import { groundText } from '../../domain/decision/payload.ts';
import { resultText } from '../../domain/reply/words.ts';
import { coverageText } from './coverage-view.ts';
import { mailsText } from './mail-views.ts';
import { askingText, escalatedText, heldText, reasonsText } from './reasons-view.ts';
import { reportText } from './report-view.ts';
import { threadText } from './thread-view.ts';

/** One case as a page of text. */
export function caseText(state: Case): string[] {
  const { notice } = state;
  if (notice === null) return ['(nothing recorded yet)'];
  const { sender, reading } = notice;
  return [
    `${state.number}  ${statusText(state)}`,
    `  received  ${utc(notice.receivedAt)}  (${kst(notice.receivedAt)})`,
    `  document  ${reading.documentNumber ?? '-'}  ${reading.kind}  ${reading.measures.join(', ')}`,
    `  sender    ${sender.level}  ${sender.authority ?? 'not proven'}  ${sender.reasons.join(' ')}`,
    ...reportText(state),
    ...state.laws.map((law) => `  law       ${lawText(law)}`),
    ...state.clocks.map((held) => clockLine(state, held)),
    ...lacksText(state),
    ...mailsText(state),
    ...threadText(state),
    ...heldText(state),
    ...escalatedText(state),
    ...askingText(state),
    ...state.milestones.map(({ milestone, at }) => `  done      ${milestone}  ${utc(at)}`),
    ...state.appeals.flatMap((held) => [`  appeal    ${appealText(held)}`, ...wordsText(state, held)]),
    ...(reading.replyBy === null ? [] : [`  reply by  ${utc(reading.replyBy)}  (asked for in the letter)`]),
    ...(reading.unread.length === 0
      ? []
      : [`  not read  ${reading.unread.join(' ')}  (see: redress case ${state.number} --raw)`]),
    ...reading.rejected.map(({ text, code }) => `  rejected  ${code}  ${text}`),
    '',
    ...state.items.flatMap(itemText),
  ];
}

/** A closed case is withheld as well: nobody answers it any more, so nobody has to look. */
function statusText(state: Case): string {
  const { status, number } = state;
  const withheld = state.withheld && !answersItself(state);
  if (status === 'closed') return `closed without an answer  (why: redress case ${number} --events)`;
  return `${status}${withheld ? '  (reply withheld: a person must look)' : ''}`;
}

const lawText = ({ regime, instrument, edition, binding, provisional }: AppliedLaw): string =>
  [
    `${regime}  ${instrument}`,
    ...(edition === 'always' ? [] : [`in force from ${edition}`]),
    ...(binding ? [] : ['not binding']),
    ...(provisional ? ['provisional'] : []),
  ].join(', ');

function appealText({ appeal, receivedAt, ruling }: AppealState): string {
  const asked = `by the ${appeal.by} on item ${appeal.item}, ${utc(receivedAt)}`;
  if (ruling === null) return `${appeal.id}  ${asked}: waits for its answer`;
  return `${appeal.id}  ${asked}: ${ruling.upheld ? 'upheld' : 'dismissed'} ${utc(ruling.at)}`;
}

/** Her words are read on purpose only. */
const wordsText = ({ number }: Case, { appeal: { id, made } }: AppealState): string[] =>
  made === undefined
    ? []
    : [`            made on the platform / 플랫폼에서 낸 이의: redress case ${number} --appeal ${id}`];

/** Clocks of a case that are not as they were before. */
export function changedClocks(before: Case, after: Case): readonly ClockState[] {
  const known = before.clocks.map((held) => JSON.stringify(held));
  return after.clocks.filter((held) => !known.includes(JSON.stringify(held)));
}

export const clockLine = (state: Case, held: ClockState): string => `  clock     ${clockText(state, held)}`;

function clockText(state: Case, { clock, status, why }: ClockState): string {
  const law = clock.due === null ? `no hour in law (${clock.pace})` : `due ${utc(clock.due)}`;
  const target = clock.target === null ? '' : `, target ${utc(clock.target)} (not law)`;
  const leads = leadingClock(state.clocks)?.key === clock.key && state.clocks.length > 1 ? ', leads' : '';
  const ended = status === 'running' ? '' : `, ${status}${why === null ? '' : ` (${why})`}`;
  const proof = clock.provisional ? ', provisional' : '';
  return `${clock.key} (${clock.article ?? 'article not verified'}): ${law}${target}${proof}${leads}${ended}`;
}

/** What the notifier is asked for, law by law, in plain words. */
function lacksText(state: Case): string[] {
  return state.laws.flatMap((law) =>
    lacking(law, state.missing).map(({ text }) => `  missing   ${law.regime}: ${text.en}`),
  );
}

function itemText(item: Item): string[] {
  const are = (status: CopyStatus): number => item.copies.filter((held) => held.status === status).length;
  const shown = are('shown') === 0 ? '' : `, ${are('shown')} shown again`;
  const copies = item.copies.length === 0 ? '' : `  ${are('gone')}/${item.copies.length} copies gone${shown}`;
  const result = item.result === null ? item.status : resultText(item.result, 'en', groundText);
  const again = recheckText(item);
  const searched = item.coverage === null ? [] : [`       searched ${coverageText(item.coverage)}`];
  return [
    `  ${String(item.index).padStart(3)}  ${result.padEnd(28)}${copies}${again}  ${item.listed.locator.link}`,
    ...searched,
    ...forNowText(item),
    ...reasonsText(item),
  ];
}

/** Shown to everybody who works on it: this is not the last word. */
function forNowText({ decision }: Item): string[] {
  const until = decision?.provisional?.until;
  return until === undefined
    ? []
    : [`       hidden for now / 잠시 가림: decide by ${utc(until)} (--hide for good, or --restore)`];
}

/** How often what was removed was seen gone, and when it is looked at next. */
function recheckText({ looks, rechecks, reopened, status, result, referredAt }: Item): string {
  if (status !== 'settled') return reopened === null ? '' : `  back since ${utc(reopened.at)}`;
  const next = looks[rechecks];
  if (result?.word === 'unremovable' && !isSpared(result))
    return referredAt === null
      ? '  a person must see to it: redress referred'
      : `  seen to by hand ${utc(referredAt)}`;
  if (result?.word !== 'removed' || looks.length === 0) return '';
  return `  seen gone in ${rechecks + 1} rounds${next === undefined ? '' : `, next ${utc(next)}`}`;
}
