// Which Node runs the project: the one that is running already if it is new enough, else the packaged one.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from './cannot-start.mjs';

/** Node 24.15 is the first on which every tool and library of ours loads; odd majors are short-lived and untested. */
const FLOOR = { major: 24, minor: 15 };

/**
 * @param {string} version such as `24.15.0`
 * @returns {boolean} whether this Node can run the project itself
 */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === FLOOR.major ? minor >= FLOOR.minor : major > FLOOR.major && major % 2 === 0;
}

/**
 * @param {string} root the project's folder
 * @returns {string} absolute path of the Node to use
 * @throws {CannotStart} when neither the running Node nor a packaged one will do
 */
export function chooseNode(root) {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const packaged = path.join(root, 'node_modules', name, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  throw new CannotStart(
    `Node ${FLOOR.major}.${FLOOR.minor} or newer is missing: this is ${process.versions.node}, and no package ${name} is installed`,
    `run \`npm ci --include=optional\` if this system is Linux (x64, arm64) or macOS (x64); elsewhere install Node ${FLOOR.major} yourself`,
  );
}
