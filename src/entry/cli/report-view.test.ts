// What people read of a report, in both languages, and what they do not.
import { describe, expect, test } from 'vitest';
import { decides, found, locatedAs, opened, play, REPORT, signed } from '../../../test/support/fixtures.ts';
import type { Report } from '../../domain/notice/report.ts';
import { caseJson, isFirst, reportJson } from '../../domain/view/case-json.ts';
import { reportMark, reportText } from './report-view.ts';
import { needOf } from '../../domain/case/need.ts';
import { caseText } from './views.ts';

const reported = (changes: Partial<Report> = {}) => opened({ report: { ...REPORT, ...changes } });

describe('a report', () => {
  test('is shown with its reasons, in both languages', () => {
    const text = caseText(reported({ reasons: ['minor', 'threat'], signedIn: true })).join('\n');
    expect(text).toMatch(
      /report {4}messenger 7 .*somebody under age \/ 미성년자; threat \/ 협박; signed in \/ 로그인한 사람/,
    );
    expect(text).toMatch(/shown {5}first \/ 먼저 보기/);
    expect(text).toMatch(/told {6}nothing yet \/ 아직 없음/);
    expect(text).not.toMatch(/reply withheld/);
  });

  test('says that there are words, and how to read them, and that there are keys', () => {
    const lines = reportText(reported({ words: true, contact: true, keysFor: ['b1', 'b2'] }));
    expect(lines.join('\n')).toMatch(
      /her words and a way to reach her \/ 덧붙인 말과 연락처: redress case R-26-0001 --raw/,
    );
    expect(lines.join('\n')).toMatch(
      /handed over for 2 sealed files? \/ 암호화된 파일 2개의 열쇠를 건네받음/,
    );
    expect(reportText(reported()).join('\n')).not.toMatch(/words|keys/);
  });

  test('is an object in JSON, and null of a letter', () => {
    expect(reportJson(reported({ reasons: ['threat'] }))).toMatchObject({
      id: '7',
      shownFirst: true,
      told: null,
    });
    expect(caseJson(opened())).toMatchObject({ report: null });
    expect(reportText(opened())).toEqual([]);
  });

  test('is marked in lists, first while its case is open', () => {
    const threat = reported({ reasons: ['threat'] });
    expect(isFirst(threat)).toBe(true);
    expect(reportMark({ first: true, reported: ['threat'] })).toBe(
      '  reported: threat / 협박  first / 먼저 보기',
    );
    expect(reportMark({ first: false, reported: null })).toBe('');
    const close = { kind: 'close-case', reason: 'sender-never-proven', act: signed('c') } as const;
    expect(isFirst(play(threat, locatedAs(1, { kind: 'gone' }), close))).toBe(false);
    expect(isFirst(reported())).toBe(false);
  });

  test('needs a person only where the platform cannot tell by itself', () => {
    expect(needOf(play(reported(), found(1, 'c1')))).toBe('decision');
    expect(needOf(play(reported(), found(1, 'c1'), decides(1, 'hide')))).toBe('nothing');
    expect(needOf(play(reported(), locatedAs(1, { kind: 'container' })))).toBe('person');
    expect(needOf(play(reported(), locatedAs(1, { kind: 'gone' })))).toBe('person');
  });
});
