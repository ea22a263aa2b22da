// The messenger's command line and environment, read once and turned into settings. Starts nothing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Profile, PROFILE_NAMES } from './faults/settings.ts';
import { type GateChange, isHookUrl } from './gate/settings.ts';

export const HELP = `Yeoul, a small messenger of its own.

  node messenger/main.ts [options]

  --port N                  port to listen on (4181); 0 takes any free one
  --host ADDRESS            address to listen on (127.0.0.1)
  --origin URL              public address, in front of every link (where it listens)
  --database URL            PostgreSQL database (or YEOUL_DATABASE_URL); without it a PostgreSQL is started in --data
  --data FOLDER             folder of the PostgreSQL started here (.redress/messenger)
  --admin-token-file FILE   the operator's token, one line (or YEOUL_ADMIN_TOKEN); without it one is made in --data
  --passphrase-cost N       log2 of scrypt's N for new passphrases (15)
  --seed school-rooms       fill an empty messenger with 200 invented rooms, 3,000 members and 50,000 messages, then go on
  --seed school-rooms-small the same with 30 rooms, 40 members and about 400 messages
  --seed-number N           another number, another school (1)
  --seed-truth FILE         where the truth about school-rooms is written (truth.json in --data)
  --faults PROFILE          start with fault switches on: orders, reads, late, feed, identity, peer, all (off)
  --gate URL                whom to ask before a file is stored; needs --gate-secret-file
  --gate-secret-file FILE   what its questions are signed with, one line of 16 to 200 characters
  --gate-on-error WORD      open: store the file when nobody answers (the default); closed: refuse it for now
  --gate-private            the gate may stand in a private network
  --log-level LEVEL         pino's levels, to standard output (off)
  --json                    say where it listens as JSON
  --help                    this text

Stops cleanly on SIGTERM and SIGINT. Exit codes: 0 stopped, 1 failed, 2 wrong option or port taken.
`;

/** A mistake of whoever started it: exit code 2, one sentence, no stack. */
export class UsageError extends Error {}

export interface Settings {
  readonly help: boolean;
  readonly json: boolean;
  readonly port: number;
  readonly host: string;
  readonly origin: string | undefined;
  readonly database: string | undefined;
  readonly dataFolder: string;
  readonly adminToken: string | undefined;
  readonly passphraseCost: number | undefined;
  readonly seed: SeedName | undefined;
  readonly seedNumber: number;
  readonly truthFile: string;
  readonly faults: Profile | undefined;
  readonly gate: GateChange | undefined;
  readonly gatePrivate: boolean;
  readonly logLevel: string | undefined;
}

const SEED_NAMES = ['school-rooms', 'school-rooms-small'] as const;
export type SeedName = (typeof SEED_NAMES)[number];
const MAX_SEED = 2 ** 31 - 1;
const COST_RANGE = [10, 20] as const;

const OPTIONS = {
  port: { type: 'string', default: '4181' },
  host: { type: 'string', default: '127.0.0.1' },
  origin: { type: 'string' },
  database: { type: 'string' },
  data: { type: 'string', default: '.redress/messenger' },
  'admin-token-file': { type: 'string' },
  'passphrase-cost': { type: 'string' },
  seed: { type: 'string' },
  'seed-number': { type: 'string', default: '1' },
  'seed-truth': { type: 'string' },
  faults: { type: 'string' },
  gate: { type: 'string' },
  'gate-secret-file': { type: 'string' },
  'gate-on-error': { type: 'string' },
  'gate-private': { type: 'boolean', default: false },
  'log-level': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Settings from arguments and environment. Throws UsageError with the cure. */
export async function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Settings> {
  const given = parse(args);
  const cost = given['passphrase-cost'];
  return {
    help: given.help,
    json: given.json,
    port: wholeNumber('--port', given.port, 0, 65_535),
    host: given.host,
    origin: given.origin === undefined ? undefined : publicOrigin(given.origin),
    database: given.database ?? env['YEOUL_DATABASE_URL'],
    dataFolder: given.data,
    adminToken:
      (await readLine('--admin-token-file', given['admin-token-file'])) ?? env['YEOUL_ADMIN_TOKEN']?.trim(),
    passphraseCost: cost === undefined ? undefined : wholeNumber('--passphrase-cost', cost, ...COST_RANGE),
    seed: seedNamed(given.seed),
    seedNumber: wholeNumber('--seed-number', given['seed-number'], 0, MAX_SEED),
    truthFile: given['seed-truth'] ?? join(given.data, 'truth.json'),
    faults: profileNamed(given.faults, given.seed),
    gate: await gateGiven(given.gate, given['gate-secret-file'], given['gate-on-error']),
    gatePrivate: given['gate-private'],
    logLevel: given['log-level'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nTry --help.`);
  }
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${option} wants a whole number from ${min} to ${max}, not "${text}".`);
}

function publicOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  throw new UsageError(`--origin wants an address like https://yeoul.example, not "${text}".`);
}

function seedNamed(name: string | undefined): SeedName | undefined {
  const known = SEED_NAMES.find((one) => one === name);
  if (name === undefined || known !== undefined) return known;
  throw new UsageError(`--seed knows ${SEED_NAMES.join(' and ')}, not "${name}".`);
}

/** The small school is seeded by calls to a running messenger, which the faults would disturb. */
function profileNamed(name: string | undefined, seed: string | undefined): Profile | undefined {
  if (name === undefined) return undefined;
  const known = PROFILE_NAMES.find((one) => one === name);
  if (known === undefined) throw new UsageError(`--faults knows ${PROFILE_NAMES.join(', ')}, not "${name}".`);
  if (seed === 'school-rooms-small') {
    throw new UsageError('Seed school-rooms-small first; then stop, and start again with --faults.');
  }
  return known;
}

async function gateGiven(
  url: string | undefined,
  secretFile: string | undefined,
  onError: string | undefined,
): Promise<GateChange | undefined> {
  if (url === undefined) return undefined;
  if (!isHookUrl(url)) throw new UsageError(`--gate wants an http or https address, not "${url}".`);
  const secret = (await readLine('--gate-secret-file', secretFile)) ?? '';
  if (secret.length < 16 || secret.length > 200) {
    throw new UsageError('--gate needs a --gate-secret-file with 16 to 200 characters.');
  }
  if (onError === undefined || onError === 'open' || onError === 'closed') {
    return { url, secret, onError: onError ?? 'open' };
  }
  throw new UsageError(`--gate-on-error is open or closed, not "${onError}".`);
}

async function readLine(option: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The file of ${option} cannot be read: ${file}`);
  });
  return text.trim();
}
