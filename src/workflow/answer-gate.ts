// One question of a platform's gate: may this file be stored? The very same bytes as something a person decided to take down: no. A picture
// that looks like one: held, until a person has said. Whatever cannot be found out in time is let through, as it was before there was a
// gate: the index finds it afterwards, and people can report it.
import type { Case } from '../domain/case/case.ts';
import { type Alike, type Likeness, mayBeRead, type Upload } from '../domain/content/gate.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Fingerprinter } from '../ports/fingerprinter.ts';
import type { Cases } from '../ports/cases.ts';
import type { ReasonCode } from '../ports/connector.ts';
import type { GateList, Passage, PlatformGate } from '../ports/gate.ts';
import type { Ids } from '../ports/ids.ts';
import type { NearIndex } from '../ports/near-index.ts';
import { reasonOf } from './act-on-copy.ts';

export interface AnswerGatePorts {
  readonly cases: Pick<Cases, 'load'>;
  readonly gateList: GateList;
  readonly near: NearIndex;
  readonly fingerprinter: Fingerprinter;
  readonly ids: Ids;
}

/** @param alike what is done about pictures that only look alike */
export async function answerGate(
  connector: string,
  upload: Upload,
  alike: Alike,
  gate: Pick<PlatformGate, 'bytes'>,
  now: Instant,
  ports: AnswerGatePorts,
): Promise<Passage> {
  const passage = await passageOf(connector, upload, alike, gate, ports);
  if (passage.verdict !== 'allow')
    await ports.gateList.keepStop({
      ...{ id: ports.ids.fresh(), connector, sha256: upload.sha256, uploader: upload.uploader, at: now },
      ...{ verdict: passage.verdict, like: passage.like },
    });
  return passage;
}

async function passageOf(
  connector: string,
  upload: Upload,
  alike: Alike,
  gate: Pick<PlatformGate, 'bytes'>,
  ports: AnswerGatePorts,
): Promise<Passage> {
  const same = await ports.gateList.same(connector, upload.sha256);
  if (same !== undefined) {
    const reason = reasonIn(await ports.cases.load(same.case), same.blob);
    return { verdict: 'refuse', like: { case: same.case, distance: 0 }, reason };
  }
  if (alike === 'allow' || !mayBeRead(upload)) return { verdict: 'allow' };
  const like = await likeness(connector, upload, gate, ports);
  return like === undefined ? { verdict: 'allow' } : { verdict: 'hold', like };
}

/** Of the decision by which this file is hidden. */
function reasonIn(state: Case | undefined, blob: string): ReasonCode {
  const item = state?.items.find(({ copies }) => copies.some(({ copy }) => copy.blob === blob));
  return item?.decision ? reasonOf(item.decision) : 'terms';
}

/** The bytes are read once, hashed, and forgotten. */
async function likeness(
  connector: string,
  upload: Upload,
  gate: Pick<PlatformGate, 'bytes'>,
  { gateList, near, fingerprinter }: AnswerGatePorts,
): Promise<Likeness | undefined> {
  const bytes = await gate.bytes(upload);
  if (bytes === undefined) return undefined;
  const print = await fingerprinter.of(bytes);
  if (print.kind === 'none') return undefined;
  const found = await near.like(connector, [...print.asked, ...print.stored]);
  const hidden = await gateList.hiddenAmong(
    connector,
    found.map(({ blob }) => blob),
  );
  const distance = found.find(({ blob }) => blob === hidden?.blob)?.distance;
  return hidden === undefined || distance === undefined ? undefined : { case: hidden.case, distance };
}
