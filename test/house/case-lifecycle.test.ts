// The tables of docs/spec/case-lifecycle.md are those of the code, and its statements are numbered: the reader may trust the page.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseEvent } from '../../src/domain/case/event.ts';
import { CASE_TABLE, type Entry, ITEM_TABLE } from '../../src/domain/case/transitions.ts';
import { RULE_NAMES } from '../walks/lifecycle-rules.ts';
import { ROOT } from './overlay.ts';

const page = readFileSync(path.join(ROOT, 'docs', 'spec', 'case-lifecycle.md'), 'utf8');
const statements = page.split('\n').filter((line) => line.startsWith('- **L'));

/** Complete by type: a new event does not compile until it is named here, and fails until the page names it. */
const EVENTS: Record<CaseEvent['kind'], true> = {
  'notice-received': true,
  'receipt-acknowledged': true,
  'receipt-not-acknowledged': true,
  'sender-proven': true,
  'letter-confirmed': true,
  'law-applied': true,
  'law-withdrawn': true,
  'notice-judged': true,
  'notice-completed': true,
  'milestone-reached': true,
  'clock-started': true,
  'clock-confirmed': true,
  'clock-paused': true,
  'clock-resumed': true,
  'clock-extended': true,
  'clock-alarm': true,
  'clock-stopped': true,
  'platform-noted': true,
  'item-located': true,
  'item-decided': true,
  'copy-preserved': true,
  'action-recorded': true,
  'copy-verified': true,
  'copy-unremovable': true,
  'copy-left-hidden': true,
  'item-swept': true,
  'item-preserved': true,
  'preservation-extended': true,
  'preservation-released': true,
  'item-withdrawn': true,
  'withdrawal-undone': true,
  'letter-joined': true,
  'item-settled': true,
  'copy-rechecked': true,
  'item-searched': true,
  'item-reopened': true,
  'referral-done': true,
  'reply-withheld': true,
  'reply-released': true,
  'reply-sent': true,
  'further-letter-sent': true,
  'answered-by-hand': true,
  'report-told': true,
  'reasons-sent': true,
  'reasons-held': true,
  'reasons-released': true,
  'term-heard': true,
  'case-escalated': true,
  'danger-marked': true,
  'notifier-asked': true,
  'asking-sent': true,
  'asking-ended': true,
  'mail-bounced': true,
  'reply-asked-again': true,
  'appeal-received': true,
  'appeal-decided': true,
  'case-claimed': true,
  'claim-released': true,
  'case-closed': true,
};

/** The rows under a table's comment, without its head and line. */
function rowsOf(table: string): readonly string[] {
  const [, after = ''] = page.split(`<!-- table: ${table} -->\n`);
  const [block = ''] = after.trimStart().split('\n\n');
  return block.split('\n').slice(2);
}

function rowsFrom(table: Record<string, Record<string, Entry>>): readonly string[] {
  const statuses = Object.values(table);
  return Object.keys(statuses[0] ?? {}).map((command) => {
    const cells = statuses.map((status) => (status[command] === 'allow' ? 'yes' : `\`${status[command]}\``));
    return `| \`${command}\` | ${cells.join(' | ')} |`;
  });
}

describe('docs/spec/case-lifecycle.md', () => {
  test.each([
    ['case', CASE_TABLE],
    ['item', ITEM_TABLE],
  ] as const)(
    'has the whole transition table of a %s, and nothing that the code does not say',
    (name, table) => {
      expect(rowsOf(name)).toEqual(rowsFrom(table));
      expect(page).toContain(
        `| command | ${Object.keys(table)
          .map((status) => `\`${status}\``)
          .join(' | ')} |`,
      );
    },
  );

  test('names every event there is, and no other', () => {
    const named = rowsOf('events').map((row) => /^\| `([a-z-]+)` \| [^|]+ \|$/.exec(row)?.[1]);
    expect(named.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  test('numbers its statements from L1 on without a gap, one sentence each', () => {
    const numbers = statements.map((line) => /^- \*\*(L\d+)\*\* [A-Z].*\.$/.exec(line)?.[1]);
    expect(numbers).toEqual(statements.map((_, at) => `L${at + 1}`));
    expect(statements.filter((line) => /\. [A-Z]/.test(line))).toEqual([]);
  });

  test('states what the checker of the walks checks, and nothing else', () => {
    expect(RULE_NAMES).toEqual(statements.map((_, at) => `L${at + 1}`));
  });
});
