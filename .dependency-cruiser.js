// Which file may import which, as rules for dependency-cruiser. `npm run check -- --only imports` runs them on
// TypeScript 6 and demands a minimum number of modules: with a compiler it cannot use, the tool sees nothing and says "fine".
// The drawing these rules keep is in ARCHITECTURE.md.

/** The stages of a case in their order: a stage knows what came before it, never what comes after. */
const STAGES = [
  'kernel',
  'content',
  'notice',
  'clock',
  'case',
  'decision',
  'action',
  'verification',
  'evidence',
  'reply',
  'appeal',
  'transparency',
  'view',
];

/** Libraries inside src that could be published alone: everybody may import them, they import nothing of ours. */
const LIBRARIES = ['matching', 'translog'];

/** The rings of src, and what each may import besides itself and the libraries. */
const RINGS = {
  domain: [],
  ports: ['domain'],
  workflow: ['ports', 'domain'],
  entry: ['workflow', 'domain'],
  adapters: ['ports', 'domain'],
  browser: ['domain'],
};

const TEST_FILE = '\\.test\\.ts$';
/** The composition root and the files it is made of. */
const MAIN = '^src/main(\\.ts$|/)';
const CONFIG = '^src/config\\.ts$';
const OURS = '^(src|messenger|managed-postgres|demo|prove|test|tools|web|bench)/';
const ONLY_COMPUTES = '^node_modules/@noble/';
const OUTSIDE_WORLD = [
  'core',
  'npm',
  'npm-dev',
  'npm-optional',
  'npm-peer',
  'npm-no-pkg',
  'npm-unknown',
  'unknown',
];

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** `entry` may name the types of ports and (on the command line) of the configuration; it never calls them. */
function ringRules([ring, allowed]) {
  const may = [ring, ...allowed, ...LIBRARIES];
  const paths = may.map((name) => `^src/${name}/`);
  const typesOnly = ring === 'entry' ? ['^src/ports/', CONFIG] : [];
  return forbid(
    `${ring}-imports-inwards`,
    `src/${ring}/ may import only ${may.join(', ')}`,
    { path: `^src/${ring}/`, pathNot: TEST_FILE },
    { path: '^src/', pathNot: [...paths, ...typesOnly] },
  );
}

const libraryRules = LIBRARIES.map((library) =>
  forbid(
    `${library}-stands-alone`,
    `src/${library}/ could be published alone: it imports nothing of ours`,
    { path: `^src/${library}/`, pathNot: TEST_FILE },
    { path: OURS, pathNot: `^src/${library}/` },
  ),
);

const stageRules = STAGES.slice(0, -1).map((stage, index) => {
  const later = STAGES.slice(index + 1);
  return forbid(
    `${stage}-never-looks-ahead`,
    `${stage} comes before ${later.join(', ')}`,
    { path: `^src/domain/${stage}/` },
    { path: `^src/domain/(${later.join('|')})/` },
  );
});

