// One deliberate breach of every rule of the house, each small enough to see at a glance what it breaks.
// rules.test.ts plants them in a copy of the tree and wants each one caught under its own name.

/** A breach: the text to plant, and the check and rule that must name the file. */
export type Plant = {
  readonly check: string;
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  /** Part of the message, where one rule keeps several promises. */
  readonly says?: string;
};

/** Written apart so that the check for switches in the code does not find this file. */
const TS_IGNORE = '@ts' + '-ignore';
const BIOME_IGNORE = 'biome' + '-ignore';

let planted = 0;

/** A file of its own for each breach, in the folder where the rule holds. */
function lint(rule: string, text: string, says?: string, folder = 'src/domain/kernel'): Plant {
  planted += 1;
  const file = `${folder}/planted-lint-${planted}.ts`;
  return { check: 'lint', rule, file, text: `${text}\n`, ...(says === undefined ? {} : { says }) };
}

const ts = (name: string): string => `@typescript-eslint/${name}`;
const OUTSIDE = 'src/adapters/planted';
const LONG_FUNCTION = `export function long(): void {\n${'  void 0;\n'.repeat(71)}}`;

export const LINT: readonly Plant[] = [
  lint('max-lines', '// one more line\n'.repeat(401)),
  lint('max-lines-per-function', LONG_FUNCTION),
  lint('max-lines-per-function', LONG_FUNCTION, undefined, 'tools'),
  lint(ts('await-thenable'), 'export async function f(): Promise<void> {\n  await 1;\n}'),
  lint(ts('ban-ts-comment'), `// ${TS_IGNORE} because it is planted\nexport const a = 1;`),
  lint(
    ts('consistent-type-imports'),
    "import { Refusal } from './errors.ts';\nexport const f = (x: Refusal): Refusal => x;",
  ),
  lint(ts('no-explicit-any'), 'export const f = (x: any): unknown => x;'),
  lint(ts('no-floating-promises'), 'export function f(work: () => Promise<void>): void {\n  work();\n}'),
  lint(
    ts('no-for-in-array'),
    'export function f(list: string[]): void {\n  for (const key in list) void key;\n}',
  ),
  lint(ts('no-implied-eval'), "export const f = (): unknown => new Function('return 1');"),
  lint(
    ts('no-misused-promises'),
    'export const f = (list: number[]): void => list.forEach(async () => undefined);',
  ),
  lint(ts('no-unnecessary-type-assertion'), 'export const f = (x: string): string => x as string;'),
  lint(ts('no-unused-vars'), 'const forgotten = 1;\nexport const a = 2;'),
  lint('no-throw-literal', "export function f(): never {\n  throw 'text';\n}"),
  lint(
    ts('return-await'),
    'export async function f(w: () => Promise<void>): Promise<void> {\n  try {\n    return w();\n  } catch {}\n}',
  ),
  lint(
    ts('switch-exhaustiveness-check'),
    "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}",
  ),
  lint('eqeqeq', 'export const f = (a: unknown): boolean => a == 1;'),
  lint('no-eval', "export const f = (): unknown => eval('1');", undefined, OUTSIDE),
  lint('no-console', "console.log('x');\nexport const a = 1;", undefined, OUTSIDE),
  lint('no-var', 'export function f(): number {\n  var a = 1;\n  return a;\n}'),
  lint('prefer-const', 'export function f(): number {\n  let a = 1;\n  return a;\n}'),
  lint('no-restricted-exports', 'const a = 1;\nexport default a;'),
  lint('no-restricted-exports', 'const a = 1;\nexport default a;', undefined, 'messenger/planted'),
  lint('no-restricted-syntax', "export * from './errors.ts';", 'barrels'),
  lint('no-restricted-syntax', 'export class CaseManager {}', 'Manager'),
  lint('no-restricted-syntax', 'export const f = (): Date => new Date();', 'replayable'),
  lint('no-restricted-syntax', 'export const f = (): string => Date();', 'replayable'),
  lint('no-restricted-properties', 'export const f = (): number => Date.now();', 'replayable'),
  lint('no-restricted-properties', 'export const f = (): number => Math.random();', 'replayable'),
  lint('no-restricted-properties', 'export const a = process.env.HOME;', 'environment', OUTSIDE),
  lint('no-restricted-properties', 'export const a = process.env.HOME;', 'environment', 'messenger/planted'),
  lint(
    'no-restricted-imports',
    "import { env } from 'node:process';\nexport const a = env.HOME;",
    'environment',
    OUTSIDE,
  ),
  lint(
    'no-restricted-globals',
    'export const f = (w: () => void): unknown => setTimeout(w, 1);',
    'setTimeout',
  ),
  lint(
    'no-restricted-globals',
    'export const f = (): string => crypto.randomUUID();',
    'crypto',
    'src/workflow',
  ),
  lint(
    'no-restricted-globals',
    'export const f = (): number => performance.now();',
    'performance',
    'src/ports',
  ),
];

