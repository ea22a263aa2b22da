// `redress law`: the laws as a lawyer reads them, and their dated examples played. Facts for software, not legal advice.
import { faultsOf } from '../../domain/clock/faults.ts';
import { type Period, periodText } from '../../domain/clock/period.ts';
import {
  type Duty,
  markOf,
  type Pace,
  type Regime,
  type Sourced,
  type Words,
} from '../../domain/clock/regime.ts';
import { isoDate } from '../../domain/kernel/zone.ts';
import { checkExample, type Difference } from '../../workflow/check-law.ts';
import { language } from './language.ts';
import { CommandError, EXIT, type Output } from './output.ts';
import type { LawFolder } from './wiring.ts';

type Language = 'ko' | 'en';
interface Options {
  readonly lang?: Language;
}

export function listLaws({ folder, book }: LawFolder, options: Options, output: Output): void {
  const lang = options.lang ?? language();
  const rows = book.regimes.toSorted((a, b) => a.id.localeCompare(b.id)).map((law) => listRow(law, lang));
  const lines = rows.map(
    ({ id, jurisdiction, use, from, pace, mark, name }) =>
      `${id.padEnd(20)} ${jurisdiction.padEnd(6)} ${use.padEnd(10)} ${from.padEnd(11)} ${pace.padEnd(14)} ${mark}  ${name}`,
  );
  output.result({ folder, laws: rows }, lines);
}

function listRow(law: Regime, lang: Language) {
  const [first] = law.duties;
  return {
    id: law.id,
    jurisdiction: law.jurisdiction,
    use: law.use,
    from: law.inForceFrom === null ? 'always' : isoDate(law.inForceFrom),
    pace: first === undefined ? '-' : paceText(first.pace, lang),
    mark: first === undefined ? '-' : markOf(first),
    name: law.name[lang],
  };
}

export function showLaw({ book }: LawFolder, id: string, options: Options, output: Output): void {
  const laws = book.regimes.filter((law) => law.id === id);
  if (laws.length === 0)
    throw new CommandError(
      'regime.unknown',
      `there is no law ${id}`,
      '`redress law list` names them',
      EXIT.usage,
    );
  const lang = options.lang ?? language();
  output.result(
    { laws },
    laws.flatMap((law) => lawText(law, lang)),
  );
}

