// `node prove/mutants.ts`: do the proofs bite? Each sabotage is done to a copy of the tree, and the proof meant for it must fail
// and name the damage; the copy without any must pass. The tree itself is never touched.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { spawn } from 'node:child_process';
import { type Closing, closing } from './rig/closing.ts';
import { CLEAN_RUNS, type Edit, type Sabotage, SABOTAGES } from './rig/sabotages.ts';

const HELP = `node prove/mutants.ts [--only NAME]... [--list]

Ends with exit code 0 when every sabotage is caught and the clean tree passes, 1 when not, 3 when a proof cannot run here.
`;

const ROOT = path.resolve(import.meta.dirname, '..');
const COPIED = [
  'src',
  'law',
  'messenger',
  'managed-postgres',
  'prove',
  'migrations',
  'tools',
  'package.json',
  'tsconfig.json',
];
const CANNOT = 3;

interface Ran {
  readonly code: number | null;
  readonly verdict: Readonly<Record<string, unknown>>;
  readonly says: string;
}

interface Told {
  readonly mutant: string;
  readonly passed: boolean;
  readonly found: string;
  readonly seconds: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.list) {
    console.log(
      values.help ? HELP : SABOTAGES.map(({ name, says }) => `${name.padEnd(28)}${says}`).join('\n'),
    );
    return 0;
  }
  const unknown = values.only?.find(
    (name) => name !== 'clean' && !SABOTAGES.some((sabotage) => sabotage.name === name),
  );
  if (unknown !== undefined) throw new Error(`--only ${unknown}: no such sabotage; --list names them`);
  const wanted = (name: string): boolean => values.only === undefined || values.only.includes(name);
  const codes: number[] = [];
  for (const sabotage of SABOTAGES.filter(({ name }) => wanted(name)))
    codes.push(await tryOne(() => mutate(sabotage)));
  if (wanted('clean'))
    for (const run of CLEAN_RUNS) codes.push(await tryOne(() => runClean(run.proof, run.args)));
  return codes.includes(1) ? 1 : Math.max(...codes);
}

async function tryOne(run: () => Promise<Told | 'cannot'>): Promise<number> {
  const told = await run();
  if (told === 'cannot') return CANNOT;
  console.log(JSON.stringify(told));
  return told.passed ? 0 : 1;
}

async function mutate(sabotage: Sabotage): Promise<Told | 'cannot'> {
  const { name, proof, args, names } = sabotage;
  return withCopy(async (copy, close) => {
    for (const edit of sabotage.edits) await replaceOnce(copy, edit);
    return timed(`${name} (${proof})`, await prove(copy, close, proof, args), ({ code, verdict }) => {
      const found = (verdict[names] ?? []) as readonly string[];
      return { passed: code === 1 && found.length > 0, found: `${names}: ${found.length}` };
    });
  });
}

async function runClean(proof: string, args: readonly string[]): Promise<Told | 'cannot'> {
  return withCopy(async (copy, close) =>
    timed(`clean tree (${proof} ${args.join(' ')})`, await prove(copy, close, proof, args), ({ code }) => ({
      passed: code === 0,
      found: 'nothing, as it must',
    })),
  );
}

function timed(
  mutant: string,
  ran: Ran,
  judge: (ran: Ran) => { readonly passed: boolean; readonly found: string },
): Told | 'cannot' {
  if (ran.code === CANNOT) {
    console.error(ran.says);
    return 'cannot';
  }
  const { passed, found } = judge(ran);
  if (!passed) console.error(`${mutant}: exit code ${ran.code}, ${JSON.stringify(ran.verdict)}\n${ran.says}`);
  return { mutant, passed, found, seconds: Number(ran.verdict['seconds'] ?? 0) };
}

async function withCopy<T>(use: (copy: string, close: Closing) => Promise<T>): Promise<T> {
  const close = closing();
  try {
    return await use(await copyTree(close), close);
  } finally {
    await close.all();
  }
}

async function copyTree(close: Closing): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'redress-mutant-'));
  close.after(() => rm(copy, { recursive: true, force: true }));
  for (const name of COPIED) await cp(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

async function replaceOnce(copy: string, { file, find, put }: Edit): Promise<void> {
  const text = await readFile(path.join(copy, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${file} holds the text to sabotage ${times} times, not once:\n${find}`);
  await writeFile(
    path.join(copy, file),
    text.replace(find, () => put),
  );
}

function prove(copy: string, close: Closing, proof: string, args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [path.join(copy, 'prove', `${proof}.ts`), ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, says] = ['', ''];
  child.stdout.on('data', (chunk) => void (out += String(chunk)));
  child.stderr.on('data', (chunk) => void (says += String(chunk)));
  const ran = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, says, verdict: lastVerdict(out) }));
  });
  close.after(async () => {
    child.kill('SIGTERM');
    await ran.catch(() => undefined);
  });
  return ran;
}

function lastVerdict(out: string): Ran['verdict'] {
  const line = out.split('\n').findLast((text) => text.includes('"event":"verdict"'));
  return line === undefined ? {} : (JSON.parse(line) as Ran['verdict']);
}

if (import.meta.main) process.exitCode = await main();
