// `redress log end` and `redress log begin` with their options and help.
import { type Command, Option } from 'commander';
import { type Reason, REASONS } from '../../translog/log/succession.ts';
import { command, type Global } from './command.ts';
import type { LogParts } from './log-parts.ts';
import type { BeginOptions, EndOptions } from './log-succession.ts';
import { outputTo } from './output.ts';

const END_HELP = `
A log ends once a year, and when its key is to be changed: a log's name and key are one. Nothing can be added afterwards.

  redress log keygen desk.example/log-2028 --out next.key      the next log's key; publish its public key first
  redress log end log-2027/ --key 2027.pub --signer signer.sock --next 2028.pub
  redress log begin log-2028/ --key 2028.pub --after log-2027/ --old-key 2027.pub --reason year
  redress log publish log-2028/ --key 2028.pub --signer next.sock
  redress verify succession log-2027/ log-2028/ --old-key 2027.pub --key 2028.pub

If it was stopped, the same command finishes what was begun. docs/operations/log.md has the whole routine.`;

export function successionCommands(log: Command, parts: () => Promise<LogParts>): void {
  command(log, 'end <folder>', 'end a log for ever: its last entry names the log that follows')
    .requiredOption('--key <file>', 'the public key of the log, or the file that holds it')
    .requiredOption('--signer <socket>', 'where `redress log signer` listens')
    .option('--next <key>', 'the public key of the log that follows, or the file that holds it')
    .option('--no-next', 'no log follows')
    .option('--policy <file>', 'witnesses to ask for the last checkpoint, and how many are enough')
    .option('--out <file>', 'write the proof of the end, for others to keep; mostly ends with .tlog-proof')
    .addHelpText('after', END_HELP)
    .action(async (folder: string, options: Global & Omit<EndOptions, 'folder'>) => {
      const { endLog } = await import('./log-succession.ts');
      await endLog(await parts(), { ...options, folder }, outputTo(options.json === true));
    });
  command(
    log,
    'begin <folder>',
    'begin a log that follows another: its first entry holds the last checkpoint',
  )
    .requiredOption('--key <file>', 'the public key of the new log, or the file that holds it')
    .requiredOption(
      '--after <place>',
      'the old log: a folder or an address; with --reason key-lost a checkpoint is enough',
    )
    .requiredOption('--old-key <file>', 'the public key of the old log, or the file that holds it')
    .addOption(
      new Option('--reason <reason>', 'key-lost: the old log could not be ended')
        .choices([...REASONS])
        .makeOptionMandatory(),
    )
    .action(async (folder: string, options: Global & Omit<BeginOptions, 'folder'> & { reason: Reason }) => {
      const { beginLog } = await import('./log-succession.ts');
      await beginLog(await parts(), { ...options, folder }, outputTo(options.json === true));
    });
}