const TARGET = 'export const target = 1;\n';
const STAGES = [
  ...['kernel', 'content', 'notice', 'clock', 'case', 'decision', 'action'],
  ...['verification', 'evidence', 'reply', 'appeal', 'transparency', 'view'],
];

/** An import that must not be, and a place to import from. */
function wrongImport(rule: string, file: string, target: string, isType = false): Plant {
  const up = '../'.repeat(file.split('/').length - 1);
  const text = `import ${isType ? 'type ' : ''}{ target } from '${up}${target}';\nexport const copy = target;\n`;
  return { check: 'imports', rule, file, text, says: target };
}

/** The places planted files import from. */
export const TARGETS: readonly string[] = [
  ...STAGES.map((stage) => `src/domain/${stage}/planted-target.ts`),
  ...[
    'ports',
    'workflow',
    'matching',
    'adapters/planted-b',
    'adapters/connectors/planted-b',
    'entry/planted-b',
  ].map((folder) => `src/${folder}/planted-target.ts`),
  ...['messenger/planted', 'managed-postgres', 'test/house', 'demo'].map(
    (folder) => `${folder}/planted-target.ts`,
  ),
];

export const TARGET_TEXT = TARGET;

const AHEAD = STAGES.slice(0, -1).map((stage, index) =>
  wrongImport(
    `${stage}-never-looks-ahead`,
    `src/domain/${stage}/planted-ahead.ts`,
    `src/domain/${STAGES[index + 1]}/planted-target.ts`,
  ),
);

export const IMPORTS: readonly Plant[] = [
  ...AHEAD,
  wrongImport('domain-imports-inwards', 'src/domain/kernel/planted-out.ts', 'src/ports/planted-target.ts'),
  wrongImport('ports-imports-inwards', 'src/ports/planted-out.ts', 'src/workflow/planted-target.ts'),
  wrongImport(
    'workflow-imports-inwards',
    'src/workflow/planted-out.ts',
    'src/adapters/planted-b/planted-target.ts',
  ),
  wrongImport(
    'entry-imports-inwards',
    'src/entry/planted/planted-out.ts',
    'src/adapters/planted-b/planted-target.ts',
  ),
  wrongImport(
    'adapters-imports-inwards',
    'src/adapters/planted/planted-out.ts',
    'src/workflow/planted-target.ts',
  ),
  wrongImport('browser-imports-inwards', 'src/browser/planted-out.ts', 'src/ports/planted-target.ts'),
  wrongImport('matching-stands-alone', 'src/matching/planted-out.ts', 'src/domain/kernel/planted-target.ts'),
  wrongImport('translog-stands-alone', 'src/translog/planted-out.ts', 'src/matching/planted-target.ts'),
  wrongImport(
    'entry-names-ports-only-as-types',
    'src/entry/planted/planted-port.ts',
    'src/ports/planted-target.ts',
  ),
  wrongImport(
    'entries-are-strangers',
    'src/entry/planted/planted-other.ts',
    'src/entry/planted-b/planted-target.ts',
  ),
  wrongImport(
    'adapters-are-strangers',
    'src/adapters/planted/planted-other.ts',
    'src/adapters/planted-b/planted-target.ts',
  ),
  wrongImport(
    'connectors-are-strangers',
    'src/adapters/connectors/planted/planted-other.ts',
    'src/adapters/connectors/planted-b/planted-target.ts',
  ),
  wrongImport('only-main-wires', 'src/entry/planted/planted-main.ts', 'src/main.ts'),
  wrongImport('config-is-read-once', 'src/adapters/planted/planted-config.ts', 'src/config.ts'),
  wrongImport('cli-names-config-only-as-types', 'src/entry/cli/planted-config.ts', 'src/config.ts'),
  wrongImport(
    'managed-postgres-stands-alone',
    'managed-postgres/planted-out.ts',
    'src/domain/kernel/planted-target.ts',
  ),
  wrongImport(
    'database-is-started-outside',
    'src/workflow/planted-database.ts',
    'managed-postgres/planted-target.ts',
  ),
  wrongImport(
    'messenger-is-a-stranger',
    'messenger/planted/planted-out.ts',
    'src/domain/kernel/planted-target.ts',
  ),
  wrongImport(
    'desk-speaks-http',
    'src/adapters/planted/planted-messenger.ts',
    'messenger/planted/planted-target.ts',
  ),
  wrongImport('demo-is-a-stranger', 'demo/planted-out.ts', 'src/domain/kernel/planted-target.ts'),
  wrongImport('proofs-are-strangers', 'prove/planted-out.ts', 'src/domain/kernel/planted-target.ts'),
  wrongImport('bench-knows-the-libraries', 'bench/planted-out.ts', 'src/domain/kernel/planted-target.ts'),
  wrongImport(
    'bench-of-the-desk-knows-its-store',
    'bench/desk/planted-out.ts',
    'src/entry/planted-b/planted-target.ts',
  ),
  wrongImport('tools-are-strangers', 'tools/planted-out.ts', 'src/domain/kernel/planted-target.ts'),
  wrongImport(
    'no-test-in-the-product',
    'src/adapters/planted/planted-test.ts',
    'test/house/planted-target.ts',
  ),
  wrongImport('no-cycles', 'src/domain/kernel/planted-a.ts', 'src/domain/kernel/planted-z.ts'),
  wrongImport('resolvable', 'src/domain/kernel/planted-nowhere.ts', 'src/domain/kernel/planted-missing.ts'),
  {
    check: 'imports',
    rule: 'core-is-pure',
    file: 'src/domain/kernel/planted-built-in.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;\n",
  },
  {
    check: 'imports',
    rule: 'core-is-pure',
    file: 'src/workflow/planted-package.ts', // one without Node types, which would hide the breach of core-types
    text: "import { Type } from 'typebox';\nexport const f = Type;\n",
  },
  { check: 'imports', rule: 'no-orphans', file: 'src/domain/kernel/planted-alone.ts', text: TARGET },
];

