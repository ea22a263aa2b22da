// One flood into the desk, and the same flood into the peer, each a fresh process on an empty folder.
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../harness/free-port.ts';
import { quantile } from '../harness/statistics.ts';
import { flood } from './flood.ts';
import { AUTHORITY_ADDRESS, DESK_ADDRESS, documentNumber, DOMAIN, type Flood } from './mails.ts';
import { type Line, type Program, runCommand, startProgram } from '../harness/program.ts';

export interface Figures {
  readonly acceptedPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMiB: number;
}

export interface DeskFigures extends Figures {
  /** Cases opened a second, from the first connection to the last case: reading beside accepting. */
  readonly readPerSecond: number;
  /** Until the spool was empty. */
  readonly seconds: number;
}

const DESK = 'src/main.ts';
const PEER = 'bench/letters/plain-server.ts';
const LOOK_MS = 250;
/** Far longer than a letter takes anywhere. */
const MOST_SECONDS_A_LETTER = 5;
const NO_LIMIT = { connectionsPerNetwork: 1_000, lettersPerMinute: 100_000 };

export async function floodPeer({ mails }: Flood, folder: string, connections: number): Promise<Figures> {
  await mkdir(folder, { recursive: true });
  const program = await startProgram(PEER, [folder], () => undefined);
  try {
    const figures = await accepted(program, Number(program.ready['port']), mails, connections);
    const kept = (await readdir(folder)).filter((name) => name.endsWith('.eml')).length;
    if (kept !== mails.length) throw new Error(`WRONG: the peer kept ${kept} of ${mails.length} mails`);
    return { ...figures, mostMiB: program.mostMiB() };
  } finally {
    await program.stop();
  }
}

/** @param items that every case must have */
export async function floodDesk(
  sent: Flood,
  items: number,
  folder: string,
  connections: number,
): Promise<DeskFigures> {
  const config = await setScene(sent, folder);
  const { mails } = sent;
  let received = 0;
  const hear = ({ event }: Line): void => {
    if (typeof event === 'string' && /^letter-/.test(event)) received += 1;
  };
  const program = await startProgram(DESK, ['serve', '--config', config.file, '--json'], hear);
  try {
    const began = performance.now();
    const figures = await accepted(program, config.port, mails, connections);
    const until = began + mails.length * MOST_SECONDS_A_LETTER * 1_000;
    while (received < mails.length && performance.now() < until) await delay(LOOK_MS);
    const seconds = (performance.now() - began) / 1_000;
    await mustBeWhole(config.file, mails.length, items);
    const waiting = (await readdir(path.join(folder, 'desk', 'spool'))).filter((name) => name !== 'aside');
    if (waiting.length > 0) throw new Error(`WRONG: ${waiting.length} letters still lie in the spool`);
    return { ...figures, mostMiB: program.mostMiB(), readPerSecond: mails.length / seconds, seconds };
  } finally {
    await program.stop();
  }
}

async function accepted(
  program: Program,
  port: number,
  mails: readonly Buffer[],
  connections: number,
): Promise<Figures> {
  const { seconds, milliseconds } = await flood(port, mails, connections);
  return {
    acceptedPerSecond: mails.length / seconds,
    p50Ms: quantile(milliseconds, 0.5),
    p99Ms: quantile(milliseconds, 0.99),
    mostMiB: program.mostMiB(),
  };
}

/** Every letter is a case with all its items. */
async function mustBeWhole(config: string, letters: number, items: number): Promise<void> {
  const { cases = [] } = (await runCommand(DESK, [
    'cases',
    '--limit',
    String(letters + 1),
    '--config',
    config,
    '--json',
  ])) as {
    cases?: readonly { documentNumber: string; items: number; level: string }[];
  };
  const whole = new Set(
    cases.filter((one) => one.items === items && one.level === 'L1').map((one) => one.documentNumber),
  );
  const lost = Array.from({ length: letters }, (_, at) => documentNumber(at + 1)).filter(
    (number) => !whole.has(number),
  );
  if (lost.length > 0 || cases.length !== letters)
    throw new Error(
      `WRONG: ${cases.length} cases of ${letters} letters; not whole: ${lost.slice(0, 5).join(', ')}`,
    );
}

async function setScene({ records }: Flood, folder: string): Promise<{ file: string; port: number }> {
  const data = path.join(folder, 'desk');
  await mkdir(data, { recursive: true });
  // The database's own account must be able to walk in.
  for (const walked of [folder, data]) await chmod(walked, 0o711);
  const authority = {
    id: 'tidewatch',
    name: '물때감시원',
    nameEn: 'Tidewatch Review Office',
    kind: 'regulator',
    country: 'KR',
    domain: DOMAIN,
    addresses: [AUTHORITY_ADDRESS],
  };
  const [port, nobody] = [await freePort(), await freePort()];
  const file = path.join(folder, 'redress.json');
  const config = {
    data,
    desk: { address: DESK_ADDRESS, name: 'Desk under load' },
    smtp: { port, ...NO_LIMIT },
    mail: { host: '127.0.0.1', port: nobody, requireTls: false },
    dns: { zoneFile: path.join(folder, 'zone.json') },
    authorities: path.join(folder, 'authorities.json'),
  };
  await writeFile(path.join(folder, 'zone.json'), JSON.stringify({ records }));
  await writeFile(path.join(folder, 'authorities.json'), JSON.stringify({ authorities: [authority] }));
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return { file, port };
}
