// What the gate stopped, and what a person says of an upload that it held. No picture is shown, and no hash.
import { gatePayload } from '../../domain/decision/gate-payload.ts';
import type { CaseId } from '../../domain/kernel/ids.ts';
import { decisionId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import type { Platform } from '../../domain/content/locator.ts';
import type { HeldFile, PlatformGate, Stop } from '../../ports/gate.ts';
import { ruleOnHeld } from '../../workflow/rule-on-held.ts';
import { caseByNumber } from './cases.ts';
import { signingTime } from './desk-now.ts';
import { language } from './language.ts';
import { CommandError, type Output, refused } from './output.ts';
import { signerNamed, type SigningOptions } from './signing.ts';
import type { Desk, Wiring } from './wiring.ts';

const WORDS = {
  refuse: { en: 'refused: the very same file', ko: '거부: 같은 파일' },
  hold: { en: 'held: it looks alike', ko: '보류: 닮은 그림' },
  waiting: { en: 'waits for a person', ko: '사람의 확인 대기' },
  none: { en: 'Nothing was stopped.', ko: '막은 업로드가 없습니다.' },
  noneHeld: { en: 'No upload waits for anybody.', ko: '기다리는 업로드가 없습니다.' },
  bits: { en: 'bits of 256 differ', ko: '/256비트 차이' },
  by: { en: 'by account', ko: '계정' },
} as const;

/** @param number of a case, to see only what was stopped for its sake */
export async function gateStops(
  desk: Desk,
  number: string | undefined,
  limit: number,
  output: Output,
): Promise<void> {
  const only = number === undefined ? {} : { case: await caseByNumber(desk, number) };
  const stops = await desk.gateList.stops({ ...only, limit });
  const numbers = await numbersOf(desk, stops);
  const lang = language();
  output.result({ stops: stops.map((stop) => stopJson(stop, numbers)) }, [
    ...(stops.length === 0 ? [WORDS.none[lang]] : []),
    ...stops.map(
      (stop) =>
        `${utc(stop.at)}  ${numbers.get(stop.like.case) ?? ''}  ${WORDS[stop.verdict][lang]}${farText(stop)}, ${WORDS.by[lang]} ${stop.uploader}`,
    ),
  ]);
}

const farText = ({ like: { distance } }: Stop): string =>
  distance === 0 ? '' : ` (${distance} ${WORDS.bits[language()]})`;

function stopJson(
  { id, connector, uploader, at, verdict, like }: Stop,
  numbers: ReadonlyMap<CaseId, string>,
) {
  const { distance } = like;
  return {
    id,
    platform: connector,
    case: numbers.get(like.case) ?? null,
    verdict,
    distance,
    uploader,
    at: utc(at),
  };
}

async function numbersOf(desk: Desk, stops: readonly Stop[]): Promise<ReadonlyMap<CaseId, string>> {
  const ids = [...new Set(stops.map(({ like }) => like.case))];
  const found = await Promise.all(
    ids.map(async (id) => [id, (await desk.cases.load(id))?.number ?? ''] as const),
  );
  return new Map(found);
}

/** What each gate of this desk holds, with the case whose picture it looks like. */
export async function heldFiles(desk: Desk, output: Output): Promise<void> {
  const rows = [];
  for (const [platform, gate] of gatesHere(desk)) {
    for (const file of await heldBy(gate)) {
      const stop = await desk.gateList.heldAs(platform, file.sha256);
      rows.push({ platform, file, stop });
    }
  }
  const numbers = await numbersOf(
    desk,
    rows.flatMap(({ stop }) => stop ?? []),
  );
  const lang = language();
  output.result(
    {
      held: rows.map(({ platform, file, stop }) => ({
        ...{ platform, file: file.blob, kind: file.mime, uploader: file.uploader },
        case: stop === undefined ? null : (numbers.get(stop.like.case) ?? null),
        distance: stop?.like.distance ?? null,
        since: stop === undefined ? null : utc(stop.at),
      })),
    },
    [
      ...(rows.length === 0 ? [WORDS.noneHeld[lang]] : []),
      ...rows.map(({ file, stop }) =>
        [
          `${file.blob}  ${WORDS.waiting[lang]}, ${WORDS.by[lang]} ${file.uploader}`,
          ...(stop === undefined ? [] : [`${numbers.get(stop.like.case) ?? ''}${farText(stop)}`]),
        ].join('  '),
      ),
    ],
  );
}

/** Signed, recorded, and then said to the platform. */
export async function ruleOn(
  wiring: Wiring,
  desk: Desk,
  blob: string,
  ruling: 'allow' | 'refuse',
  options: SigningOptions,
  output: Output,
): Promise<void> {
  const { person, sign } = await signerNamed(wiring, desk, options);
  const [platform, gate] = await gateThatHolds(desk, blob);
  const now = await signingTime(desk);
  const act = { id: decisionId(desk.ids.fresh()), at: now };
  const asked = { connector: platform, blob, ruling };
  const signature = sign(gatePayload(asked, { ...act, by: person }));
  const told = await ruleOnHeld({ ...asked, person: options.as, act, signature }, gate, now, desk);
  if (!told.ok) throw refused(told.error);
  const done = { allow: { en: 'is shown', ko: '공개됨' }, refuse: { en: 'is dropped', ko: '삭제됨' } }[
    ruling
  ];
  output.result({ platform, file: blob, ruling, act: act.id }, [`${blob}: ${done[language()]}`]);
}

function gatesHere(desk: Desk): readonly (readonly [Platform, PlatformGate])[] {
  if (desk.gates.size > 0) return [...desk.gates];
  throw new CommandError(
    'gate.off',
    'no platform asks this desk before it stores a file',
    'set gate.enabled, and give the admin token the scope gate: docs/operations/gate.md',
  );
}

async function gateThatHolds(desk: Desk, blob: string): Promise<readonly [Platform, PlatformGate]> {
  for (const [platform, gate] of gatesHere(desk))
    if ((await heldBy(gate)).some((file) => file.blob === blob)) return [platform, gate];
  throw new CommandError('gate.not-held', `${blob} is held by no platform`, '`redress gate held` lists them');
}

async function heldBy(gate: PlatformGate): Promise<readonly HeldFile[]> {
  const held = await gate.held();
  if (!('kind' in held)) return held;
  throw new CommandError(held.code, 'the platform does not say what it holds', 'ask again in a moment');
}
