// `redress cases` and `redress case`: what there is, and what each thing waits for.
import type { ListedStatus } from '../../ports/cases.ts';
import type { CaseId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { showAppealWords } from './appeal-words.ts';
import { joinedText } from './joined-view.ts';
import { signingTime } from './desk-now.ts';
import { emergencyText } from './emergency-view.ts';
import { language } from './language.ts';
import { showAnswerAsCsv } from './answer-csv.ts';
import { CommandError, type Output } from './output.ts';
import { platformText } from './platform-view.ts';
import { type ReaderOptions, recorded } from './recorded.ts';
import { reportMark } from './report-view.ts';
import { verifyReceipts } from './receipts.ts';
import { followersText } from './thread-view.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import { joinedJson } from '../../domain/view/joined-json.ts';
import { caseText } from './views.ts';
import { followers, joinedTo } from '../../workflow/joined-items.ts';
import { summaries, type Summary } from '../../workflow/summaries.ts';
import type { Desk } from './wiring.ts';

export interface CasesOptions {
  readonly status?: ListedStatus;
  readonly limit: number;
}

export async function listCases(desk: Desk, options: CasesOptions, output: Output): Promise<void> {
  const rows = await desk.cases.list(options);
  const all = await summaries(rows, desk.cases);
  const lines = all.map(lineOf);
  output.result(
    { cases: all },
    lines.length === 0 ? ["No cases yet. Letters to the desk's address become cases."] : lines,
  );
}

const lineOf = (row: Summary): string =>
  `${row.number}  ${row.status.padEnd(8)}  ${row.level}  ${row.settled}/${row.items} settled  needs: ${row.needs.padEnd(8)}  received ${row.receivedAt}${newLettersText(row.newLetters)}${reportMark(row)}`;

/** Whatever else a case waits for: a letter that joined it may take back what somebody is about to decide. */
const newLettersText = (count: number): string =>
  count === 0 ? '' : `  new letters: ${count} / 새 공문 ${count}건`;

export interface CaseOptions {
  readonly raw?: boolean;
  readonly events?: boolean;
  readonly verify?: boolean;
  readonly appeal?: string;
  readonly csv?: boolean;
}

/** Under which word each view of a case is recorded: those of the API, where it has the view. */
const wordOf = ({ raw, csv, appeal, verify, events }: CaseOptions): string => {
  if (raw === true) return 'letter';
  if (csv === true) return 'answer';
  if (appeal !== undefined) return 'appeal-words';
  if (verify === true) return 'receipts';
  return events === true ? 'events' : 'case';
};

export async function showCase(
  desk: Desk,
  number: string,
  options: CaseOptions & ReaderOptions,
  output: Output,
): Promise<void> {
  const id = await caseByNumber(desk, number);
  const state = await desk.cases.load(id);
  if (state === undefined) throw unknown(number);
  await recorded(desk, options, { what: wordOf(options), case: id, part: options.appeal });
  if (options.raw === true) {
    const raw = await desk.rawLetter(state.notice?.letter ?? '');
    if (raw === undefined)
      throw new CommandError('letter.unknown', 'the raw letter is not in the vault', 'run `redress doctor`');
    if (output.json) output.result({ number: state.number, raw: Buffer.from(raw).toString('base64') }, []);
    else process.stdout.write(raw);
    return;
  }
  if (options.csv === true) return showAnswerAsCsv(state, output);
  if (options.appeal !== undefined) return showAppealWords(desk, state, options.appeal, output);
  if (options.verify === true) return verifyReceipts(desk, id, number, language(), output);
  if (options.events === true) {
    const events = await desk.cases.history(id);
    const lines = events.map(
      (event) =>
        `${String(event.seq).padStart(4)}  ${utc(event.at)}  ${event.kind}  ${actorText(event.actor)}`,
    );
    output.result({ number: state.number, events }, lines);
    return;
  }
  const joined = await joinedTo(id, state, desk.cases);
  const followedBy = await followers(state, desk.cases);
  const today = utc(await signingTime(desk)).slice(0, 10);
  output.result({ ...caseJson(state), joined: joined.map(joinedJson), followedBy }, [
    ...emergencyText(state, await desk.contacts(), language(), today),
    ...caseText(state),
    ...state.platforms.flatMap((noted) => platformText(noted, language())),
    ...followersText(followedBy),
    ...joined.map(joinedText),
  ]);
}

/** The id behind a number such as `R-26-0001`; throws with the cure. */
export async function caseByNumber(desk: Desk, number: string): Promise<CaseId> {
  const id = await desk.cases.byNumber(number);
  if (id === undefined) throw unknown(number);
  return id;
}

const actorText = (actor: { kind: string; id?: string }): string =>
  actor.kind === 'person' ? `person ${actor.id}` : 'desk';

function unknown(number: string): CommandError {
  return new CommandError('case.unknown', `there is no case ${number}`, '`redress cases` lists them');
}
