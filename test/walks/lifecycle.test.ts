// The walks themselves: they reach every kind of event and every refusal, and the command that walks says what it found.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { filesUnder } from '../../tools/check/tree.ts';
import { ROOT } from '../house/overlay.ts';
import { RULE_NAMES } from './lifecycle-rules.ts';
import { walk } from './lifecycle-walk.ts';

const WALKS = 5_000;
/** As many kinds as the spec names. */
const EVENTS = readFileSync(path.join(ROOT, 'docs', 'spec', 'case-lifecycle.md'), 'utf8')
  .split('<!-- table: events -->')[1]
  ?.split('\n## ')[0]
  ?.match(/^\| `[a-z-]+` \|/gm)?.length;

/** Every code that the lifecycle can say, read from its source. */
function codesSaid(): readonly string[] {
  const said = filesUnder(ROOT, 'src/domain/case')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
    .flatMap((text) => [
      ...text.matchAll(
        /'((?:withdrawal|preservation|letter|case|item|copy|action|decision|sender|reply|regime|notice|milestone|clock|appeal|confirmation|mail|acknowledgement|report|claim|reasons|further|term|asking|escalation|danger)\.[a-z-]+)'/g,
      ),
    ])
    .map(([, code = '']) => code);
  return [...new Set([...said, 'clock.not-running', 'clock.not-paused'])].toSorted();
}

describe('walks', () => {
  const walks = Array.from({ length: WALKS }, (_, seed) => walk(seed));

  test('reach every kind of event, each many times', () => {
    const kinds = Map.groupBy(
      walks.flatMap(({ steps }) => steps).flatMap(({ events }) => events),
      ({ kind }) => kind,
    );
    expect(kinds.size).toBe(EVENTS);
    for (const [kind, events] of kinds) expect(events.length, kind).toBeGreaterThan(30);
  });

  test('reach every refusal of the lifecycle, each several times', () => {
    const codes = Map.groupBy(
      walks.flatMap(({ refusals }) => refusals),
      (code) => code,
    );
    expect([...codes.keys()].toSorted()).toEqual(codesSaid());
    for (const [code, times] of codes) expect(times.length, code).toBeGreaterThan(5);
  });

  test('reach what the rules are about: removed, destroyed, restored, and late', () => {
    const results = walks
      .flatMap(({ state }) => state.items)
      .map(({ decision, result }) => `${decision?.act} ${result?.word}`);
    for (const end of [
      'hide removed',
      'hide unremovable',
      'destroy removed',
      'restore refused',
      'restore removed',
    ])
      expect(results.filter((one) => one === end).length, end).toBeGreaterThan(10);
    const breaches = walks
      .flatMap(({ state }) => state.clocks)
      .filter(({ alarms }) => alarms.includes('breach'));
    expect(breaches.length).toBeGreaterThan(500);
  });

  test('of the same seed are the same', () => {
    expect(walk(7)).toEqual(walk(7));
    expect(walk(7).state).not.toEqual(walk(8).state);
  });
});

test('the command that walks ends with its figures, and with 0 where nothing was broken', async () => {
  const args = [path.join(ROOT, 'test', 'walks', 'lifecycle.ts'), '--walks', '300', '--seed', '5'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as object;
  expect(last).toMatchObject({ event: 'end', walks: 300, broken: 0, rules: RULE_NAMES.length, seed: 5 });
});
