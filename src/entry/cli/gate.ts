// What the gate stopped, and what a person says of an upload that it held. No picture is shown, and no hash.
import { gatePayload } from '../../domain/decision/gate-payload.ts';
import { type CaseId, decisionId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { heldJson, stopJson } from '../../domain/view/gate-json.ts';
import type { Stop } from '../../ports/gate.ts';
import { type HeldUpload, readHeld, readStops } from '../../workflow/read-gate.ts';
import { ruleOnHeld } from '../../workflow/rule-on-held.ts';
import { caseByNumber } from './cases.ts';
import { signingTime } from './desk-now.ts';
import { language } from './language.ts';
import { CommandError, type Output, refused } from './output.ts';
import { type ReaderOptions, recorded } from './recorded.ts';
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
  { limit, ...reader }: ReaderOptions & { readonly limit: number },
  output: Output,
): Promise<void> {
  const only: { readonly case?: CaseId } =
    number === undefined ? {} : { case: await caseByNumber(desk, number) };
  const stopped = await readStops({ ...only, limit }, desk);
  await recorded(desk, reader, { what: 'gate-stops', case: only.case ?? null });
  const lang = language();
  output.result({ stops: stopped.map(({ stop, number: of }) => stopJson(stop, of)) }, [
    ...(stopped.length === 0 ? [WORDS.none[lang]] : []),
    ...stopped.map(
      ({ stop, number: of }) =>
        `${utc(stop.at)}  ${of ?? ''}  ${WORDS[stop.verdict][lang]}${farText(stop)}, ${WORDS.by[lang]} ${stop.uploader}`,
    ),
  ]);
}

const farText = ({ like: { distance } }: Stop): string =>
  distance === 0 ? '' : ` (${distance} ${WORDS.bits[language()]})`;

/** What each gate of this desk holds, with the case whose picture it looks like. */
export async function heldFiles(desk: Desk, reader: ReaderOptions, output: Output): Promise<void> {
  const held = await heldNow(desk);
  await recorded(desk, reader, { what: 'gate-held', case: null });
  const lang = language();
  output.result({ held: held.map(heldJson) }, [
    ...(held.length === 0 ? [WORDS.noneHeld[lang]] : []),
    ...held.map(({ file, stop, number }) =>
      [
        `${file.blob}  ${WORDS.waiting[lang]}, ${WORDS.by[lang]} ${file.uploader}`,
        ...(stop === undefined ? [] : [`${number ?? ''}${farText(stop)}`]),
      ].join('  '),
    ),
  ]);
}

async function heldNow(desk: Desk): Promise<readonly HeldUpload[]> {
  const held = await readHeld(desk);
  if (held.ok) return held.value;
  const { code, detail } = held.error;
  if (code === 'gate.off')
    throw new CommandError(
      code,
      detail,
      'set gate.enabled, and give the admin token the scope gate: docs/operations/gate.md',
    );
  throw new CommandError(code, detail, 'ask again in a moment');
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
  const held = (await heldNow(desk)).find(({ file }) => file.blob === blob);
  const gate = held && desk.gates.get(held.platform);
  if (held === undefined || gate === undefined)
    throw new CommandError(
      'gate.not-held',
      `${blob} is held by no platform`,
      '`redress gate held` lists them',
    );
  const { platform } = held;
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
