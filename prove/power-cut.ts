// `node prove/power-cut.ts`: what kill -9 cannot show. The desk's whole data folder lies on a disk of its own, the power goes
// with letters just acknowledged, and every one of them must be a case afterwards. Needs root and loop devices; says so if not.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openAckLedger } from './rig/ack-ledger.ts';
import { type Closing, closing } from './rig/closing.ts';
import { type Cut, type CutStage, cutOnce, MOMENTS } from './rig/cut-trial.ts';
import { freePort } from './rig/desk.ts';
import { makeDisk, whyNoDisk } from './rig/disk.ts';
import { type SelfTest, testDisk } from './rig/disk-self-test.ts';
import { writeLetter } from './rig/letters.ts';
import { openMailbox } from './rig/mailbox.ts';
import { randomFrom } from './rig/random.ts';
import { setScene, writeConfig } from './rig/scene.ts';
import { openDesk, workFolder } from './rig/stage.ts';

const HELP = `node prove/power-cut.ts [options]     (as root, on Linux)

  --cuts N   how many power cuts (10)
  --seed N   the same seed cuts at the same moments (1)
  --keep     leave the folder with logs and ledger
  --json     JSON lines only

Exit codes: 0 passed, 1 failed, 3 cannot be done on this machine.
`;

const CANNOT = 3;

interface CutOptions {
  readonly cuts: number;
  readonly seed: number;
  readonly keep: boolean;
}

export interface CutProof {
  readonly event: 'verdict';
  readonly passed: boolean;
  readonly cuts: number;
  readonly lettersAcknowledged: number;
  readonly lost: readonly string[];
  readonly duplicateCases: readonly string[];
  readonly bound95: number;
  readonly seconds: number;
}

/** The whole proof. Throws when the disk keeps what nobody synced: then nothing could be shown. */
export async function provePowerCuts(
  options: CutOptions,
  tell: (line: Cut | SelfTest) => void,
): Promise<CutProof> {
  const close = closing();
  const began = performance.now();
  try {
    const stage = await openStage(options, close, tell);
    const random = randomFrom(options.seed);
    const cuts: Cut[] = [];
    for (let cut = 1; cut <= options.cuts; cut += 1) {
      const moment = MOMENTS[cut % MOMENTS.length] ?? 'under-load';
      const done = await cutOnce(stage, cut, moment, random);
      cuts.push(done);
      tell(done);
      // What is lost stays lost: further cuts would only wait for it.
      if (done.lost.length > 0) break;
    }
    const lost = [...new Set(cuts.flatMap((cut) => cut.lost))];
    const duplicateCases = [...new Set(cuts.flatMap((cut) => cut.duplicateCases))];
    return {
      event: 'verdict',
      passed: lost.length === 0 && duplicateCases.length === 0,
      cuts: cuts.length,
      lettersAcknowledged: stage.acks.acknowledged().size,
      lost,
      duplicateCases,
      bound95: 3 / cuts.length,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await close.all();
  }
}

async function openStage(
  options: CutOptions,
  close: Closing,
  tell: (line: SelfTest) => void,
): Promise<CutStage> {
  const folder = await workFolder(options.keep, close);
  const disk = await makeDisk(folder);
  close.after(disk.remove);
  const test = await testDisk(disk);
  tell(test);
  if (!test.works) throw new Error('this disk keeps what nobody synced: a power cut cannot be shown on it');
  const mailbox = await openMailbox();
  close.after(mailbox.close);
  const scene = await setScene(folder, path.join(disk.mount, 'desk'));
  const port = await freePort();
  await writeConfig(scene, { smtpPort: port, replyPort: mailbox.port });
  const desk = await openDesk(scene, close);
  const acks = openAckLedger(path.join(folder, 'acks.jsonl'));
  close.after(acks.close);
  let written = 0;
  const write = () => {
    written += 1;
    const number = String(written).padStart(6, '0');
    return writeLetter(scene, `TW-${number}`, [`https://elsewhere.example/page/${written}`]);
  };
  return { scene, disk, desk, acks, port, write };
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { cuts: text, seed: text, keep: flag, json: flag, help: flag } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const reason = whyNoDisk();
  if (reason !== undefined) {
    console.error(`SKIPPED: no power can be cut here: ${reason}. NOTHING WAS SHOWN.`);
    return CANNOT;
  }
  const options = { cuts: Number(values.cuts ?? 10), seed: Number(values.seed ?? 1), keep: values.keep };
  const proof = await provePowerCuts(options, (line) => console.log(JSON.stringify(line)));
  console.log(JSON.stringify(proof));
  if (!values.json) {
    const found = `${proof.cuts} power cuts, ${proof.lettersAcknowledged} letters acknowledged: lost ${proof.lost.length}, duplicate cases ${proof.duplicateCases.length}`;
    console.log(
      `${proof.passed ? 'PASSED' : 'FAILED'}: ${found}. Bound ${proof.bound95.toPrecision(2)} a cut (95 %).`,
    );
  }
  return proof.passed ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main();
