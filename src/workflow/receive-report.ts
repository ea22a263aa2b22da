// Makes a case of a report that somebody made on a platform. Its words and a way to reach her go to the vault and nowhere else; what the
// case holds are ids, reasons and the place it points at. The same report is one case, however often it is told of.
import { NO_CASE } from '../domain/case/case.ts';
import { type Law, lawsOf } from '../domain/clock/facts.ts';
import { readLocator } from '../domain/content/locator.ts';
import { sparedBy } from '../domain/content/spared.ts';
import type { Platform } from '../domain/content/locator.ts';
import { caseId, letterId } from '../domain/kernel/ids.ts';
import { type Instant, instant } from '../domain/kernel/instant.ts';
import type { Reading } from '../domain/notice/letter.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { kindOfReport, namesChild } from '../domain/notice/report.ts';
import type { Cases, Change, Opened, Opening } from '../ports/cases.ts';
import type { Connector, FoundReport, Retry } from '../ports/connector.ts';
import type { Ids } from '../ports/ids.ts';
import type { Marks } from '../ports/marks.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import type { NearIndex } from '../ports/near-index.ts';
import type { Vault } from '../ports/vault.ts';
import { reportSource } from './notice-source.ts';
import { type ReceivedAppeal, receivePlatformAppeal } from './receive-platform-appeal.ts';
import { DESK, step } from './step.ts';

export interface ReceiveReportPorts {
  readonly cases: Cases;
  readonly vault: Vault;
  readonly ids: Ids;
  readonly marks: Marks;
  readonly mediaIndex: MediaIndex;
  readonly near: Pick<NearIndex, 'spare'>;
}

export interface ReportRules {
  /** Public origin of the platform's links. */
  readonly origin: string;
  readonly law: Law;
}

export type ReceivedReport =
  | Opened
  /** The platform has none of that number any more, or somebody there ended it before the desk took it up. */
  | { readonly kind: 'none' }
  | ReceivedAppeal
  | Retry;

type Described = Extract<FoundReport, { kind: 'report' }>;

/** Order matters for crashes: what may show a child is spared first; then vault, then case, then the row that waits. Run twice, it finds its own case by the content key. */
export async function receiveReport(
  id: string,
  connector: Connector,
  now: Instant,
  rules: ReportRules,
  ports: ReceiveReportPorts,
): Promise<ReceivedReport> {
  const { platform } = connector;
  const found = await connector.report(id);
  if (found.kind === 'retry') return found;
  if (found.kind === 'appeal') {
    const appealed = await receivePlatformAppeal(platform, found, now, ports);
    if (appealed.kind !== 'later') await ports.mediaIndex.reportTaken(platform, id, now);
    return appealed;
  }
  if (found.kind === 'report' && namesChild(found)) await spare(connector, found, now, rules, ports);
  const received =
    found.kind === 'unknown' || found.ended ? NONE : await open(platform, found, now, rules, ports);
  await ports.mediaIndex.reportTaken(platform, id, now);
  return received;
}

const NONE = { kind: 'none' } as const;

/** Whatever becomes of the report: nothing of what stands there is fetched from now on. */
async function spare(
  connector: Connector,
  { place }: Described,
  now: Instant,
  { origin }: ReportRules,
  { near }: ReceiveReportPorts,
): Promise<void> {
  const locator = readLocator(`${origin}${place}`, origin);
  const spared = locator.ok ? sparedBy(locator.value, connector.spotOf(locator.value)) : null;
  if (spared !== null) await near.spare(connector.platform, spared, now);
}

async function open(
  platform: Platform,
  found: Described,
  now: Instant,
  { origin, law }: ReportRules,
  ports: ReceiveReportPorts,
): Promise<Opened> {
  const letter = {
    id: letterId(ports.ids.fresh()),
    contentKey: keyOf(platform, found),
    rawDigest: await ports.vault.put(found.sealed),
    signatures: [],
    // A platform whose clock is ahead took it no later than now.
    receivedAt: instant(Math.min(found.at, now)),
    evidence: { report: { platform, id: found.id }, source: reportSource(platform, found, ports.marks) },
  };
  const { id, words, contact, reasons, signedIn, keysFor } = found;
  const notice: Notice = {
    letter: letter.id,
    receivedAt: letter.receivedAt,
    sender: { level: 'L0', authority: null, reasons: [] },
    reading: readingOf(found, origin),
    report: { platform, id, reasons, signedIn, words, contact, keysFor },
  };
  return ports.cases.open(letter, caseId(ports.ids.fresh()), (opening) => opens(opening, notice, law, now));
}

/** With the moment it was made: a platform that is set up anew counts its reports from the beginning again. */
const keyOf = (platform: Platform, { id, at }: Described): string => `report:${platform}:${id}:${at}`;

function opens({ number }: Opening, notice: Notice, law: Law, now: Instant): Change {
  const receive = { kind: 'receive', number, notice, laws: lawsOf(notice, [], law), missing: [] } as const;
  const change = step(NO_CASE, [receive], DESK, now);
  if (!change.ok) throw new Error(`a new case refused its report: ${change.error.code}`);
  return change.value;
}

/** What it points at is its one item. A place that is none is a line for a person to read, as in a letter. */
function readingOf(found: Described, origin: string): Reading {
  const place = `${origin}${found.place}`;
  const locator = readLocator(place, origin);
  return {
    kind: kindOfReport(found),
    documentNumber: null,
    replyBy: null,
    measures: [],
    legalBasis: [],
    confidential: false,
    languages: [],
    items: locator.ok ? [{ number: null, locator: locator.value }] : [],
    rejected: locator.ok ? [] : [{ number: null, text: place, code: locator.error.code }],
    leftOut: [],
    unread: locator.ok ? [] : ['reading.rejected-line', 'reading.no-items'],
  };
}
