// `redress verify` and `redress log proof` with their options and help. They need no desk, no database and no server of ours.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { command, type Global, logPartsFor, type Wire } from './command.ts';
import type { LogParts } from './log-parts.ts';
import { outputTo } from './output.ts';
import type { LeafOptions, VerifyOptions } from './verify.ts';
import type { SuccessionOptions } from './verify-succession.ts';

type Parts = () => Promise<LogParts>;

const VERIFY_HELP = `
The key is what the owner of the log published, and never what came with the files. A policy names the witnesses
and how many of them must have signed (C2SP tlog-policy). Exit code 1: it does not hold, or too few have signed.
A page that does the same in a browser, offline: npm run build:verifier`;

export function verifyCommands(program: Command, wire: Wire): void {
  const verify = program
    .command('verify')
    .description('check a tamper-evident log, a proof, or what two checkpoints say of each other')
    .addHelpText('after', VERIFY_HELP)
    .exitOverride();
  const parts = logPartsFor(verify, wire);
  trusting(verify, 'checkpoint <file>', 'who signed a checkpoint, and when; a file or an address').action(
    async (file: string, options: Global & VerifyOptions) => {
      const { verifyCheckpoint } = await import('./verify.ts');
      await verifyCheckpoint(await parts(), file, options, outputTo(options.json === true));
    },
  );
  trusting(verify, 'inclusion <proof>', 'that an entry is in the log, by a .tlog-proof file and nothing else')
    .option('--entry <file>', 'the entry: every byte of a file, with the end of its last line')
    .option('--text <text>', 'the entry: these words, without the end of a line')
    .option('--leaf-hash <hex>', 'the hash of the entry as a leaf (RFC 6962)')
    .action(async (proof: string, options: Global & VerifyOptions & LeafOptions) => {
      const { verifyProof } = await import('./verify.ts');
      await verifyProof(await parts(), proof, options, outputTo(options.json === true));
    });
  trusting(verify, 'consistency <old> <new>', 'that a checkpoint continues an older one')
    .requiredOption(
      '--log <folder>',
      'the log that shows the tiles: a folder, an address or s3://bucket/prefix',
    )
    .action(async (old: string, now: string, options: Global & VerifyOptions & { log: string }) => {
      const { verifyPair } = await import('./verify.ts');
      await verifyPair(await parts(), { old, now }, options, outputTo(options.json === true));
    });
  trusting(verify, 'ending <proof>', 'that a log has ended, by a .tlog-proof file and nothing else')
    .option('--seen <files...>', 'checkpoints of the log from elsewhere: none may go beyond its end')
    .action(async (proof: string, options: Global & VerifyOptions & { seen?: string[] }) => {
      const { verifyEnding } = await import('./verify-succession.ts');
      await verifyEnding(await parts(), proof, options, outputTo(options.json === true));
    });
  trusting(verify, 'succession <old> <new>', 'that one log follows another; folders or addresses')
    .requiredOption('--old-key <file>', 'the public key of the old log, or the file that holds it')
    .option('--seen <files...>', 'checkpoints of the old log from elsewhere: none may go beyond its end')
    .action(async (old: string, now: string, options: Global & VerifyOptions & SuccessionOptions) => {
      const { verifySuccession } = await import('./verify-succession.ts');
      await verifySuccession(await parts(), { old, now }, options, outputTo(options.json === true));
    });
  trusting(
    verify,
    'log <folder>',
    'read every entry of a log and compute everything anew; a folder, an address or s3://bucket/prefix',
  )
    .option('--old <files...>', 'checkpoints kept from earlier: the log must continue each')
    .action(async (folder: string, options: Global & VerifyOptions & { old?: string[] }) => {
      const { verifyWhole } = await import('./verify.ts');
      await verifyWhole(await parts(), folder, options, outputTo(options.json === true));
    });
}

/** `redress log proof` */
export function proofCommand(log: Command, parts: Parts): void {
  keyed(log, 'proof <folder> <index>', 'write the proof that an entry is in the log, for others to keep')
    .requiredOption('--out <file>', 'mostly ends with .tlog-proof; replaced if it is there')
    .action(async (folder: string, index: string, options: Global & VerifyOptions & { out: string }) => {
      const { writeProof } = await import('./verify.ts');
      const place = { folder, index: wholeNumber(index) };
      await writeProof(await parts(), place, options, outputTo(options.json === true));
    });
}

const keyed = (parent: Command, usage: string, says: string): Command =>
  command(parent, usage, says)
    .requiredOption('--key <file>', 'the public key of the log, or the file that holds it')
    .addOption(
      new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']),
    );

const trusting = (parent: Command, usage: string, says: string): Command =>
  keyed(parent, usage, says).option('--policy <file>', 'the witnesses, and how many are enough');

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('the place of an entry, counted from 0');
  return value;
}
