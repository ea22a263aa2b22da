// The log's folder brought back from an old copy while the signer keeps its memory: once left as it is, once grown past what was signed. Both must be
// refused, with what to do; with the newest copy in place it goes on.
import path from 'node:path';
import type { Closing } from './closing.ts';
import type { LogDesk, Outcome } from './log-desk.ts';

const GROWN = 30;

/** @returns what was found wrong */
export async function restoreOld(desk: LogDesk, close: Closing): Promise<readonly string[]> {
  const signer = await desk.startSigner();
  close.after(() => signer.kill('SIGKILL'));
  const [old, newest] = [path.join(desk.folder, 'old'), path.join(desk.folder, 'newest')];
  const isOk = ({ code }: Outcome): boolean => code === 0;
  await desk.copyTo(old);
  const went = [await desk.append(desk.freshLines(20)), await desk.publish()];
  if (!went.every(isOk)) return went.map(({ errors }) => `before the restore: ${errors}`);
  await desk.copyTo(newest);
  const faults: string[] = [];
  await desk.bringBack(old);
  faults.push(...mustRefuse(await desk.publishAgain(5), /log\.other-size/, /newest copy/));
  await desk.bringBack(old);
  faults.push(...mustRefuse(await desk.publishAgain(GROWN), /log\.proof-wrong/, /newest copy/));
  await desk.bringBack(newest);
  const after = [await desk.append(desk.freshLines(5)), await desk.publish()];
  if (!after.every(isOk)) faults.push(...after.map(({ errors }) => `after the restore: ${errors}`));
  await signer.kill('SIGKILL');
  return [...faults, ...desk.ledger.compare()];
}

function mustRefuse({ code, errors }: Outcome, named: RegExp, cure: RegExp): readonly string[] {
  if (code !== 0 && named.test(errors) && cure.test(errors)) return [];
  return [`an old copy was not refused as it should be: exit ${code}: ${errors}`];
}
