// One fault in one file operation of one command of the log, from the same beginning each time; then an ordinary run, and the comparison.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LogDesk, Outcome } from './log-desk.ts';
import type { Program } from './program.ts';
import { type Fault, type FileOperation, isIn, makeTracer, type Tracer } from './tracer.ts';

export const COMMANDS = ['append', 'publish', 'signer'] as const;
export type Command = (typeof COMMANDS)[number];

export interface FaultTrial {
  readonly event: 'trial';
  readonly command: Command;
  readonly call: string;
  readonly at: number;
  readonly effect: Fault['effect'];
  /** What the command came to. */
  readonly came: 'succeeded' | 'failed' | 'killed';
  readonly code: string | undefined;
  /** False when the fault met something outside the log's folders, or nothing. */
  readonly wasHit: boolean;
  readonly faults: readonly string[];
}

/** Operations that may fail for want of space. */
const NEEDS_SPACE = new Set(['openat', 'mkdir', 'write', 'pwrite64', 'fsync', 'rename']);

/** Who goes on after one of these failed has acknowledged what is not there. */
const MUST_BE_NOTICED = new Set(['write', 'pwrite64', 'fsync', 'rename']);

export interface FaultStage {
  readonly desk: LogDesk;
  /** A copy of the log's folder and the signer's memory. */
  readonly begin: string;
  /** Lets the ledger know what it knew then. */
  readonly forget: () => void;
}

/** The log's folder and the signer's memory, as they were at the beginning. */
async function beginAnew({ desk, begin, forget }: FaultStage): Promise<void> {
  forget();
  for (const folder of [desk.log, desk.memory]) {
    await rm(folder, { recursive: true, force: true });
    await cp(path.join(begin, path.basename(folder)), folder, { recursive: true });
  }
}

/** 250 entries are public and 10 wait: the next publishing fills a tile and begins one on each level. */
export async function openFaultStage(desk: LogDesk): Promise<FaultStage> {
  const begin = path.join(desk.folder, 'begin');
  const signer = await desk.startSigner();
  const done = [
    await desk.append(desk.freshLines(250)),
    await desk.publish(),
    await desk.append(desk.freshLines(10)),
  ];
  await signer.kill('SIGTERM');
  const faults = [
    ...done.filter(({ code }) => code !== 0).map(({ errors }) => errors),
    ...desk.ledger.compare(),
  ];
  if (faults.length > 0) throw new Error(`the beginning failed: ${faults.join('; ')}`);
  for (const folder of [desk.log, desk.memory])
    await cp(folder, path.join(begin, path.basename(folder)), { recursive: true });
  return { desk, begin, forget: desk.ledger.mark() };
}

/** All file operations of a command that concern the log, each with what may befall it. */
export async function faultsOf(stage: FaultStage, command: Command): Promise<readonly Fault[]> {
  await beginAnew(stage);
  const tracer = await makeTracer(path.join(stage.desk.folder, 'tracer'));
  await runTraced(stage, command, tracer, undefined);
  const folders = [stage.desk.log, stage.desk.memory];
  const ours = tracer.operations().filter(({ text }) => isIn(folders, text));
  return ours.flatMap((operation) => effectsOn(operation).map((effect) => ({ ...operation, effect })));
}

function effectsOn({ call, text }: FileOperation): readonly Fault['effect'][] {
  const writes = NEEDS_SPACE.has(call) && !(call === 'openat' && !text.includes('O_CREAT'));
  return writes ? ['EIO', 'ENOSPC', 'KILL'] : ['EIO', 'KILL'];
}

export async function tryFault(stage: FaultStage, command: Command, fault: Fault): Promise<FaultTrial> {
  await beginAnew(stage);
  const { desk } = stage;
  const tracer = await makeTracer(path.join(desk.folder, 'tracer'));
  const outcome = await runTraced(stage, command, tracer, fault);
  const { call, at, effect } = fault;
  const code = /\[([\w.-]+)\]/.exec(outcome.errors)?.[1];
  const came = outcome.code === 0 ? 'succeeded' : outcome.code === null ? 'killed' : 'failed';
  const wasHit = tracer.wasHit([desk.log, desk.memory]);
  const isUnnoticed = came === 'succeeded' && wasHit && MUST_BE_NOTICED.has(call);
  const faults = [
    ...(isUnnoticed ? [`succeeded although ${call} failed`] : []),
    ...uncoded(outcome, code),
    ...desk.ledger.compare(),
    ...(await ordinaryRun(desk)),
  ];
  return { event: 'trial', command, call, at, effect, came, code, wasHit, faults };
}

const uncoded = ({ code, errors }: Outcome, named: string | undefined): readonly string[] =>
  code === 0 || code === null || named !== undefined ? [] : [`failed without a code: ${errors}`];

async function ordinaryRun(desk: LogDesk): Promise<readonly string[]> {
  const signer = await desk.startSigner();
  const done = [await desk.append(desk.freshLines(2)), await desk.publish()];
  await signer.kill('SIGTERM');
  const failed = done
    .filter(({ code }) => code !== 0)
    .map(({ errors }) => `an ordinary run failed: ${errors}`);
  return [...failed, ...desk.ledger.compare()];
}

/** What the traced command came to; for the signer it is what became of the publishing that asked it, unless it did not start. */
async function runTraced(
  { desk }: FaultStage,
  command: Command,
  tracer: Tracer,
  fault: Fault | undefined,
): Promise<Outcome> {
  const { under } = tracer;
  let attached: Promise<void> = Promise.resolve();
  const act = (program: Program): void => {
    attached = tracer.attach(program, fault);
  };
  let outcome: Outcome;
  if (command === 'append') outcome = await desk.append(desk.freshLines(3), { under, act });
  else {
    const signer = await desk.startSigner(command === 'signer' ? { under, act } : {});
    const wasUp = signer.lives();
    outcome = await desk.publish(command === 'publish' ? { under, act } : {});
    if (!wasUp) outcome = { code: await signer.ended, answer: undefined, errors: signer.errors(), ms: 0 };
    await signer.kill('SIGTERM');
  }
  await attached;
  await tracer.stop();
  return outcome;
}
