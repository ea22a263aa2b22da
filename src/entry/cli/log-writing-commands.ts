// The commands that write a log: add, publish, and the process that does both.
import { type Command, InvalidArgumentError } from 'commander';
import { command, type Global } from './command.ts';
import type { LogParts } from './log-parts.ts';
import { CommandError, EXIT, outputTo } from './output.ts';

const DEFAULT_MINUTES = 60;
const MOST_MINUTES = 7 * 24 * 60;
const KEY = 'the public key of the log, or the file that holds it';
const SIGNER = 'where `redress log signer` listens';
const POLICY = 'witnesses to ask, and how many are enough';
const TO = 'the socket of the process that keeps the log (`redress log run`), instead of its folder';

const RUN_HELP = `
It takes entries at its socket, one as the body of each POST /append, and answers {"index":N} once the entry is durable. With /append?at=N the
entry is sent with its place: it lies there once, however often it is sent, or is refused (log.gap, log.other-entry). POST /publish makes public
what there is, GET /status tells how the log stands. Refusals are problem+json; 503 log.busy says when to come again.

A publishing that fails is said and tried again after a minute, and stops no entry. When the disk fails it ends with the disk's code and exit 1:
let whatever started it start it again. SIGTERM ends it: what it took is durable, and a last publishing is tried.`;

type AppendFlags = Global & { key?: string; to?: string; whole?: boolean; at?: number };
type PublishFlags = Global & {
  key?: string;
  signer?: string;
  to?: string;
  policy?: string;
  every?: number;
};
type RunFlags = Global & { key: string; signer: string; socket: string; policy?: string; every: number };

export function logWritingCommands(log: Command, parts: () => Promise<LogParts>): void {
  command(log, 'append [folder] [files...]', 'add entries; without files, lines of standard input')
    .option('--key <file>', KEY)
    .option('--to <socket>', TO)
    .option('--whole', 'each file is one entry')
    .option('--at <index>', 'where the first of them belongs: the same command can be run again', place)
    .action(async (folder: string | undefined, files: string[], options: AppendFlags) => {
      const { appendEntries } = await import('./log.ts');
      const { to } = options;
      // Without a folder to name, the first word is a file as well.
      const sent =
        to === undefined || folder === undefined
          ? { folder, files }
          : { folder: undefined, files: [folder, ...files] };
      await appendEntries(await parts(), { ...options, ...sent }, outputTo(options.json === true));
    });
  command(log, 'publish [folder]', 'make everything that was added public, under a signed checkpoint')
    .option('--key <file>', KEY)
    .option('--signer <socket>', SIGNER)
    .option('--to <socket>', TO)
    .option('--policy <file>', POLICY)
    .option('--every <minutes>', 'stay, and publish again and again', minutes)
    .action(async (folder: string | undefined, options: PublishFlags) => {
      const { publishLog, publishThrough } = await import('./log.ts');
      const output = outputTo(options.json === true);
      const { to, key, signer, ...more } = options;
      if (to !== undefined && folder === undefined) return publishThrough(await parts(), to, output);
      if (to !== undefined || folder === undefined || key === undefined || signer === undefined)
        throw new CommandError(
          'usage',
          'name the folder of a log with its --key and --signer, or the socket of its writer: --to',
          'redress log publish --help',
          EXIT.usage,
        );
      return publishLog(await parts(), { ...more, folder, key, signer }, output);
    });
  command(log, 'run <folder>', 'keep a log: take entries at a socket, publish every hour', 'JSON lines')
    .requiredOption('--key <file>', KEY)
    .requiredOption('--signer <socket>', SIGNER)
    .requiredOption('--socket <file>', 'where it listens; only its own user and group may send')
    .option('--policy <file>', POLICY)
    .option('--every <minutes>', 'how often it publishes; default: 60', minutes, DEFAULT_MINUTES)
    .addHelpText('after', RUN_HELP)
    .action(async (folder: string, options: RunFlags) => {
      const { runLog } = await import('./log-run.ts');
      await runLog(await parts(), { folder, ...options }, outputTo(options.json === true));
    });
}

function minutes(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > MOST_MINUTES)
    throw new InvalidArgumentError(`whole minutes, from 1 to ${MOST_MINUTES}`);
  return value;
}

function place(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('a whole number from 0 on');
  return value;
}
