// Asks Debian's opendkim about many mails at once, in its test mode, with a zone that is given: no milter, no DNS.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Zone } from './world.ts';

/** A value that its test zone can hold: one line. */
const MAX_LINE = 1_000;
const AT_ONCE = 100;
const HEADER = "### INSHEADER: idx=0 hname='Authentication-Results'";

/** Its verdicts on each signature of a mail, top first; none where it refuses the mail before it looks at signatures. */
export type Verdicts = readonly string[];

/** False where its test zone cannot say what the DNS says: a name server that fails for now. */
export function canAsk(zone: Zone): boolean {
  return Object.values(zone).every(
    (answer) => !('error' in answer) || ['ENOTFOUND', 'ENODATA'].includes(answer.error),
  );
}

/** @param files names of raw mails in the folder @returns the verdicts by file name */
export function askOpendkim(folder: string, files: readonly string[], zone: Zone): Map<string, Verdicts> {
  const settings = writeSettings(folder, zone);
  const found = new Map<string, Verdicts>();
  let left = [...files];
  while (left.length > 0) {
    const { begun, verdicts } = askSome(folder, settings, left.slice(0, AT_ONCE));
    for (const file of left.slice(0, begun)) found.set(file, verdicts.get(file) ?? []);
    // It ends at the first mail that it refuses: the rest is asked in another run.
    left = left.slice(begun);
  }
  return found;
}

function writeSettings(folder: string, zone: Zone): string {
  const records = Object.entries(zone).flatMap(([name, answer]) =>
    'error' in answer || !answer[0] || answer[0].length > MAX_LINE ? [] : [`${name} ${answer[0]}\n`],
  );
  const data = path.join(folder, 'zone.txt');
  const settings = path.join(folder, 'opendkim.conf');
  writeFileSync(data, records.join(''));
  writeFileSync(
    settings,
    `Mode v\nTestDNSData file:${data}\nMinimumKeyBits 2048\nAlwaysAddARHeader yes\nAuthservID desk.example\nSoftwareHeader no\n`,
  );
  return settings;
}

/** A mail without a signature behind each mail: what is said before its line is said of the mail in front of it. */
const MARK = 'mark.txt';
const MARK_LINE = `opendkim: ${MARK}: message not signed`;

function askSome(
  folder: string,
  settings: string,
  files: readonly string[],
): { begun: number; verdicts: Map<string, Verdicts> } {
  writeFileSync(path.join(folder, MARK), 'From: mark@mark.example\r\n\r\nmark\r\n');
  const list = files.flatMap((file) => [file, MARK]).join(',');
  const { error, stdout, stderr } = spawnSync('opendkim', ['-x', settings, '-t', list, '-v', '-v'], {
    cwd: folder,
    encoding: 'latin1',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new Error(`opendkim cannot be asked: ${error.message}; see --help`);
  const begun = files.filter((file) => stderr.includes(`opendkim: ${file}: mlfi_envfrom() returned`)).length;
  if (begun === 0) throw new Error(`opendkim began no mail: ${stderr.slice(0, 400)}`);
  const blocks = stdout.split(MARK_LINE).slice(0, -1);
  if (blocks.length !== begun && blocks.length !== begun - 1)
    throw new Error(`opendkim began ${begun} mails and went on behind ${blocks.length}`);
  const verdicts = blocks.map((block) => {
    // The last field is the mark's own.
    const fields = block.split(HEADER).slice(1, -1).join(HEADER);
    return [...fields.matchAll(/\bdkim=(\w+)/g)].map((match) => match[1] ?? '');
  });
  return { begun, verdicts: new Map(verdicts.map((verdict, at) => [files[at] ?? '', verdict])) };
}
