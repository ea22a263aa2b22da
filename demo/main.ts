// `npm run demo`: the main job from letter to reply on one machine, narrated. It uses the desk as anybody would:
// SMTP, the command line, and the messenger's pages. It imports nothing of the desk.
import { HELP, DemoError, type Options, readOptions } from './options.ts';
import { narrator, seconds } from './narrator.ts';
import { buildStage, type Cleanup, type Stage } from './stage.ts';
import { playStory, wentWell } from './story/play.ts';
import { tableOf } from './story/table.ts';
import { tell, type Told } from './story.ts';
import { WORDS, type Words } from './words.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** One Ctrl-C can arrive twice, from the terminal and from the launcher. */
const SAME_WISH_MS = 500;

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args, process.env);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const cleanup: Cleanup = [];
  const asked = stopAsked();
  try {
    const told = options.story === undefined ? play(options, cleanup, asked) : story(options, cleanup);
    return await Promise.race([told, asked.then(() => 0)]);
  } finally {
    for (const step of cleanup) await step().catch(() => undefined);
  }
}

async function play(options: Options, cleanup: Cleanup, asked: Promise<void>): Promise<number> {
  const words = WORDS[options.narration];
  const tellIt = narrator(options.json);
  tellIt.say(words.title);
  tellIt.say(words.preparing);
  const began = performance.now();
  const stage = await buildStage(options, cleanup);
  const startMs = Math.round(performance.now() - began);
  const { seeded } = stage;
  const places = seeded.items.reduce((sum, item) => sum + item.copies.length, 0);
  tellIt.say(words.ready(stage.messenger, stage.smtpPort));
  tellIt.say(words.seeded(seeded.rooms.length, seeded.messages, seeded.items.length, places));
  const told = await tell(stage, options, words, tellIt);
  if (options.json) console.log(JSON.stringify(asJson(told, startMs)));
  else conclude(told, stage, options, words);
  if (!options.exit) await asked;
  tellIt.say(words.stopping);
  return told.seen.othersStillUp === told.seen.others && complete(told, options) ? 0 : EXIT_FAILED;
}

/** The story of five days: ends with its table, or with one JSON object. */
async function story(options: Options, cleanup: Cleanup): Promise<number> {
  const { story: seed = '', fast, folder, port, narration, json } = options;
  const told = await playStory({ seed, fast, folder, port, narration }, cleanup, narrator(json));
  const table = tableOf(told.outcome, narration);
  if (json) console.log(JSON.stringify({ ...told, table }));
  else console.log(['', ...table].join('\n'));
  return wentWell(told.outcome) ? 0 : EXIT_FAILED;
}

/** The demo's own letter must end whole; a letter of somebody else may end where a person is waited for. */
function complete(told: Told, options: Options): boolean {
  return (
    options.letter !== undefined ||
    (told.removed === told.items && told.replied === told.items && told.seen.copiesStillUp === 0)
  );
}

function conclude(told: Told, stage: Stage, options: Options, words: Words): void {
  const { seen } = told;
  console.log('');
  console.log(words.looked(seen.copies - seen.copiesStillUp, seen.copies, seen.othersStillUp, seen.others));
  console.log(words.times(seconds(told.systemMs), seconds(told.decisionMs)));
  if (told.reply === undefined) console.log(words.waits(told.waitsFor));
  else console.log(['', words.row, ...firstRow(told.reply.text)].join('\n'));
  if (options.exit) return;
  const [gone] = stage.seeded.items;
  console.log(
    [
      '',
      words.lookHere,
      `  ${stage.messenger}/`,
      `  ${gone?.permalink}   (404)`,
      `  ./redress case ${told.number} --config ${relative(stage.scene.configFile)}`,
      `  ./redress case ${told.number} --events --config ${relative(stage.scene.configFile)}`,
      `  ./redress doctor --config ${relative(stage.scene.configFile)}`,
      '  npm run demo -- --lang ko --letter FILE.eml',
      '',
      words.running,
    ].join('\n'),
  );
}

const relative = (file: string): string => file.replace(`${process.cwd()}/`, '');

function firstRow(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const first = lines.findIndex((line) => /^(\(?\d+\)?번|No\. )/.test(line));
  const end = lines.indexOf('', first);
  return lines.slice(first, end === -1 ? undefined : end).map((line) => `  ${line}`);
}

function asJson(told: Told, startMs: number): object {
  const { reply: _reply, seen, at, ...counts } = told;
  return {
    ...counts,
    stranger: seen,
    timesMs: { start: startMs, ...at, system: told.systemMs, decision: told.decisionMs },
  };
}

/** Resolves at the first Ctrl-C or TERM; a second one ends at once. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const stop = (): void => {
      if (asked !== undefined) {
        if (performance.now() - asked > SAME_WISH_MS) process.exit(EXIT_FAILED);
        return;
      }
      asked = performance.now();
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error & { code?: string; cure?: string }) => {
    const known = typeof error.cure === 'string';
    console.error(known ? `demo: ${error.message} [${error.code}]\n  cure: ${error.cure}` : error.stack);
    if (process.argv.includes('--json'))
      console.log(
        JSON.stringify({
          error: { code: error.code ?? 'unexpected', message: error.message, cure: error.cure ?? null },
        }),
      );
    process.exit(error instanceof DemoError && error.code === 'demo.usage' ? EXIT_USAGE : EXIT_FAILED);
  },
);
