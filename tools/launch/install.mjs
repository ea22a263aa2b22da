// Makes sure node_modules holds what package-lock.json says, with `npm ci` where it does not.
// A stamp (the hash of the lock file) makes the usual start cost one hash. Everything said here goes to stderr,
// so that the output of `--json` stays clean.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from './cannot-start.mjs';
import { withInstallLock } from './install-lock.mjs';
import { npmCi } from './npm-ci.mjs';

/** Unpacked dependencies and npm's cache of them, rounded up. */
const NEEDED_BYTES = 700 * 1024 * 1024;
const STAMP = path.join('node_modules', '.redress-installed');

/**
 * @param {string} root the project's folder
 * @throws {CannotStart} when the dependencies cannot be brought in
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  await withInstallLock(root, async (abandoned) => {
    if (isInstalled(root)) return; // another launch did it while we waited
    demandSpace(root);
    console.error(
      'redress: first start, or the list of dependencies changed: installing them (about a minute, 550 MB).',
    );
    const began = Date.now();
    await npmCi(root, abandoned);
    tryToStamp(path.join(root, STAMP), hashOf(readFileSync(path.join(root, 'package-lock.json'))));
    console.error(`redress: dependencies are in place (${Math.round((Date.now() - began) / 1000)} s).`);
  });
}

/**
 * Whether nothing needs to be done: the stamp fits the lock file, or somebody ran npm by hand and all is there.
 * @param {string} root
 */
function isInstalled(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const hash = hashOf(lock);
  const stamp = path.join(root, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return true;
  if (!holdsEverything(root, JSON.parse(lock.toString('utf8')).packages)) return false;
  tryToStamp(stamp, hash);
  return true;
}

/**
 * Compares npm's own record of what it installed with the lock file, package by package.
 * @param {string} root @param {Record<string, any>} wanted
 */
function holdsEverything(root, wanted) {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  const ours = wanted['']?.optionalDependencies ?? {};
  return Object.entries(wanted).every(([key, entry]) => {
    if (key === '' || (present[key] === undefined && isDispensable(key, entry, ours))) return true;
    return present[key]?.version === entry.version && existsSync(path.join(root, key, 'package.json'));
  });
}

/** An optional package is dispensable unless we name it ourselves for this very system (our Node, our PostgreSQL). */
function isDispensable(key, entry, ours) {
  if (!entry.optional) return false;
  const isOurs = key.replace('node_modules/', '') in ours;
  return !(isOurs && matches(entry.os, process.platform) && matches(entry.cpu, process.arch));
}

/** @param {string | string[] | undefined} allowed @param {string} value */
function matches(allowed, value) {
  return allowed === undefined || [allowed].flat().includes(value);
}

/** A tree that somebody else owns can still be used; then the comparison is simply made again next time. */
function tryToStamp(stamp, hash) {
  try {
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, `${hash}\n`);
  } catch {}
}

/** @param {Buffer} bytes */
function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @param {string} root */
function demandSpace(root) {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize >= NEEDED_BYTES) return;
  const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;
  throw new CannotStart(
    `the disk of ${root} has ${megabytes(bavail * bsize)} free; the dependencies need ${megabytes(NEEDED_BYTES)} while they are unpacked`,
    'free some space, or clone to another disk, then run the same command again',
  );
}
