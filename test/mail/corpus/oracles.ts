// Asks other programs about the same mails with the same DNS: opendkim, and Debian's Python libraries dkim and authheaders.
// Outside CI; what to install stands in the command's help. Lists where they and the desk disagree about a signature or about DMARC, and
// counts what must never be: a mail with authority that an oracle refuses.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Judge, Judged } from './judge.ts';
import { askOpendkim, canAsk, type Verdicts } from './opendkim.ts';
import { type Case, ZONE } from './world.ts';

interface Disagreement {
  readonly oracle: string;
  /** Who is stricter. */
  readonly side: 'only the desk passes it' | 'only the oracle passes it';
  readonly kind: string;
  readonly said: string;
  mails: number;
}

export interface Compared {
  readonly mails: number;
  /** Of them, with authority by the desk. */
  readonly withAuthority: number;
  /** Mails with authority whose signature or DMARC one of the oracles does not pass. */
  readonly refusedByAnOracle: number;
  /** How many mails each was asked about. */
  readonly asked: Readonly<Record<string, number>>;
  readonly disagreements: readonly Disagreement[];
}

interface FromPython {
  readonly dkim: readonly string[];
  readonly dmarc: string;
}

/** One mail, what the desk found, and what the others said of it; undefined where they could not be asked. */
interface Row {
  readonly one: Case;
  readonly ours: Judged;
  readonly python: FromPython;
  readonly opendkim: Verdicts | undefined;
}

const PYTHON = '/usr/bin/python3';
const [DKIM, DMARC, OPENDKIM] = ['python3-dkim', 'python3-authheaders (DMARC)', 'opendkim'];

export async function compareOracles(cases: readonly Case[], judge: Judge): Promise<Compared> {
  const folder = mkdtempSync(path.join(tmpdir(), 'redress-oracles-'));
  try {
    const judged: Judged[] = [];
    for (const one of cases) judged.push(await judge.judge(one));
    const files = cases.map((one, at) => written(folder, at, one, judged[at] as Judged));
    const opendkim = opendkimOf(folder, files, cases);
    const python = pythonOf(folder);
    return summed(
      cases.map((one, at) => ({
        one,
        ours: judged[at] as Judged,
        python: python[at] ?? { dkim: [], dmarc: '' },
        opendkim: opendkim.get(files[at] ?? ''),
      })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The mail, and beside it what Python needs to know. The zone that all share is kept once. */
function written(folder: string, at: number, { raw, zone }: Case, { facts }: Judged): string {
  if (at === 0) writeFileSync(path.join(folder, 'zone.json'), JSON.stringify(ZONE));
  const name = String(at).padStart(6, '0');
  const passing = facts.signatures.flatMap(({ passed, domain }) => (passed ? [domain] : []));
  writeFileSync(path.join(folder, `${name}.eml`), raw);
  writeFileSync(
    path.join(folder, `${name}.mail`),
    JSON.stringify({ zone, passing, from: facts.from?.split('@')[1] ?? null }),
  );
  return `${name}.eml`;
}

/** Mails with the same DNS are asked together. */
function opendkimOf(folder: string, files: readonly string[], cases: readonly Case[]): Map<string, Verdicts> {
  const groups = Map.groupBy(files.keys(), (at) => JSON.stringify(cases[at]?.zone ?? {}));
  const asked = [...groups.values()].flatMap((places) => {
    const zone = { ...ZONE, ...cases[places[0] ?? 0]?.zone };
    return canAsk(zone)
      ? [
          ...askOpendkim(
            folder,
            places.map((at) => files[at] ?? ''),
            zone,
          ),
        ]
      : [];
  });
  return new Map(asked);
}

function pythonOf(folder: string): FromPython[] {
  const { error, stdout, stderr, status } = spawnSync(
    PYTHON,
    [path.join(import.meta.dirname, 'oracles.py'), folder],
    { encoding: 'latin1', maxBuffer: 2 ** 28 },
  );
  if (error !== undefined) throw new Error(`${PYTHON} cannot be asked: ${error.message}; see --help`);
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as FromPython);
}

function summed(rows: readonly Row[]): Compared {
  const found = new Map<string, Disagreement>();
  for (const { one, ours, python, opendkim } of rows) {
    const passed = ours.facts.signatures.map((signature) => signature.passed);
    note(found, one, DKIM, passed, python.dkim);
    if (ours.facts.from !== null) note(found, one, DMARC, [ours.facts.dmarc === 'pass'], [python.dmarc]);
    if (opendkim !== undefined) note(found, one, OPENDKIM, passed, opendkim);
  }
  const powerful = rows.filter(({ ours }) => ours.sender.level !== 'L0');
  return {
    mails: rows.length,
    withAuthority: powerful.length,
    refusedByAnOracle: powerful.filter(isRefused).length,
    asked: {
      [DKIM]: rows.length,
      [DMARC]: rows.filter(({ ours }) => ours.facts.from !== null).length,
      [OPENDKIM]: rows.filter(({ opendkim }) => opendkim !== undefined).length,
    },
    disagreements: [...found.values()].sort((one, other) => other.mails - one.mails),
  };
}

/** True when a signature that holds for the desk holds not for all of them, or DMARC does not. */
function isRefused({ ours, python, opendkim }: Row): boolean {
  const isHeld = (at: number): boolean =>
    python.dkim[at] === 'pass' && (opendkim === undefined || opendkim[at] === 'pass');
  return python.dmarc !== 'pass' || !ours.facts.signatures.every(({ passed }, at) => !passed || isHeld(at));
}

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
