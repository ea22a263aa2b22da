// The configuration: one schema, read once at start, from defaults, then a file, then the environment. Unknown keys are
// errors, so that a misspelt limit never runs as no limit. This file is the only reader of process.env.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Value } from 'typebox/value';
import { type Config, ConfigSchema, DEFAULTS } from './config-schema.ts';

export type { Config };

const PREFIX = 'REDRESS_';
/** Read by others: the place of the file itself, and switches of the launcher. */
const NOT_SETTINGS = ['REDRESS_CONFIG', 'REDRESS_LAUNCHED'];

/** Names that other programs know too, used where ours is not set. */
const ALSO_KNOWN_AS: Readonly<Record<string, readonly string[]>> = {
  REDRESS_DATABASE_URL: ['DATABASE_URL'],
  REDRESS_S3_ENDPOINT: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  REDRESS_S3_REGION: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  REDRESS_S3_KEY_ID: ['AWS_ACCESS_KEY_ID'],
  REDRESS_S3_SECRET_KEY: ['AWS_SECRET_ACCESS_KEY'],
  REDRESS_S3_SESSION_TOKEN: ['AWS_SESSION_TOKEN'],
};

/** A configuration that cannot be used; the message names the key and the cure. */
class ConfigError extends Error {
  readonly code: 'config.unreadable' | 'config.unknown-key' | 'config.invalid';
  constructor(code: ConfigError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** @param file from `--config`; else REDRESS_CONFIG; else `redress.json` where it exists */
export function readConfig(file: string | undefined, env: NodeJS.ProcessEnv = process.env): Config {
  const named = file ?? env['REDRESS_CONFIG'];
  const fromFile = readFile(named ?? 'redress.json', named !== undefined);
  const merged = mergeEnvironment(merge(DEFAULTS, fromFile, ''), env);
  const [problem] = Value.Errors(ConfigSchema, merged);
  if (problem !== undefined) {
    const key = problem.instancePath.slice(1).replaceAll('/', '.');
    throw new ConfigError('config.invalid', `${key}: ${problem.message}. See \`redress config --help\`.`);
  }
  const origin = new URL(merged.messenger.origin).origin;
  return { ...merged, data: path.resolve(merged.data), messenger: { ...merged.messenger, origin } };
}

/** The same configuration with every secret masked, for printing. */
export function maskedConfig(config: Config): object {
  return mapLeaves(config, (keys, value) => (isSecret(keys) && value !== '' ? '***' : value));
}

/** Every key with its environment variable, its default and what it means. */
export function describeConfig(): { key: string; env: string; default: unknown; description: string }[] {
  const rows: { key: string; env: string; default: unknown; description: string }[] = [];
  mapLeaves(DEFAULTS, (keys, value) => {
    const schema = schemaAt(keys);
    rows.push({
      key: keys.join('.'),
      env: envName(keys),
      default: value,
      description: (schema as { description?: string }).description ?? '',
    });
    return value;
  });
  return rows;
}

function readFile(file: string, mustExist: boolean): object {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ConfigError('config.unreadable', `cannot read ${file}: ${(error as Error).message}`);
  }
  const parsed = parse(file, text);
  if (!isGroup(parsed)) throw new ConfigError('config.unreadable', `${file} holds no JSON object`);
  return parsed;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote what stands around the fault, which may be a secret.
    throw new ConfigError('config.unreadable', `${file} is not JSON: look for a missing quote or comma`);
  }
}

function merge<T extends object>(base: T, over: object, at: string): T {
  const result = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    const known = Object.hasOwn(base, key) ? (base as Record<string, unknown>)[key] : undefined;
    if (known === undefined) throw unknownKey(`${at}${key}`);
    result[key] = isGroup(known) && isGroup(value) ? merge(known, value, `${at}${key}.`) : value;
  }
  return result as unknown as T;
}

function mergeEnvironment(config: Config, env: NodeJS.ProcessEnv): Config {
  const used = new Set(NOT_SETTINGS);
  const merged = mapLeaves(config, (keys, value) => {
    const name = envName(keys);
    const known = [name, ...(ALSO_KNOWN_AS[name] ?? [])].find((one) => env[one] !== undefined);
    const found = known === undefined ? undefined : env[known];
    used.add(name);
    return found === undefined ? value : parseLeaf(found, value);
  }) as Config;
  const stray = Object.keys(env).find((name) => name.startsWith(PREFIX) && !used.has(name));
  if (stray !== undefined) throw unknownKey(stray);
  return merged;
}

/** `smtp.maxBytes` is REDRESS_SMTP_MAX_BYTES. */
function envName(keys: readonly string[]): string {
  return PREFIX + keys.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join('_');
}

function parseLeaf(text: string, like: unknown): unknown {
  if (typeof like === 'number' && text.trim() !== '') return Number(text);
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function unknownKey(name: string): ConfigError {
  return new ConfigError(
    'config.unknown-key',
    `unknown setting ${name}. \`redress config --help\` lists all of them.`,
  );
}

function mapLeaves(
  value: object,
  change: (keys: readonly string[], leaf: unknown) => unknown,
  keys: readonly string[] = [],
): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const at = [...keys, key];
      return [key, isGroup(inner) ? mapLeaves(inner, change, at) : change(at, inner)];
    }),
  );
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSecret = (keys: readonly string[]): boolean =>
  (schemaAt(keys) as { secret?: boolean }).secret === true;

function schemaAt(keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (schema, key) => (schema as { properties: Record<string, unknown> }).properties[key],
    ConfigSchema,
  );
}