export default {
  forbidden: [
    ...Object.entries(RINGS).map(ringRules),
    ...libraryRules,
    ...stageRules,
    forbid(
      'entry-names-ports-only-as-types',
      'an entry calls a verb; it may pass ports on, so it may name their types, and no more',
      { path: '^src/entry/', pathNot: TEST_FILE },
      { path: '^src/ports/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'core-is-pure',
      'domain, ports and workflow know no Node built-in and no package but @noble/*',
      { path: '^src/(domain|ports|workflow)/', pathNot: TEST_FILE },
      { dependencyTypes: OUTSIDE_WORLD, pathNot: ONLY_COMPUTES },
    ),
    forbid(
      'entries-are-strangers',
      'one entry never imports another; what they share belongs to a verb or to the domain',
      { path: '^src/entry/([^/]+)/' },
      { path: '^src/entry/', pathNot: '^src/entry/$1/' },
    ),
    forbid(
      'adapters-are-strangers',
      'one adapter never imports another; what they share belongs to a port or to the domain',
      { path: '^src/adapters/([^/]+)/' },
      { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    ),
    forbid(
      'connectors-are-strangers',
      'one connector never imports another',
      { path: '^src/adapters/connectors/([^/]+)/' },
      { path: '^src/adapters/connectors/[^/]+/', pathNot: '^src/adapters/connectors/$1/' },
    ),
    forbid(
      'only-main-wires',
      'nobody imports the composition root: it is where everything ends',
      { pathNot: ['^test/', MAIN] },
      { path: MAIN },
    ),
    forbid(
      'config-is-read-once',
      'only the composition root imports src/config.ts; the command line may name its types',
      { path: '^src/', pathNot: [MAIN, TEST_FILE, '^src/entry/cli/'] },
      { path: CONFIG },
    ),
    forbid(
      'cli-names-config-only-as-types',
      'the command line receives the configuration from main.ts; it may name its types',
      { path: '^src/entry/cli/', pathNot: TEST_FILE },
      { path: CONFIG, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'managed-postgres-stands-alone',
      'managed-postgres/ is a library: it imports nothing of ours',
      { path: '^managed-postgres/', pathNot: TEST_FILE },
      { path: OURS, pathNot: '^managed-postgres/' },
    ),
    forbid(
      'database-is-started-outside',
      'inside src only adapters and main.ts know the managed database',
      { path: '^src/', pathNot: [MAIN, '^src/adapters/', TEST_FILE] },
      { path: '^managed-postgres/' },
    ),
    forbid(
      'messenger-is-a-stranger',
      'the built-in messenger is somebody else’s server: it imports nothing of the desk',
      { path: '^messenger/' },
      { path: OURS, pathNot: ['^messenger/', '^managed-postgres/', '^test/support/'] },
    ),
    forbid(
      'desk-speaks-http',
      'the desk reaches the messenger over HTTP only',
      { path: '^src/', pathNot: TEST_FILE },
      { path: '^messenger/' },
    ),
    forbid(
      'demo-is-a-stranger',
      'the demo drives the public interfaces; of the messenger it knows the seed, and of us the managed database',
      { path: '^demo/', pathNot: TEST_FILE },
      { path: OURS, pathNot: ['^demo/', '^managed-postgres/', '^messenger/seed\\.ts$'] },
    ),
    forbid(
      'proofs-are-strangers',
      'prove/ believes nothing of ours: public interfaces, the seed that tells the truth, and a database to run on',
      { path: '^prove/' },
      { path: OURS, pathNot: ['^prove/', '^managed-postgres/', '^messenger/seed\\.ts$'] },
    ),
    forbid(
      'bench-knows-the-libraries',
      'bench/ measures the messenger and libraries that could be published alone, on the pictures of their tests and on the disk of this machine; it knows nothing of the desk; bench/desk/ alone fills and asks its store',
      { path: '^bench/', pathNot: '^bench/desk/' },
      {
        path: OURS,
        pathNot: [
          '^(bench|messenger|managed-postgres)/',
          '^src/(matching|translog|adapters/log)/',
          '^test/matching/',
        ],
      },
    ),
    forbid(
      'bench-of-the-desk-knows-its-store',
      'bench/desk/ fills the desk’s store with what its own domain says, and asks it: nothing that listens, sends or is wired together',
      { path: '^bench/desk/' },
      {
        path: OURS,
        pathNot: [
          '^(bench|managed-postgres)/',
          '^src/(domain|ports|workflow)/',
          '^src/adapters/(store/postgres|crypto|law)/',
        ],
      },
    ),
    forbid(
      'tools-are-strangers',
      'a tool looks at the tree, it does not run the product',
      { path: '^tools/' },
      { path: OURS, pathNot: '^tools/' },
    ),
    forbid(
      'no-test-in-the-product',
      'product code never imports a test or what only tests use',
      { path: '^(src|messenger|managed-postgres|demo|tools)/', pathNot: TEST_FILE },
      { path: ['^test/', TEST_FILE] },
    ),
    forbid('no-cycles', 'two files that import each other are one file', {}, { circular: true }),
    forbid('resolvable', 'every import resolves', {}, { couldNotResolve: true }),
    forbid(
      'no-orphans',
      'a file nobody imports and that imports nothing is dead',
      {
        orphan: true,
        path: OURS,
        pathNot: [TEST_FILE, MAIN, '\\.d\\.ts$', '^(test|tools|prove|bench)/', '^src/matching/kernels/'],
      },
      {},
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
