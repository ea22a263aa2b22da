// Two launches at once must not both run npm in one folder: a lock file with the owner's process id, waited for
// with a limit. A lock whose owner is dead is taken over.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from './cannot-start.mjs';

const LOCK = '.redress-installing';
const WAIT_LIMIT_MS = 10 * 60 * 1000;
const POLL_MS = 250;
const SAY_SO_AFTER_MS = 1_000;
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} root the project's folder
 * @param {(abandoned: AbortSignal) => Promise<void>} work told when a signal ends this process in the middle
 */
export async function withInstallLock(root, work) {
  const file = path.join(root, LOCK);
  await acquire(file);
  const release = () => rmSync(file, { force: true });
  const abandoned = new AbortController();
  const releaseAndDie = (signal) => {
    abandoned.abort();
    release();
    process.kill(process.pid, signal);
  };
  for (const signal of ENDINGS) process.once(signal, releaseAndDie);
  try {
    await work(abandoned.signal);
  } finally {
    for (const signal of ENDINGS) process.off(signal, releaseAndDie);
    release();
  }
}

/** @param {string} file */
async function acquire(file) {
  const began = Date.now();
  let said = false;
  while (Date.now() - began < WAIT_LIMIT_MS) {
    if (tryToTake(file)) return;
    breakIfOrphaned(file);
    if (!said && Date.now() - began > SAY_SO_AFTER_MS) {
      said = true;
      console.error('redress: another launch is installing the dependencies; waiting for it.');
    }
    await sleep(POLL_MS);
  }
  throw new CannotStart(
    `another launch has been installing for more than ${WAIT_LIMIT_MS / 60_000} minutes`,
    `if no npm is running, delete ${file} and run the same command again`,
  );
}

/** @param {string} file */
function tryToTake(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw cannotWrite(path.dirname(file), error);
  }
}

/** Renaming first makes sure that of two waiters only one removes the lock of a dead owner. */
function breakIfOrphaned(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner === 0 || isAlive(owner)) return;
    const aside = `${file}.${process.pid}`;
    renameSync(file, aside);
    const moved = Number(readFileSync(aside, 'utf8'));
    if (moved === owner) rmSync(aside);
    else renameSync(aside, file); // a new owner came in between: give it back
  } catch {} // somebody else was quicker; the next round looks again
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** @param {string} folder @param {Error & {code?: string}} error */
function cannotWrite(folder, error) {
  return error.code === 'ENOSPC'
    ? new CannotStart(`the disk of ${folder} is full`, 'free 700 MB, then run the same command again')
    : new CannotStart(
        `cannot write to ${folder} (${error.code})`,
        'the dependencies are installed there: run as the owner of the folder, or clone to a folder of your own',
      );
}
