// The story of five days as a person tells it, with fewer of everything: every honest notice is answered, what was posted is gone, what the false
// notices aimed at stands, an appeal is upheld by somebody else, and no canary is in anything that left the desk.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../demo/story/play.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PORT = 24_280;
/** Patience for a machine that does twenty other things; about a minute of two cores is needed. */
const TIMEOUT_MS = 1_800_000;

let folder: string;
let child: ChildProcess | undefined;
let code: number | null;
let errors = '';
let outcome: Outcome;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-story-'));
  // The database's own account has to pass through.
  await chmod(folder, 0o711);
  const own = ['--folder', path.join(folder, 'demo'), '--port', String(PORT)];
  const args = [path.join(ROOT, 'demo/main.ts'), '--story', 'ci', '--fast', '--json', ...own];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child = started;
  let out = '';
  started.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  started.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  code = await new Promise((resolve) => started.on('close', resolve));
  ({ outcome } = JSON.parse(out) as { outcome: Outcome });
}, TIMEOUT_MS);

afterAll(async () => {
  child?.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

describe('the story of five days', () => {
  it('ends well, and says nothing on standard error', () => {
    expect(errors).toBe('');
    expect(code).toBe(0);
  });

  it('answers everybody: by the platform, by a letter, or by a person', () => {
    const { button, mail, letter, forged } = outcome.counts.notices;
    for (const one of [button, mail, letter]) expect(one).toMatchObject({ answered: one.received, open: 0 });
    expect(button.received).toBeGreaterThan(10);
    expect(letter.received).toBe(4);
    expect(forged).toMatchObject({ received: 1, closed: 1 });
  });

  it('leaves nothing of what was posted, and everything else as it was', () => {
    const { places, stillUp, others, othersUp, drawingUp, keptUp } = outcome.looked;
    expect({ stillUp, drawingUp, keptUp }).toEqual({ stillUp: 0, drawingUp: true, keptUp: 2 });
    expect(places).toBeGreaterThan(15);
    expect(othersUp).toBe(others);
  });

  it('hides nothing for notices that agree on being false', () => {
    expect(outcome.flood).toMatchObject({ sent: 20, hidden: 0 });
    expect(outcome.counts.notices.false).toMatchObject({ received: 20, answered: 20 });
  });

  it('shows the pattern in them to a person, who warns one of the group', () => {
    expect(outcome.facts.patterns).not.toBe('');
    expect(outcome.facts.warned).toBe(true);
  });

  it('refuses what may not be', () => {
    expect(Object.keys(outcome.refusals).toSorted()).toEqual([
      'decide what another works on: claim.held',
      'rule on her own decision: appeal.same-person',
    ]);
    expect(outcome.facts).toMatchObject({ extortionFirst: true, preserved: 2, appealUpheld: true });
  });

  it('corrects an answer after something came back', () => {
    expect(outcome.counts.corrections).toBeGreaterThan(0);
  });

  it('lets no name, link, room, school or digest out, and would have noticed', () => {
    expect(outcome.canaries.what).toEqual([]);
    expect(outcome.canaries.found).toBe(outcome.canaries.planted);
    expect(outcome.canaries.documents).toBeGreaterThan(15);
    expect(outcome.minors).toMatchObject({ uploaders: 6, ofUploaders: 7, fetchedAfterTold: 0 });
  });
});
