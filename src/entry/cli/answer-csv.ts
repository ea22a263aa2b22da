// `redress case NUMBER --csv`: the answer as a table, byte for byte as it goes out beside the letter.
import type { Case } from '../../domain/case/case.ts';
import { replyCsv } from '../../domain/reply/csv.ts';
import { type Output, refused } from './output.ts';

/** Of the last answer, or of the first one if none was given. Refused while an item has no result: nothing is answered by halves. */
export function showAnswerAsCsv(state: Case, output: Output): void {
  const csv = replyCsv(state, Math.max(1, state.replyDue ? state.replies + 1 : state.replies));
  if (!csv.ok) throw refused(csv.error);
  const { name, text } = csv.value;
  if (output.json) output.result({ number: state.number, name, csv: text }, []);
  else process.stdout.write(text);
}
