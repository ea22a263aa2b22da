// The launcher: which Node it takes, that exit codes and signals pass through it, that it installs once and says why not.
// Older and newer Nodes are this Node with another version number in its mouth.

import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ended,
  pathWith,
  smallProject,
  start,
  startScript,
  withoutNpmSettings,
  withPackagedNode,
} from './launched.ts';

const OLD = '20.20.2';
const INSTALL_MS = 60_000;
const made: string[] = [];

function project(lock?: object): string {
  const root = smallProject(lock);
  made.push(root);
  return root;
}

/** A project whose dependencies (none) are installed, with a Node of its own. */
function installed(): { readonly root: string; readonly node: string } {
  const root = project();
  const node = withPackagedNode(root);
  writeFileSync(path.join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));
  return { root, node };
}

type Probe = { execPath: string; pid: number; rest: string[]; main: boolean };
const probeOf = (stdout: string): Probe => JSON.parse(stdout) as Probe;

afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

describe('which Node', () => {
  test('a new enough Node runs the file itself, without a second process', async () => {
    const { root } = installed();
    const { code, stdout, pid } = await ended(start(root, ['7', 'a', 'b']));
    expect(code).toBe(7);
    expect(probeOf(stdout)).toEqual({ execPath: process.execPath, pid, rest: ['a', 'b'], main: true });
  });

  test.each([OLD, '24.14.0', '25.9.0'])('Node %s hands over to the packaged one', async (version) => {
    const { root } = installed();
    const { code, stdout, pid } = await ended(start(root, ['7', 'a', 'b'], version));
    expect(code).toBe(7);
    expect(probeOf(stdout)).toMatchObject({ rest: ['a', 'b'], main: true });
    expect(probeOf(stdout).pid).not.toBe(pid);
  });

  test('without a packaged Node it says which package is missing', async () => {
    const { root } = installed();
    rmSync(path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`), { recursive: true });
    const { code, stdout, stderr } = await ended(start(root, ['0'], OLD));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/no package node-\w+-\w+ is installed\ncure: /);
  });

  test('a Node before 20 is told so in one sentence', async () => {
    const { code, stderr } = await ended(start(project(), ['0'], '18.19.0'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^redress: this is Node 18\.19\.0; at least Node 20 is needed/);
  });
});

describe('signals', () => {
  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    '%s reaches the file, and its exit code comes back',
    async (signal) => {
      const { root } = installed();
      const child = start(root, ['wait'], OLD);
      expect(await ended(child, () => child.kill(signal))).toMatchObject({ code: 42 });
    },
  );

  test('a file that was killed ends the launcher as a shell would say it', async () => {
    const { root } = installed();
    expect(await ended(start(root, ['die'], OLD))).toMatchObject({ code: 128 + 9 });
  });
});

describe('installing', () => {
  test('happens once, speaks on stderr only, and then never again', { timeout: INSTALL_MS }, async () => {
    const root = project();
    const first = await ended(start(root, ['0']));
    const second = await ended(start(root, ['0']));
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('installing them');
    expect(probeOf(first.stdout).main).toBe(true);
    expect(second).toMatchObject({ code: 0, stderr: '' });
  });

  test('of two launches at once one installs and both run', { timeout: INSTALL_MS }, async () => {
    const root = project();
    const both = await Promise.all([ended(start(root, ['0'])), ended(start(root, ['0']))]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ stderr }) => stderr.includes('installing them'))).toHaveLength(1);
    expect(existsSync(path.join(root, '.redress-installing'))).toBe(false);
  });

  test('a lock left by a dead launch is taken over', { timeout: INSTALL_MS }, async () => {
    const root = project();
    const dead = await ended(start(root, ['0'], '18.0.0'));
    writeFileSync(path.join(root, '.redress-installing'), String(dead.pid));
    expect(await ended(start(root, ['0']))).toMatchObject({ code: 0 });
  });

  test('a registry that cannot be reached is said in one line with a cure', {
    timeout: INSTALL_MS,
  }, async () => {
    const entry = { version: '1.0.0', integrity: 'sha512-AAAA' };
    const packages = {
      '': { name: 'small', dependencies: { absent: '1.0.0' } },
      'node_modules/absent': entry,
    };
    const root = project({ name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true, packages });
    const cache = path.join(root, 'cache');
    writeFileSync(
      path.join(root, '.npmrc'),
      `registry=http://127.0.0.1:9/\nfetch-retries=0\ncache=${cache}\n`,
    );
    const { code, stdout, stderr } = await ended(start(root, ['0'], undefined, withoutNpmSettings()));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/redress: the package registry cannot be reached .*\ncure: check the network/);
  });

  test('without npm it says how to get npm', async () => {
    const root = project();
    const { code, stderr } = await ended(start(root, ['0'], undefined, { PATH: pathWith(root, {}) }));
    expect(code).toBe(2);
    expect(stderr).toMatch(/npm cannot be started \(ENOENT\)\ncure: install npm/);
  });
});

describe('./redress', () => {
  const UNIX = { dirname: '/usr/bin/dirname', readlink: '/usr/bin/readlink' };

  test('finds its house through symbolic links and from another folder', async () => {
    const { root } = installed();
    const other = project();
    symlinkSync(path.join(root, 'redress'), path.join(other, 'link'));
    symlinkSync('link', path.join(other, 'link-to-link'));
    const env = { PATH: pathWith(other, { ...UNIX, node: process.execPath }) };
    const { code, stdout } = await ended(startScript(path.join(other, 'link-to-link'), ['7', 'a b'], env));
    expect(code).toBe(7);
    expect(probeOf(stdout).rest).toEqual(['a b']);
  });

  test('says that node is missing', async () => {
    const root = project();
    const { code, stderr } = await ended(
      startScript(path.join(root, 'redress'), [], { PATH: pathWith(root, UNIX) }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^redress: node is missing\.\ncure: /);
  });
});
