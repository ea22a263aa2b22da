// Asks other programs about the same mails with the same DNS: opendkim, and Debian's Python libraries dkim and authheaders.
// Outside CI; what to install stands in the command's help. Lists where they and the desk disagree about a signature or about DMARC.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Judge, Judged } from './judge.ts';
import { type Case, ZONE, type Zone } from './world.ts';

interface Disagreement {
  readonly oracle: string;
  /** Who is stricter. */
  readonly side: 'only the desk passes it' | 'only the oracle passes it';
  readonly kind: string;
  readonly said: string;
  mails: number;
}

/** A value that opendkim's test zone can hold: one line, no failure. */
const MAX_LINE = 1_000;
const PYTHON = '/usr/bin/python3';

export async function compareOracles(cases: readonly Case[], judge: Judge): Promise<Disagreement[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-oracles-'));
  try {
    const judged: Judged[] = [];
    const opened: (string[] | undefined)[] = [];
    for (const [at, one] of cases.entries()) {
      const found = await judge.judge(one);
      const zone = { ...ZONE, ...one.zone };
      const file = path.join(folder, `${String(at).padStart(6, '0')}.eml`);
      await writeFile(file, one.raw);
      await writeFile(
        file.replace(/eml$/, 'json'),
        JSON.stringify({ zone, passing: passingOf(found), from: found.facts.from?.split('@')[1] ?? null }),
      );
      judged.push(found);
      opened.push(await opendkim(folder, file, zone));
    }
    const python = pythonOf(folder);
    const found = new Map<string, Disagreement>();
    for (const [at, one] of cases.entries()) {
      const ours = (judged[at] as Judged).facts;
      const passed = ours.signatures.map((signature) => signature.passed);
      const other = python[at] ?? { dkim: [], dmarc: '' };
      note(found, one, 'python3-dkim', passed, other.dkim);
      if (ours.from !== null)
        note(found, one, 'python3-authheaders (DMARC)', [ours.dmarc === 'pass'], [other.dmarc]);
      const others = opened[at];
      if (others !== undefined) note(found, one, 'opendkim', passed, others);
    }
    return [...found.values()];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const passingOf = ({ facts }: Judged): string[] =>
  facts.signatures.flatMap(({ passed, domain }) => (passed ? [domain] : []));

function note(
  found: Map<string, Disagreement>,
  { kind }: Case,
  oracle: string,
  ours: readonly boolean[],
  theirs: readonly string[],
): void {
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    const said = theirs[at] ?? 'nothing';
    const mine = ours[at] ?? false;
    if (mine === (said === 'pass')) continue;
    const side = mine ? 'only the desk passes it' : 'only the oracle passes it';
    const key = [oracle, side, kind, said].join('|');
    const known = found.get(key) ?? { oracle, side, kind, said, mails: 0 };
    known.mails += 1;
    found.set(key, known);
  }
}

/** The verdict on each signature, top first; undefined where its test zone cannot say what the DNS says. */
async function opendkim(folder: string, mail: string, zone: Zone): Promise<string[] | undefined> {
  if (
    Object.values(zone).some(
      (answer) => 'error' in answer && !['ENOTFOUND', 'ENODATA'].includes(answer.error),
    )
  )
    return undefined;
  const records = Object.entries(zone).flatMap(([name, answer]) =>
    'error' in answer || !answer[0] || answer[0].length > MAX_LINE ? [] : [`${name} ${answer[0]}\n`],
  );
  const data = path.join(folder, 'zone.txt');
  const settings = path.join(folder, 'opendkim.conf');
  await writeFile(data, records.join(''));
  await writeFile(
    settings,
    `Mode v\nTestDNSData file:${data}\nMinimumKeyBits 2048\nAlwaysAddARHeader yes\nAuthservID desk.example\nSoftwareHeader no\n`,
  );
  const { stdout } = run('opendkim', ['-x', settings, '-t', mail, '-v', '-v']);
  return [...stdout.matchAll(/^\s*dkim=(\w+)/gm)].map((match) => match[1] ?? '');
}

function pythonOf(folder: string): { dkim: string[]; dmarc: string }[] {
  const { stdout } = run(PYTHON, [path.join(import.meta.dirname, 'oracles.py'), folder]);
  return stdout
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as { dkim: string[]; dmarc: string });
}

function run(program: string, args: readonly string[]): { stdout: string } {
  const { error, stdout, stderr, status } = spawnSync(program, args, {
    encoding: 'latin1',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new Error(`${program} cannot be asked: ${error.message}; see --help`);
  if (status !== 0 && stdout === '' && program === PYTHON) throw new Error(stderr);
  return { stdout };
}
