// What joined cases say of the items of a case, in lines for those who decide, never for those who are answered.
import { groundText } from '../../domain/decision/payload.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { resultText } from '../../domain/reply/words.ts';
import { isAppealOpen, type Joined } from '../../domain/view/joined-json.ts';

/** One line for each. */
export const joinedText = (joined: Joined): string =>
  `  joined    item ${joined.item}: ${joined.number} item ${joined.position}, ${decisionText(joined)}${
    joined.samePlace ? '' : ', the link leads elsewhere or was not followed yet'
  }`;

function decisionText({ there }: Joined): string {
  const { decision, from, result } = there.item;
  if (decision === null) return result === null ? 'not decided' : resultText(result, 'en', groundText);
  const signed = from === null ? '' : `, signed in ${from.number}`;
  const appeal = isAppealOpen(there) ? ', an appeal is open' : '';
  const ends = result === null ? '' : `: ${resultText(result, 'en', groundText)}`;
  return `${decision.act} (${groundText(decision.ground)}) ${utc(decision.at)}${signed}${ends}${appeal}`;
}
