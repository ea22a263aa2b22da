// Runs the target: inside this process when its Node will do, else as a child that owns the terminal as we do.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import Module from 'node:module';
import process from 'node:process';
import { isatty } from 'node:tty';
import { CannotStart } from './cannot-start.mjs';

const SIGNAL_BASE = 128;
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGINT'];
/** `timeout` and npm tell us once by process id and once by group; that is one wish. */
const SAME_WISH_MS = 1_000;

/**
 * Runs the file as the main module of this very process: no second Node, signals and exit code are its own.
 * @param {string} target absolute path
 */
export function runHere(target) {
  process.argv.splice(1, 2, target);
  Module.runMain();
}

/**
 * A Ctrl-C at a terminal reaches the child without us (one process group); sending it again would look like a second,
 * impatient Ctrl-C. Without a terminal the signal was meant for us alone and is passed on.
 * @param {NodeJS.Signals} signal
 */
function isAlreadyDelivered(signal) {
  return signal === 'SIGINT' && [0, 1, 2].some((fd) => isatty(fd));
}

/**
 * @param {string} node absolute path of the Node to use
 * @param {readonly string[]} args file and arguments
 * @returns {Promise<number>} exit code; 128 + n when signal n ended it, as a shell says it
 */
export function runWith(node, args) {
  const child = spawn(node, [...args], { stdio: 'inherit' });
  for (const signal of FORWARDED) passOn(signal, child);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(cannotRun(node, error)));
    child.on('exit', (code, signal) =>
      resolve(code ?? SIGNAL_BASE + (signal ? constants.signals[signal] : 0)),
    );
  });
}

/** @param {NodeJS.Signals} signal @param {import('node:child_process').ChildProcess} child */
function passOn(signal, child) {
  let last = Number.NEGATIVE_INFINITY;
  process.on(signal, () => {
    const isNewWish = performance.now() - last > SAME_WISH_MS;
    last = performance.now();
    if (isNewWish && !isAlreadyDelivered(signal)) child.kill(signal);
  });
}

/** @param {string} node @param {Error & {code?: string}} error */
function cannotRun(node, error) {
  return new CannotStart(
    `the packaged Node cannot run here (${error.code ?? error.message}): ${node}`,
    'it needs a glibc Linux or macOS; elsewhere (such as Alpine) install Node 24 or newer and run the same command again',
  );
}
