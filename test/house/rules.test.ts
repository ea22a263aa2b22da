// The rules of the house are seen to bite: one breach of each is planted in a copy of the tree and must be caught by name.
// The same run shows that nothing else is wrong with the tree: every offence points at something planted.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../tools/check/rule.ts';
import { checkTree, copyOfTheTree, type Overlay, settingsOf } from './overlay.ts';
import { DEAD, IMPORTS, LINT, PLAIN, type Plant, TARGET_TEXT, TARGETS } from './plants.ts';

const PLANTS: readonly Plant[] = [...LINT, ...IMPORTS, ...DEAD, ...PLAIN];
const WHOLE_CHECK_MS = 900_000;
const WRITTEN_BESIDE = ['src/planted-room/planted-target.ts', 'src/domain/kernel/planted-z.ts'];
const EXCEPTION = { check: 'names', rule: 'file-name', file: 'src/gone.ts', reason: 'too short' };

/** The few breaches that change a file of the house instead of adding one. */
function changeTheHouse({ write, change }: Overlay): void {
  write('src/planted-room/planted-target.ts', TARGET_TEXT);
  write(
    'src/domain/kernel/planted-z.ts',
    "import { copy } from './planted-a.ts';\nexport const target = copy;\n",
  );
  change('ARCHITECTURE.md', (text) => `${text}\nSee \`src/planted-nowhere.ts\`.\n`);
  change('docs/errors.md', (text) => `${text}\n| \`planted.not-said\` | never | none |\n`);
  // A statement is taken out, one is stated twice, one is added that no test shows; a test is skipped, which shows nothing.
  change('docs/spec/case-lifecycle.md', (text) =>
    text.replace(/^- \*\*L5\*\*.*\n/m, '').replace(/^- \*\*L8\*\*.*\n/m, '$&$&'),
  );
  change('src/domain/case/invariants.test.ts', (text) => text.replace("test('L7: ", "test.skip('L7: "));
  change('docs/spec/legal-clocks.md', (text) => `${text}\n- **C999** Planted.\n`);
  change('package-lock.json', (text) =>
    text.replace('"version"', '"resolved": "https://registry.example/a.tgz", "version"'),
  );
  change('.npmrc', (text) => text.replace(/^omit-lockfile.*$/m, ''));
  change('package.json', (text) =>
    text.replace('"dependencies": {', '"dependencies": {\n    "planted-range": "^1.0.0",'),
  );
  change('tools/exceptions.json', () => JSON.stringify({ rules: [EXCEPTION], skips: [] }));
}

function plantAll(overlay: Overlay): void {
  for (const target of TARGETS) overlay.write(target, TARGET_TEXT);
  for (const { file, text } of PLANTS) if (text !== '') overlay.write(file, text);
  changeTheHouse(overlay);
}

describe('every rule of the house', () => {
  const overlay = copyOfTheTree();
  let outcomes: readonly Outcome[] = [];

  beforeAll(async () => {
    plantAll(overlay);
    outcomes = await checkTree(overlay.root);
  }, WHOLE_CHECK_MS);
  afterAll(overlay.remove);

  const offencesOf = (check: string) => outcomes.find(({ name }) => name === check)?.offences ?? [];

  test.each(PLANTS)('$check catches $rule in $file', ({ check, rule, file, says = '' }) => {
    const caught = offencesOf(check).filter((offence) => offence.file === file && offence.rule === rule);
    expect(caught.map(({ message }) => message)).toContainEqual(expect.stringContaining(says));
  });

  test('is silent about everything that was not planted', () => {
    const planted = new Set([...PLANTS.map(({ file }) => file), ...TARGETS, ...WRITTEN_BESIDE]);
    const others = outcomes.flatMap(({ name, offences }) =>
      offences
        .filter(({ file }) => !planted.has(file))
        .map(({ file, rule, message }) => `${name} ${file} ${rule} ${message}`),
    );
    expect(others).toEqual([]);
  });
});

describe('no rule is left without its breach', () => {
  const plantedFor = (check: string) =>
    new Set(PLANTS.filter((plant) => plant.check === check).map(({ rule }) => rule));

  test('each import rule has one', async () => {
    const { forbidden } = await settingsOf<{ forbidden: { name: string }[] }>('.dependency-cruiser.js');
    const names = forbidden.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !plantedFor('imports').has(name))).toEqual([]);
  });

  test('each lint rule has one', async () => {
    const blocks = await settingsOf<{ rules?: Record<string, unknown> }[]>('eslint.config.js');
    const names = blocks.flatMap(({ rules = {} }) => Object.keys(rules));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !plantedFor('lint').has(name))).toEqual([]);
  });
});

describe('a tool that sees nothing', () => {
  test('is an offence, not a clean tree', { timeout: WHOLE_CHECK_MS }, async () => {
    const overlay = copyOfTheTree();
    overlay.change('.dependency-cruiser.js', (text) =>
      text.replace('options: {', "options: { exclude: { path: '^src' },"),
    );
    const [outcome] = await checkTree(overlay.root, 'imports');
    overlay.remove();
    expect(outcome?.offences.map(({ rule }) => rule)).toContain('minimum-modules');
  });
});
