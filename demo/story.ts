// The story: letter in, copies found, decision, hiding, verification, reply; each stage timed as it happens.
import { readFile } from 'node:fs/promises';
import { letterText, sendLetter, sendRaw } from './letter.ts';
import { DemoError, type Options } from './options.ts';
import type { Reply } from './post-office.ts';
import { type Line, redress } from './processes.ts';
import { type Seen, lookAround } from './stranger.ts';
import type { Stage } from './stage.ts';
import type { Narrator } from './narrator.ts';
import type { Words } from './words.ts';
import { AUTHORITY } from './scene.ts';

const STAGE_TIMEOUT_MS = 120_000;
const REVIEWER = 'scripted reviewer';

interface CaseJson {
  readonly number: string;
  readonly needs: string;
  readonly documentNumber: string | null;
  readonly mails: { readonly acknowledged: { readonly kind: string } };
  readonly sender: { readonly level: string; readonly reasons: readonly string[] };
  readonly clocks: readonly {
    readonly instrument: string;
    readonly article: string | null;
    readonly due: string | null;
    readonly target: string | null;
    readonly targetOf: 'authority' | 'desk' | null;
  }[];
  readonly items: readonly {
    readonly status: string;
    readonly result: { readonly word: string } | null;
    readonly copies: readonly { readonly status: string }[];
  }[];
}

export interface Told {
  readonly number: string;
  readonly items: number;
  readonly copiesFound: number;
  readonly hidden: number;
  readonly verified: number;
  readonly removed: number;
  readonly replied: number;
  readonly replySigned: boolean;
  readonly seen: Seen;
  /** Milliseconds since the letter was handed over, by stage. */
  readonly at: Readonly<Record<string, number>>;
  /** Everything but the decision: from the letter to the copies found, and from the decision to the reply. */
  readonly systemMs: number;
  /** From the copies found to the signed decision: opening the case, deciding, signing. */
  readonly decisionMs: number;
  readonly waitsFor: string;
  readonly reply: Reply | undefined;
}

/** Moments of the story, by name; counted from the desk's own log lines as they come. */
interface Progress {
  readonly counts: Record<string, number>;
  readonly moments: Record<string, number>;
}

export async function tell(stage: Stage, options: Options, words: Words, narrator: Narrator): Promise<Told> {
  const progress = follow(stage);
  await redress(stage.scene.configFile, 'people', 'add', REVIEWER);
  const began = performance.now();
  narrator.start(began);
  const number = await deliver(stage, options, words, narrator, progress);
  const read = await caseOf(stage, number);
  narrateReading(read, words, narrator, progress);
  await reached(stage, () => (progress.counts['locate'] ?? 0) >= read.items.length, 'locate', progress);
  await awaitReceipt(stage, read, words, narrator);
  const located = await caseOf(stage, number);
  const copiesFound = copiesOf(located).length;
  narrator.at(progress.moments['locate'] ?? performance.now(), words.located(copiesFound));
  const decided = await decide(stage, located, words, narrator, progress);
  await finish(stage, decided, words, narrator, progress);
  const reply = decided.mayReply ? await awaitReply(stage, words, narrator) : undefined;
  const seen = await lookAround(stage.messenger, stage.seeded);
  return summary(await caseOf(stage, number), { began, progress, decided, reply, seen, copiesFound });
}

async function deliver(
  stage: Stage,
  options: Options,
  words: Words,
  narrator: Narrator,
  progress: Progress,
): Promise<string> {
  const opened = stage.desk.until((line) => line['event'] === 'letter-opened', STAGE_TIMEOUT_MS);
  if (options.letter === undefined) {
    const links = stage.seeded.items.map((item) => item.permalink);
    narrator.at(performance.now(), words.sending(links.length));
    await sendLetter(
      stage.scene,
      stage.smtpPort,
      letterText(links, options.letterLanguage, new Date()),
      options.letterLanguage,
    );
  } else {
    narrator.at(performance.now(), words.sendingFile(options.letter));
    await sendRaw(stage.smtpPort, await readLetter(options.letter));
  }
  progress.moments['accepted'] = performance.now();
  narrator.at(progress.moments['accepted'], words.accepted);
  const line = await opened;
  if (line === undefined)
    throw new DemoError('demo.stuck', 'the desk opened no case', 'run ./redress doctor');
  progress.moments['read'] = performance.now();
  return String(line['number']);
}

async function readLetter(file: string): Promise<Buffer> {
  return readFile(file).catch((error: Error) => {
    throw new DemoError(
      'demo.letter-unreadable',
      `cannot read ${file}: ${error.message}`,
      'name a mail saved as .eml',
    );
  });
}

function narrateReading(read: CaseJson, words: Words, narrator: Narrator, progress: Progress): void {
  const at = progress.moments['read'] ?? performance.now();
  const { level, reasons } = read.sender;
  narrator.at(
    at,
    level === 'L1'
      ? words.proven(`${AUTHORITY.name} / ${AUTHORITY.nameEn}`)
      : words.notProven(reasons.join(', ')),
  );
  narrator.at(at, words.read(read.items.length, read.documentNumber ?? '-', read.number));
  for (const clock of read.clocks)
    narrator.at(at, words.clock(`${clock.instrument}, ${clock.article ?? '-'}`, clock));
}

