// `redress misuse`: what looks like misuse, for a person to look at; and what a person does then, signed: `warn-notifier`, `limit-notifier`,
// `lift-limit`, `told-notifier`. A notifier is named by a case that she sent: the desk knows her by a mark alone.
import type { LimitReason, NotifierAct, NotifierStep } from '../../domain/case/limiting.ts';
import { notifierPayload, toldPayload } from '../../domain/decision/notifier-payload.ts';
import { type CaseNumber, decisionId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { notifierActJson, patternJson, stepJson } from '../../domain/view/misuse-json.ts';
import { readPatterns } from '../../workflow/read-misuse.ts';
import { casesNamed, notifierOf, recordTold, stepOnNotifier } from '../../workflow/step-on-notifier.ts';
import { wordsFor } from '../../workflow/tell-notifiers.ts';
import type { Acting } from './acts.ts';
import { momentIn } from './acts.ts';
import { signingTime } from './desk-now.ts';
import { language } from './language.ts';
import { MISUSE_WORDS, patternText, STEP_WORDS, TOLD_WORDS } from './misuse-words.ts';
import { type Output, refused } from './output.ts';
import { type ReaderOptions, recorded } from './recorded.ts';
import { signerNamed } from './signing.ts';
import type { Desk } from './wiring.ts';

/** Cases named in one line; the rest only counted. */
const MOST_NAMED = 12;

export async function showMisuse(
  desk: Desk,
  { days, ...reader }: ReaderOptions & { readonly days: number },
  output: Output,
): Promise<void> {
  const now = await signingTime(desk);
  const lang = language();
  const patterns = await readPatterns(days, now, desk);
  const acts = await desk.notifiers.acts();
  const names = new Map((await desk.people.list()).map(({ id, name }) => [id, name]));
  const nameOf = (act: NotifierAct): string => names.get(act.by) ?? act.by;
  await recorded(desk, reader, { what: 'misuse', case: null });
  output.result(
    {
      at: utc(now),
      patterns: patterns.map(patternJson),
      acts: acts.map((act) => notifierActJson(act, nameOf(act), acts, now)),
    },
    [
      ...(patterns.length === 0 ? [MISUSE_WORDS.none[lang]] : [MISUSE_WORDS.proof[lang], '']),
      ...patterns.flatMap((one) => [patternText(one, lang), `  ${casesText(one.cases)}`]),
      ...(acts.length === 0 ? [] : ['', MISUSE_WORDS.acts[lang]]),
      ...acts.map((act) => actText(act, nameOf(act), lang)),
    ],
  );
}

const casesText = (cases: readonly CaseNumber[]): string =>
  [
    ...cases.slice(0, MOST_NAMED),
    ...(cases.length > MOST_NAMED ? [`+${cases.length - MOST_NAMED}`] : []),
  ].join(' ');

function actText({ id, kind, cases, until, at, told }: NotifierAct, by: string, lang: 'ko' | 'en'): string {
  const ends = until === null ? '' : ` → ${utc(until)}`;
  return `  ${id}  ${STEP_WORDS[kind][lang]} ${utc(at)}${ends}  ${by}  ${casesText(cases)}  ${TOLD_WORDS[told?.how ?? 'not'][lang]}`;
}

export interface StepOptions {
  /** Numbers of her notices: R-26-0001,R-26-0002. */
  readonly cases?: string;
  readonly reason?: LimitReason;
  readonly until?: string;
}

/** Warns or limits whoever sent the case, or lifts her limit. What she is told is shown: by mail, or for a person to pass on. */
export async function takeStep(acting: Acting, kind: NotifierStep, options: StepOptions): Promise<void> {
  const { desk, output, wiring } = acting;
  const number = acting.number.toUpperCase() as CaseNumber;
  const notifier = await notifierOf(number, desk);
  if (!notifier.ok) throw refused(notifier.error);
  const named = (options.cases ?? '').split(',').map((one) => one.trim().toUpperCase() as CaseNumber);
  const asked = {
    ...{ kind, notifier: notifier.value, reason: options.reason ?? null },
    cases: casesNamed(
      number,
      named.filter((one) => one.length > 0),
    ),
    until: options.until === undefined ? null : momentIn('--until', options.until),
  };
  const signer = await signerNamed(wiring, desk, acting.options);
  const act = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = signer.sign(notifierPayload(asked, { ...act, by: signer.person }));
  const made = await stepOnNotifier(asked, { person: acting.options.as, act, signature }, act.at, desk);
  if (!made.ok) throw refused(made.error);
  const words = await wordsFor(asked, desk.cases);
  const lang = language();
  output.result(stepJson(made.value, words), [
    `${act.id}  ${STEP_WORDS[kind][lang]}, ${acting.options.as}`,
    words.byMail
      ? { en: 'She is told by mail:', ko: '다음 내용을 메일로 알립니다:' }[lang]
      : {
          en: 'No mail may reach her: tell her, then `redress told-notifier`. The words:',
          ko: '메일로 알릴 수 없습니다. 직접 알린 뒤 `redress told-notifier`로 기록하십시오. 알릴 내용:',
        }[lang],
    '',
    words.text,
  ]);
}

/** @param acting its number is the id of the act */
export async function tellByHand({ desk, wiring, number, options, output }: Acting): Promise<void> {
  const signer = await signerNamed(wiring, desk, options);
  const act = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = signer.sign(toldPayload(number, { ...act, by: signer.person }));
  const told = await recordTold(number, { person: options.as, act, signature }, act.at, desk);
  if (!told.ok) throw refused(told.error);
  output.result({ told: number }, [`${number}  ${TOLD_WORDS.person[language()]}`]);
}
