// A law with an hour for a proof that cannot wait for days: the laws that come with Redress, and one more that gives one hour.
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';

const LAWS = path.resolve(import.meta.dirname, '../../law');

export const TEST_LAW = 'kr-proof-hour';
/** A quarter of the hour is left when the deadline counts as near. */
export const NEAR_MS = 45 * 60_000;
export const DUE_MS = 60 * 60_000;

/** Writes the folder of laws. @returns its path */
export async function writeLaws(folder: string): Promise<string> {
  const laws = path.join(folder, 'law');
  await cp(LAWS, laws, { recursive: true });
  await writeFile(path.join(laws, 'regimes', `${TEST_LAW}.yaml`), REGIME);
  return laws;
}

const SAYS_NOTHING = `text: { en: nothing is said, ko: 정함 없음 }
  article: null
  mark: M`;

const REGIME = `# Invented for a proof. No law anywhere.
id: ${TEST_LAW}
name: { en: Proof Hour Act, ko: 증명용 한 시간 법 }
instrument: invented for prove/clock.ts
jurisdiction: KR
zone: Asia/Seoul
calendar: KR
regulator: null
kind: removal-notice
use: live
status: in-force
in-force-from: null
in-force-until: null
binding: true
invokers:
  - { standing: anyone, article: "Art. 1", mark: A }
letters: []
content:
  classes: [intimate, synthetic, child, other-illegal]
  ${SAYS_NOTHING}
surface:
  visibility: [public, private, private-with-published-invite]
  ${SAYS_NOTHING}
elements:
  - key: locator
    needs: [locator]
    text: { en: a link to each item, ko: 항목별 링크 }
    required: true
    article: "Art. 1"
    mark: A
duties:
  - key: remove
    from: awareness
    within: 1 hour
    ends: settled
    text: { en: remove within one hour, ko: 한 시간 안에 삭제 }
    article: "Art. 2"
    mark: A
    target-hours: null
    extension: null
pause: null
copies:
  extent: not-stated
  ${SAYS_NOTHING}
stay-down:
  required: null
  ${SAYS_NOTHING}
objections: []
records:
  keep: null
  ${SAYS_NOTHING}
hold: null
minor-age: { years: 19, article: "Art. 3", mark: A }
notes:
  - Invented.
source: invented
reviewed: 2026-11-23
`;