interface Decided {
  readonly items: number;
  readonly copies: number;
  readonly mayReply: boolean;
}

async function decide(
  stage: Stage,
  located: CaseJson,
  words: Words,
  narrator: Narrator,
  progress: Progress,
): Promise<Decided> {
  const waiting = located.items.filter((item) => item.status === 'awaiting-decision').length;
  const mayReply = located.sender.level === 'L1' && located.items.length > 0;
  if (waiting === 0) return { items: 0, copies: 0, mayReply };
  const answer = await redress(
    stage.scene.configFile,
    'decide',
    located.number,
    '--items',
    'all',
    '--hide',
    '--as',
    REVIEWER,
    '--yes',
  );
  progress.moments['decided'] = performance.now();
  const copies = Number(answer['copies']);
  narrator.at(progress.moments['decided'], words.decided(waiting, copies));
  return { items: waiting, copies, mayReply };
}

async function finish(
  stage: Stage,
  decided: Decided,
  words: Words,
  narrator: Narrator,
  progress: Progress,
): Promise<void> {
  if (decided.copies === 0) return;
  await reached(stage, () => (progress.counts['act'] ?? 0) >= decided.copies, 'act', progress);
  narrator.at(progress.moments['act'] ?? performance.now(), words.hidden(decided.copies));
  await reached(stage, () => (progress.counts['verify'] ?? 0) >= decided.copies, 'verify', progress);
  narrator.at(progress.moments['verify'] ?? performance.now(), words.verified(decided.copies));
}

/** Only a sender whose domain is proven is told that her letter came. */
async function awaitReceipt(stage: Stage, read: CaseJson, words: Words, narrator: Narrator): Promise<void> {
  if (read.mails.acknowledged.kind === 'not') return;
  const receipt = await stage.postOffice.waitFor('receipt', STAGE_TIMEOUT_MS);
  if (receipt === undefined)
    throw new DemoError(
      'demo.stuck',
      'no word of receipt arrived within two minutes',
      'run ./redress doctor',
    );
  narrator.at(receipt.receivedAt, words.receipt);
}

async function awaitReply(stage: Stage, words: Words, narrator: Narrator): Promise<Reply | undefined> {
  const reply = await stage.postOffice.waitFor('reply', STAGE_TIMEOUT_MS);
  if (reply === undefined)
    throw new DemoError('demo.stuck', 'no reply arrived within two minutes', 'run ./redress doctor');
  narrator.at(reply.receivedAt, words.replied(rowsIn(reply), reply.signed));
  return reply;
}

/** Counts finished tasks by kind and remembers when each kind was last finished. */
function follow(stage: Stage): Progress {
  const progress: Progress = { counts: {}, moments: {} };
  stage.desk.onLine((line: Line) => {
    if (line['event'] !== 'task' || line['ran'] !== 'recorded') return;
    const work = String(line['work']);
    progress.counts[work] = (progress.counts[work] ?? 0) + 1;
    progress.moments[work] = performance.now();
  });
  return progress;
}

async function reached(stage: Stage, done: () => boolean, what: string, progress: Progress): Promise<void> {
  if (done()) return;
  const line = await stage.desk.until(() => done(), STAGE_TIMEOUT_MS);
  if (line === undefined)
    throw new DemoError(
      'demo.stuck',
      `${what}: ${progress.counts[what] ?? 0} done after two minutes`,
      'run ./redress doctor',
    );
}

const caseOf = async (stage: Stage, number: string): Promise<CaseJson> =>
  (await redress(stage.scene.configFile, 'case', number)) as unknown as CaseJson;

const copiesOf = (state: CaseJson) => state.items.flatMap((item) => item.copies);
const rowsIn = (reply: Reply): number =>
  reply.text.split('\n').filter((line) => /^(\(?\d+\)?번|No\. )/.test(line)).length;

interface Facts {
  readonly began: number;
  readonly progress: Progress;
  readonly decided: Decided;
  readonly reply: Reply | undefined;
  readonly seen: Seen;
  readonly copiesFound: number;
}

function summary(state: CaseJson, facts: Facts): Told {
  const { began, progress, reply } = facts;
  const at = Object.fromEntries(
    Object.entries(progress.moments).map(([name, moment]) => [name, Math.round(moment - began)]),
  );
  const end = (reply?.receivedAt ?? progress.moments['verify'] ?? performance.now()) - began;
  const decisionMs = (progress.moments['decided'] ?? 0) - (progress.moments['locate'] ?? 0);
  return {
    number: state.number,
    items: state.items.length,
    copiesFound: facts.copiesFound,
    hidden: progress.counts['act'] ?? 0,
    verified: copiesOf(state).filter((copy) => copy.status === 'gone').length,
    removed: state.items.filter((item) => item.result?.word === 'removed').length,
    replied: reply === undefined ? 0 : rowsIn(reply),
    replySigned: reply?.signed === true,
    seen: facts.seen,
    at: { ...at, ...(reply === undefined ? {} : { replied: Math.round(reply.receivedAt - began) }) },
    systemMs: Math.round(end - Math.max(decisionMs, 0)),
    decisionMs: Math.round(Math.max(decisionMs, 0)),
    waitsFor: state.needs,
    reply,
  };
}
