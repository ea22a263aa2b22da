// Runs `npm ci`, passes what it says on to stderr, and turns the usual failures into a sentence with a cure.

import { spawn } from 'node:child_process';
import { CannotStart } from './cannot-start.mjs';

const KEPT_OUTPUT = 64 * 1024;
const STILL_AT_IT_MS = 15_000;
const ARGUMENTS = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
];

const CAUSES = [
  {
    sign: /ENOSPC/,
    message: 'the disk is full',
    cure: 'free 700 MB here and in the npm cache folder (`npm config get cache`), then run the same command again',
  },
  {
    sign: /EACCES|EPERM|EROFS/,
    message: 'no permission to write the dependencies or the npm cache',
    cure: 'run as the owner of this folder and of the npm cache (`npm config get cache`), or clone to a folder of your own',
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request/i,
    message: 'the package registry cannot be reached',
    cure: 'check the network and `npm config get registry` (a proxy?), then run the same command again',
  },
  {
    sign: /SELF_SIGNED|UNABLE_TO_GET_ISSUER|CERT_/,
    message: 'the certificate of the package registry is not trusted here',
    cure: 'give npm your organisation’s certificate (`npm config set cafile FILE`), then run the same command again',
  },
];

/**
 * @param {string} root the project's folder
 * @param {AbortSignal} abandoned ends npm when we are ended
 * @throws {CannotStart} when npm is missing or fails
 */
export async function npmCi(root, abandoned) {
  const { code, output } = await run(root, abandoned);
  if (code === 0) return;
  const cause = CAUSES.find(({ sign }) => sign.test(output));
  throw cause
    ? new CannotStart(`${cause.message} (npm ci said so above)`, cause.cure)
    : new CannotStart(
        `npm ci failed with exit code ${code}; its words are above`,
        'mend what it names, then run the same command again',
      );
}

/** Under `npm run` npm names its own script; elsewhere (also under other package programs) it is looked up on the PATH. */
function command() {
  const script = process.env.npm_execpath;
  return /npm-cli\.c?js$/.test(script ?? '')
    ? [process.execPath, [script, ...ARGUMENTS]]
    : ['npm', ARGUMENTS];
}

/** @param {string} root @param {AbortSignal} abandoned @returns {Promise<{code: number, output: string}>} */
function run(root, abandoned) {
  const [program, args] = command();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], signal: abandoned });
  const stillAtIt = setInterval(() => console.error('redress: still installing …'), STILL_AT_IT_MS);
  let output = '';
  const keep = (chunk) => {
    process.stderr.write(chunk);
    output = (output + chunk).slice(-KEPT_OUTPUT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(noNpm(error)));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  }).finally(() => clearInterval(stillAtIt));
}

/** @param {Error & {code?: string}} error */
function noNpm(error) {
  return new CannotStart(
    `npm cannot be started (${error.code ?? error.message})`,
    'install npm (it comes with Node from https://nodejs.org; on Debian: apt-get install npm), then run the same command again',
  );
}
