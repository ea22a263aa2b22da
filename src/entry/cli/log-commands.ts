// The commands of the tamper-evident log with their options and help. They need no desk and no database.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { command, type Global, logPartsFor, type Wire } from './command.ts';
import type { LogParts } from './log-parts.ts';
import { successionCommands } from './log-succession-commands.ts';
import { outputTo } from './output.ts';
import { logWritingCommands } from './log-writing-commands.ts';
import { proofCommand } from './verify-commands.ts';

const MOST_PORT = 65_535;

const LOG_HELP = `
A log is begun so, each command in its own window and, in earnest, under its own account:

  redress log keygen desk.example/log-2027 --out log.key      prints the public key
  redress log signer --key log.key --memory signer/ --socket signer.sock
  redress log run log/ --key log.pub --signer signer.sock --socket log.sock
                                                               keeps the log, publishes every hour
  redress log append --to log.sock entries.txt                 one entry a line, or --whole: one entry a file
  redress log publish --to log.sock                            not to wait for the hour
  redress log serve log/ --port 8080                           or any web server over log/public/

Without \`run\`: redress log append log/ --key log.pub entries.txt, redress log publish log/ --key log.pub --signer signer.sock.
Where a log's folder is asked for, s3://bucket/prefix names a place in an S3-compatible store: below it, public/ is for
everybody to read and pending/ for nobody. Its endpoint and credentials: \`redress config --help\`, s3.*.
The lock against a second writer holds on one machine only: let no two machines write to one log.

The signer's memory belongs to no backup: brought back from an old copy it would let history be signed twice.`;

const WITNESS_HELP = `
A witness remembers the last checkpoint it signed of each log and signs only what continues it (C2SP tlog-witness).
--logs is a policy file with a line \`log KEY\` for each log. Witnesses on one machine, or of one organisation,
show that the protocol works; they show nothing about independence.`;

export function logCommands(program: Command, wire: Wire): void {
  const log = program
    .command('log')
    .description('a tamper-evident log that other programs can check')
    .addHelpText('after', LOG_HELP)
    .exitOverride();
  const parts = logPartsFor(log, wire);
  command(log, 'keygen <name>', 'make a key; the name of a log is its address without https://')
    .requiredOption('--out <file>', 'the private key, readable by its owner alone; never replaced')
    .option('--witness', 'a key for cosignatures')
    .action(async (name: string, options: Global & { out: string; witness?: boolean }) => {
      const { makeKey } = await import('./log-keys.ts');
      await makeKey(
        await parts(),
        name,
        options.out,
        options.witness === true,
        outputTo(options.json === true),
      );
    });
  logWritingCommands(log, parts);
  serving(log, parts);
  proofCommand(log, parts);
  successionCommands(log, parts);
  command(program, 'witness', 'sign the checkpoints of other logs, each only as a continuation of the last')
    .requiredOption('--key <file>', 'the private key: redress log keygen --witness')
    .requiredOption('--memory <folder>', 'what was signed last; in no backup')
    .requiredOption('--logs <file>', 'the logs to sign for: a policy file')
    .option('--port <port>', 'default: 8090', port, 8090)
    .option('--host <address>', 'default: this machine alone', '127.0.0.1')
    .addHelpText('after', WITNESS_HELP)
    .action(
      async (options: Global & { key: string; memory: string; logs: string; port: number; host: string }) => {
        const { runWitness } = await import('./log-guards.ts');
        await runWitness(await parts(), options, outputTo(options.json === true));
      },
    );
}

function serving(log: Command, parts: () => Promise<LogParts>): void {
  command(log, 'signer', 'hold the private key of a log, and sign only what continues what was signed before')
    .requiredOption('--key <file>', 'the private key: redress log keygen')
    .requiredOption('--memory <folder>', 'what was signed last; in no backup')
    .requiredOption('--socket <file>', 'where it listens; only its own user and group may ask')
    .action(async (options: Global & { key: string; memory: string; socket: string }) => {
      const { runSigner } = await import('./log-guards.ts');
      await runSigner(await parts(), options, outputTo(options.json === true));
    });
  command(log, 'serve <folder>', 'the public files of a log over HTTP; any web server can do the same')
    .option('--port <port>', 'default: 8080', port, 8080)
    .addOption(new Option('--host <address>', 'default: this machine alone').default('127.0.0.1'))
    .action(async (folder: string, options: Global & { port: number; host: string }) => {
      const { serveLog } = await import('./log-guards.ts');
      await serveLog(await parts(), { folder, ...options }, outputTo(options.json === true));
    });
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > MOST_PORT) throw new InvalidArgumentError('a port from 0 to 65535');
  return value;
}
