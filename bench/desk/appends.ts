// How many events a second the desk's own store appends, each in a transaction of its own, beside what this PostgreSQL can do: pgbench with an equal row,
// and pgbench with the statements of an append and no thinking.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import type { Database } from '../../src/adapters/store/postgres/database.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { decisionId, personId } from '../../src/domain/kernel/ids.ts';
import { after, HOUR, type Instant, instant } from '../../src/domain/kernel/instant.ts';
import type { Cases } from '../../src/ports/cases.ts';
import { step } from '../../src/workflow/step.ts';
import { caseOf, casesOf, TENANT } from './fill.ts';
import type { Scene } from './scene.ts';

const PERSON = personId('reviewer-1');
const SIGNATURE = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Who appends to what: a run of cases, shared out among the clients. */
export interface Span {
  readonly from: number;
  readonly count: number;
  readonly clients: number;
  readonly seconds: number;
}

/** One event: she takes the case, or hands it back. */
async function append(cases: Cases, id: CaseId, name: string, now: Instant): Promise<void> {
  const act = { id: decisionId(name), by: PERSON, at: now, signature: SIGNATURE };
  const written = await cases.update(id, (state) => {
    const holds = state.claim !== null && state.claim.until > now;
    const command = holds
      ? ({ kind: 'release-claim', act } as const)
      : ({ kind: 'claim-case', until: after(now, HOUR), act } as const);
    return step(state, [command], { kind: 'person', id: PERSON }, now);
  });
  if (!written.ok) throw new Error(written.error.code);
}

/** Events a second by so many who append at once, each to cases of its own. @param from number of the first case */
export async function appendsOf(
  db: Database,
  { from, count, clients, seconds, round }: Span & { readonly round: number },
): Promise<number> {
  const cases = casesOf(db);
  const share = Math.floor(count / clients);
  const until = performance.now() + seconds * 1_000;
  let events = 0;
  const client = async (which: number): Promise<void> => {
    for (let at = 0; performance.now() < until; at += 1, events += 1)
      await append(
        cases,
        caseOf(from + which * share + (at % share)),
        `a-${clients}-${round}-${which}-${at}`,
        instant(Date.now()),
      );
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, which) => client(which)));
  return (events / (performance.now() - began)) * 1_000;
}

/** Events a second into one case, one after another. @param remembers false: by a store that has never read the case, each time */
export async function appendsToOne(
  db: Database,
  at: number,
  { seconds, remembers }: { seconds: number; remembers: boolean },
): Promise<number> {
  let cases = casesOf(db);
  const until = performance.now() + seconds * 1_000;
  let events = 0;
  const began = performance.now();
  for (; performance.now() < until; events += 1) {
    if (!remembers) cases = casesOf(db);
    await append(cases, caseOf(at), `one-${at}-${remembers}-${events}`, instant(Date.now()));
  }
  return (events / (performance.now() - began)) * 1_000;
}

const LIMIT_TABLE = 'bench_events';

/** A table like that of the events, with its key and its guard, and nothing else on the machine to do. */
export async function makeLimitTable(pool: pg.Pool): Promise<void> {
  await pool.query(`create table ${LIMIT_TABLE} (like case_events including all)`);
  await pool.query(
    `create trigger ${LIMIT_TABLE}_append_only before update or delete or truncate on ${LIMIT_TABLE}
       for each statement execute function redress_append_only()`,
  );
}

/** A row of the length of one that `append` writes. */
const ROW = `insert into ${LIMIT_TABLE} values ('${TENANT}', 'case-' || :client_id || '-' || (:n % 100), :n, now(), 'case-claimed',
  '{"kind": "person", "id": "reviewer-1"}', '{"until": 1764500000000, "act": {"id": "a-10000-7-100000", "by": "reviewer-1", "at": 1764500000000, "signature": "${SIGNATURE}"}}');`;

const SCRIPTS = {
  row: `\\set n :n + 1\n${ROW}\n`,
  statements: `\\set n :n + 1
\\set c :from + :client_id * :share + (:n % :share)
begin;
select case_id from cases where tenant_id = '${TENANT}' and case_id = 'case-' || :c for update;
select seq, at, kind, actor, body from case_events where tenant_id = '${TENANT}' and case_id = 'case-' || :c and seq >= (select version from cases where tenant_id = '${TENANT}' and case_id = 'case-' || :c) order by seq;
${ROW.replaceAll('\n', ' ')}
update cases set status = status, claimed_until = now() where tenant_id = '${TENANT}' and case_id = 'case-' || :c;
commit;
`,
} as const;

/** Transactions a second of pgbench, prepared statements, as many clients. @throws Error when it is missing or fails */
export async function pgbench(
  scene: Scene,
  folder: string,
  script: keyof typeof SCRIPTS,
  { from, count, clients, seconds }: Span,
  round: number,
): Promise<number> {
  const file = path.join(folder, `${script}.sql`);
  await writeFile(file, SCRIPTS[script]);
  const share = Math.floor(count / clients);
  const numbers = { n: round * 10_000_000 + clients * 1_000_000, from, share };
  const defines = Object.entries(numbers).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', file];
  const said = await run('pgbench', [...args, ...defines, scene.url]);
  const tps = Number(/^tps = ([\d.]+)/m.exec(said)?.[1]);
  if (!(tps > 0)) throw new Error(`pgbench said no figure: ${said}`);
  return tps;
}

function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error(`${program} is missing: apt-get install postgresql-15`)));
    child.once('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${program} ended with ${code}: ${said}`)),
    );
  });
}
