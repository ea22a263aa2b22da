// What the compiler cannot see: forgotten promises, sizes, time and randomness in the core, the environment, the console.
// Layout is Biome's; who imports whom is dependency-cruiser's. Inline switches are off: an exception is a line in
// tools/exceptions.json with its reason. Why ESLint and not another: docs/adr/0003-typescript-6-eslint-biome.md.

import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.{ts,tsx}'];
const TESTS = ['**/*.test.ts', 'test/**'];
const CORE = ['src/domain/**/*.ts', 'src/ports/**/*.ts', 'src/workflow/**/*.ts'];
const SPEAKS_TO_THE_TERMINAL = [
  'src/entry/cli/**',
  'demo/**',
  'tools/**',
  'prove/**',
  'bench/**',
  'messenger/main.ts',
  ...TESTS,
];
const READS_THE_ENVIRONMENT = ['src/config.ts', 'messenger/config.ts', 'messenger/main.ts', ...TESTS];

const TIME = 'Take `now: Instant` as an argument: a legal clock must be replayable.';
const CHANCE = 'Take a port that gives ids or randomness: a case must be replayable.';
const ENVIRONMENT = 'Only config.ts reads the environment; take the value as an argument.';

/** Forms the language allows and this house does not. */
const BARRELS = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import from the file that defines it.',
};
const EMPTY_NAMES = {
  selector:
    ':matches(ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration)[id.name=/(Service|Impl|Manager|Helper|Utils)$|^I[A-Z][a-z]/]',
  message: 'Name it by what it does: no *Service, *Impl, *Manager, *Helper, I*.',
};
const NEW_DATE = { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: TIME };
const CALLED_DATE = { selector: 'CallExpression[callee.name="Date"]', message: TIME };

/** Global names that bring time, chance or the outside world into a function. */
const FOREIGN_TO_THE_CORE = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'Temporal'].map((name) => ({
    name,
    message: TIME,
  })),
  ...['crypto'].map((name) => ({ name, message: CHANCE })),
  ...['process', 'globalThis', 'global', 'fetch', 'Buffer', 'require'].map((name) => ({
    name,
    message: 'The core knows nothing of its surroundings: take what you need as an argument.',
  })),
];

const SIZES = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70 }],
};

const CARE = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/ban-ts-comment': [
    'error',
    { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-for-in-array': 'error',
  '@typescript-eslint/no-implied-eval': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  // A written default is a decision; a missing one is an oversight.
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  eqeqeq: 'error',
  'no-eval': 'error',
  'no-throw-literal': 'error',
  'no-console': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-restricted-exports': [
    'error',
    {
      restrictDefaultExports: {
        direct: true,
        named: true,
        defaultFrom: true,
        namedFrom: true,
        namespaceFrom: true,
      },
    },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', '.redress/', 'coverage/', 'test/vectors/', 'src/matching/kernels/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  { files: ['**/*.{ts,tsx,mjs,js}'], rules: SIZES },
  {
    files: TYPESCRIPT,
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: { ...CARE, 'no-restricted-syntax': ['error', BARRELS, EMPTY_NAMES] },
  },
  {
    files: ['src/**/*.ts', 'messenger/**/*.{ts,tsx}'],
    ignores: READS_THE_ENVIRONMENT,
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:process', 'process'].map((name) => ({
            name,
            importNames: ['env'],
            message: ENVIRONMENT,
          })),
        },
      ],
    },
  },
  {
    files: CORE,
    ignores: TESTS,
    rules: {
      'no-restricted-globals': ['error', ...FOREIGN_TO_THE_CORE],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: TIME },
        { object: 'Math', property: 'random', message: CHANCE },
      ],
      'no-restricted-syntax': ['error', BARRELS, EMPTY_NAMES, NEW_DATE, CALLED_DATE],
    },
  },
  { files: SPEAKS_TO_THE_TERMINAL, rules: { 'no-console': 'off' } },
  // A describe block is a chapter, not a function; vitest's configuration is read by its default export.
  { files: TESTS, rules: { 'max-lines-per-function': 'off' } },
  { files: ['*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
);