function lawText(law: Regime, lang: Language): string[] {
  const until = law.inForceUntil === null ? '' : ` until ${isoDate(law.inForceUntil)}`;
  const from = law.inForceFrom === null ? 'on every date' : `from ${isoDate(law.inForceFrom)}`;
  return [
    `${law.id}  ${law.name[lang]}`,
    `  ${law.instrument}`,
    `  ${law.jurisdiction}, ${law.status} ${from}${until}, ${law.use}, ${law.binding ? 'binding' : 'not binding'}; days in ${law.zone}, holidays of ${law.calendar}`,
    `  reviewed ${isoDate(law.reviewed)}; ${law.source}`,
    ...section(
      'who may invoke it',
      law.invokers.map((one) => sourced(one.standing, one)),
    ),
    ...section('letters that do', law.letters),
    ...section('content', [
      sourced(`${law.content.classes.join(', ')}: ${law.content.text[lang]}`, law.content),
    ]),
    ...section('place', [
      sourced(`${law.surface.visibility.join(', ')}: ${law.surface.text[lang]}`, law.surface),
    ]),
    ...section(
      'what a notice must hold',
      law.elements.map((one) => sourced(`${one.required ? '' : '(may) '}${one.key}: ${one.text[lang]}`, one)),
    ),
    ...section(
      'what is owed',
      law.duties.flatMap((duty) => dutyText(duty, lang)),
    ),
    ...section('copies', [sourced(`${law.copies.extent}: ${law.copies.text[lang]}`, law.copies)]),
    ...section('stay down', [
      sourced(`${yesNo(law.stayDown.required)}: ${law.stayDown.text[lang]}`, law.stayDown),
    ]),
    ...section(
      'objection',
      law.objections.map((one) =>
        sourced(`${one.who}, ${timeText(one.within, lang)}: ${one.text[lang]}`, one),
      ),
    ),
    ...section('records', [
      sourced(`${timeText(law.records.keep, lang)}: ${law.records.text[lang]}`, law.records),
    ]),
    ...section('hold', law.hold === null ? [] : [sourced(holdText(law.hold, lang), law.hold)]),
    ...section(
      'time stands still',
      law.pause === null ? [] : [sourced('while the notifier is asked', law.pause)],
    ),
    ...section('hidden at once, decided after', law.block === undefined ? [] : [blockText(law.block)]),
    ...section('minor under', [sourced(String(law.minorAge.years), law.minorAge)]),
    ...section('notes', law.notes),
    '',
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];

const blockText = (block: NonNullable<Regime['block']>): string =>
  sourced(block.days === null ? 'until its deadline for deciding' : `for ${block.days} days at most`, block);

/** A value without an article says so, since it counts as not verified. */
const sourced = (text: string, value: Sourced): string =>
  `${text}  [${markOf(value)}] ${value.article ?? 'no article: not verified'}`;

function dutyText(duty: Duty, lang: Language): string[] {
  const head = `${duty.key}: ${paceText(duty.pace, lang)}, from ${duty.from} until ${duty.ends}`;
  const target =
    duty.targetHours === null ? [] : [`  target ${duty.targetHours} h: the authority's wish, not law`];
  const extension =
    duty.extension === null ? [] : [`  ${sourced('more time may be allowed', duty.extension)}`];
  return [sourced(head, duty), `  ${duty.text[lang]}`, ...target, ...extension];
}

const PACES: Record<Exclude<Pace['kind'], 'within'>, Words> = {
  stated: { ko: '명령에 적힌 때까지', en: 'as the order says' },
  immediately: { ko: '즉시', en: 'immediately' },
  'without-delay': { ko: '지체 없이', en: 'without delay' },
  timely: { ko: '적시에', en: 'timely' },
  'not-stated': { ko: '법에 없음', en: 'not stated' },
  none: { ko: '기한 없음', en: 'none' },
};

const paceText = (pace: Pace, lang: Language): string =>
  pace.kind === 'within' ? periodText(pace.period, lang) : PACES[pace.kind][lang];

const timeText = (period: Period | null, lang: Language): string =>
  period === null ? PACES['not-stated'][lang] : periodText(period, lang);

const holdText = ({ period, extension, secret }: NonNullable<Regime['hold']>, lang: Language): string =>
  `${periodText(period, lang)}${extension === null ? '' : ` + ${periodText(extension, lang)}`}${secret ? ', secret' : ''}`;

const yesNo = (value: boolean | null): string => (value === null ? 'not stated' : value ? 'yes' : 'no');

interface Outcome {
  readonly regime: string;
  readonly says: string;
  readonly differences: readonly Difference[];
}

export function checkLaw({ folder, book, examples }: LawFolder, output: Output): void {
  const warnings = faultsOf(book).filter(({ kind }) => kind === 'warning');
  const outcomes: Outcome[] = examples.flatMap(({ regime, examples: all }) =>
    all.map((example) => ({ regime, says: example.says, differences: checkExample(book, regime, example) })),
  );
  const wrong = outcomes.filter(({ differences }) => differences.length > 0);
  const without = book.regimes
    .filter(({ id }) => !examples.some(({ regime }) => regime === id))
    .map(({ id }) => id);
  output.result(
    {
      folder,
      laws: book.regimes.length,
      examples: outcomes.length,
      wrong,
      withoutExamples: without,
      notVerified: warnings.length,
    },
    [
      ...examples.map(({ regime, examples: all }) => countLine(regime, all.length, wrong)),
      ...wrong.flatMap(wrongLines),
      ...without.map((id) => `${id}: no dated examples`),
      `${book.regimes.length} laws, ${outcomes.length} examples, ${wrong.length} wrong; ${warnings.length} values are marked higher than they count, since they name no article`,
    ],
  );
  if (wrong.length > 0 || without.length > 0) process.exitCode = EXIT.refused;
}

function countLine(regime: string, count: number, wrong: readonly Outcome[]): string {
  const failed = wrong.filter((one) => one.regime === regime).length;
  return `${regime.padEnd(20)} ${String(count).padStart(3)} examples  ${failed === 0 ? 'agree' : `${failed} WRONG`}`;
}

const wrongLines = ({ regime, says, differences }: Outcome): string[] => [
  `${regime}: ${says}`,
  ...differences.map(({ what, expected, found }) => `    ${what}: expected ${expected}, found ${found}`),
];
