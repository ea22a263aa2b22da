// A case as people and programs see it: pure functions from the fold to text and JSON.
import type { Case, Item } from '../../domain/case/case.ts';
import { regimeById } from '../../domain/clock/regimes.ts';
import { type Instant, kst, utc } from '../../domain/kernel/instant.ts';
import { resultText } from '../../domain/reply/words.ts';

export type Need = 'decision' | 'person' | 'nothing';

/** What the case waits for: a decision on an item, a person for its letter, or nothing from anybody here. */
export function needOf(state: Case): Need {
  if (state.items.some((item) => item.status === 'awaiting-decision')) return 'decision';
  return state.withheld && state.status === 'open' ? 'person' : 'nothing';
}

/** One case as JSON: times in ISO 8601 UTC. */
export function caseJson(state: Case): object {
  const { notice, clock } = state;
  return {
    number: state.number,
    status: state.status,
    needs: needOf(state),
    receivedAt: moment(notice?.receivedAt),
    letter: notice?.letter,
    documentNumber: notice?.reading.documentNumber,
    kind: notice?.reading.kind,
    sender: notice?.sender,
    replyBy: moment(notice?.reading.replyBy),
    unread: notice?.reading.unread,
    rejected: notice?.reading.rejected,
    clock:
      clock === null
        ? null
        : {
            ...clock,
            startedAt: utc(clock.startedAt),
            instrument: regimeById(clock.regime).instrument,
            article: regimeById(clock.regime).article,
            due: moment(clock.due),
            target: moment(clock.target),
            running: state.clockRuns,
          },
    replies: state.replies,
    items: state.items.map(itemJson),
  };
}

function itemJson(item: Item): object {
  return {
    position: item.index,
    number: item.listed.number,
    link: item.listed.locator.link,
    platform: item.listed.locator.platform,
    status: item.status,
    result: item.result,
    decidedBy: item.decision?.by ?? null,
    copies: item.copies.map((held) => ({
      id: held.copy.id,
      status: held.status,
      round: held.round,
      acceptedAt: moment(held.acceptedAt),
      verifiedAt: moment(held.verifiedAt),
    })),
    coverage: item.coverage,
  };
}

/** One case as a page of text. */
export function caseText(state: Case): string[] {
  const { notice, clock } = state;
  if (notice === null) return ['(nothing recorded yet)'];
  const { sender, reading } = notice;
  return [
    `${state.number}  ${state.status}${state.withheld ? '  (reply withheld: a person must look)' : ''}`,
    `  received  ${utc(notice.receivedAt)}  (${kst(notice.receivedAt)})`,
    `  document  ${reading.documentNumber ?? '-'}  ${reading.kind}  ${reading.measures.join(', ')}`,
    `  sender    ${sender.level}  ${sender.authority ?? 'not proven'}  ${sender.reasons.join(' ')}`,
    ...(clock === null ? [] : [`  clock     ${clockText(state)}`]),
    ...(reading.replyBy === null ? [] : [`  reply by  ${utc(reading.replyBy)}  (asked for in the letter)`]),
    ...(reading.unread.length === 0
      ? []
      : [`  not read  ${reading.unread.join(' ')}  (see: redress case ${state.number} --raw)`]),
    ...reading.rejected.map(({ text, code }) => `  rejected  ${code}  ${text}`),
    '',
    ...state.items.map(itemText),
  ];
}

function clockText({ clock, clockRuns }: Case): string {
  if (clock === null) return '-';
  const law = clock.due === null ? 'no hour in law' : `due ${utc(clock.due)}`;
  const target = clock.target === null ? '' : `, target ${utc(clock.target)} (not law)`;
  return `${clock.regime} (${regimeById(clock.regime).article}): ${law}${target}${clock.provisional ? ', provisional' : ''}${clockRuns ? '' : ', stopped'}`;
}

function itemText(item: Item): string {
  const gone = item.copies.filter((held) => held.status === 'gone').length;
  const copies = item.copies.length === 0 ? '' : `  ${gone}/${item.copies.length} copies gone`;
  const result = item.result === null ? item.status : resultText(item.result, 'en');
  return `  ${String(item.index).padStart(3)}  ${result.padEnd(28)}${copies}  ${item.listed.locator.link}`;
}

const moment = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : utc(at);