export const DEAD: readonly Plant[] = [
  { check: 'dead-code', rule: 'files', file: 'src/workflow/planted-unused.ts', text: TARGET },
  {
    check: 'dead-code',
    rule: 'exports',
    file: 'prove/planted/part.ts',
    text: 'export const used = 1;\nexport const unused = 2;\n',
  },
  {
    check: 'dead-code',
    rule: 'unlisted',
    file: 'prove/planted.ts',
    text: "import 'planted-package';\nimport { used } from './planted/part.ts';\nvoid used;\n",
  },
];

export const PLAIN: readonly Plant[] = [
  {
    check: 'types',
    rule: 'TS2322',
    file: 'messenger/planted/types.ts',
    text: "export const wrong: number = 'text';\n",
  },
  {
    check: 'core-types',
    rule: 'TS2591',
    file: 'src/domain/kernel/planted-node.ts',
    text: 'export type Bytes = Buffer;\n',
  },
  {
    check: 'core-types',
    rule: 'TS2304',
    file: 'src/workflow/planted-dom.ts',
    text: 'export type Page = HTMLElement;\n',
  },
  {
    check: 'format',
    rule: 'format',
    file: 'src/domain/kernel/planted-layout.ts',
    text: 'export   const a = "b"\n',
  },
  { check: 'names', rule: 'file-name', file: 'src/domain/kernel/utils.ts', text: TARGET },
  { check: 'names', rule: 'file-name', file: 'messenger/planted/mail-service.ts', text: TARGET },
  { check: 'names', rule: 'file-name', file: 'src/adapters/planted/IStore.ts', text: TARGET },
  { check: 'names', rule: 'file-name', file: 'src/adapters/planted/index.ts', text: TARGET },
  { check: 'paths', rule: 'folder-named', file: 'ARCHITECTURE.md', text: '', says: 'src/planted-room' },
  { check: 'paths', rule: 'path-exists', file: 'ARCHITECTURE.md', text: '', says: 'src/planted-nowhere.ts' },
  {
    check: 'error-codes',
    rule: 'unlisted-code',
    file: 'src/domain/kernel/planted-code.ts',
    text: "export const a = 'planted.not-listed';\n",
  },
  {
    check: 'spec',
    rule: 'test-without-statement',
    file: 'src/domain/case/invariants.test.ts',
    text: '',
    says: 'L5 ',
  },
  {
    check: 'spec',
    rule: 'statement-without-test',
    file: 'docs/spec/case-lifecycle.md',
    text: '',
    says: 'L7',
  },
  {
    check: 'spec',
    rule: 'statement-without-test',
    file: 'docs/spec/legal-clocks.md',
    text: '',
    says: 'C999',
  },
  { check: 'spec', rule: 'statement-twice', file: 'docs/spec/case-lifecycle.md', text: '', says: 'L8' },
  { check: 'error-codes', rule: 'unsaid-code', file: 'docs/errors.md', text: '', says: 'planted.not-said' },
  { check: 'lock-file', rule: 'no-addresses', file: 'package-lock.json', text: '' },
  { check: 'lock-file', rule: 'no-addresses', file: '.npmrc', text: '' },
  { check: 'lock-file', rule: 'exact-versions', file: 'package.json', text: '', says: 'planted-range' },
  { check: 'exceptions', rule: 'reason', file: 'tools/exceptions.json', text: '' },
  {
    check: 'exceptions',
    rule: 'inline-switch',
    file: 'src/domain/kernel/planted-switch.ts',
    text: `// ${BIOME_IGNORE} format: planted\n`,
  },
  { check: 'kernels', rule: 'kernel-stale', file: 'src/matching/kernels/pdq.wasm', text: 'planted' },
  {
    check: 'kernels',
    rule: 'kernel-size',
    file: 'src/matching/kernels/planted.ts',
    text: `export function planted(): void {\n${'  // one more line\n'.repeat(70)}}\n`,
    says: 'planted has 72 lines',
  },
  { check: 'names', rule: 'unused-exception', file: 'tools/exceptions.json', text: '' },
];
