// The wall clock of the desk's machine is set back 48 hours while the desk runs, half a minute before a breach. The breach must be
// heard of all the same, and the step as well.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ClockStage, type ClockTrial, openClockedCase, witness } from './clock-trial.ts';
import type { Closing } from './closing.ts';
import { type FakedDesk, startFakedDesk, startUnder, untilServing } from './faked-desk.ts';
import { DUE_MS } from './test-law.ts';

const BACK_MS = 48 * 3_600_000;
const BEFORE_MS = 30_000;
const LIMIT_S = 60;
const CODE = 'clock.stepped-back';

export async function steppedDesk(stage: ClockStage, round: number, close: Closing): Promise<ClockTrial> {
  const begun = await startFakedDesk(stage.scene, stage.ahead.ms);
  close.after(() => begun.program.kill('SIGKILL'));
  const opened = await openClockedCase(stage, `proof-stepped-${round}`);
  await begun.program.kill('SIGTERM');
  const moment = opened.startedAt + DUE_MS;
  stage.ahead.ms = moment - BEFORE_MS - Date.now();
  const wall = path.join(stage.scene.folder, 'wall');
  const setWall = (aheadMs: number): void =>
    writeFileSync(wall, `${aheadMs < 0 ? '' : '+'}${(aheadMs / 1_000).toFixed(3)}\n`);
  setWall(stage.ahead.ms);
  const desk = startUnder(stage.scene, settable(wall), ['serve']);
  close.after(() => desk.program.kill('SIGKILL'));
  await untilServing(desk);
  const really = moment - stage.ahead.ms;
  setWall(stage.ahead.ms - BACK_MS);
  const seconds = await witness(stage, desk, 'breach', opened.number, really);
  const stepTold = heardStep(desk);
  await desk.program.kill('SIGTERM');
  const inTime = Object.values(seconds).every(
    (second) => second !== null && second >= 0 && second <= LIMIT_S,
  );
  return {
    event: 'trial',
    trial: 'stepped-back-48h',
    round,
    case: opened.number,
    passed: inTime && stepTold,
    seconds,
    stepTold,
  };
}

const heardStep = ({ heard }: FakedDesk): boolean =>
  heard.some(({ line }) => line['event'] === 'alarm' && line['code'] === CODE);

/** A program whose wall clock follows a file; the clock that only runs on is left alone, as on a real machine. */
function settable(file: string): readonly string[] {
  const preload = execFileSync('faketime', ['-m', '-f', '+0s', 'printenv', 'LD_PRELOAD']).toString().trim();
  return [
    'env',
    `LD_PRELOAD=${preload}`,
    `FAKETIME_TIMESTAMP_FILE=${file}`,
    'FAKETIME_NO_CACHE=1',
    'FAKETIME_DONT_FAKE_MONOTONIC=1',
  ];
}
