import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeConfig, maskedConfig, readConfig } from './config.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'redress-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = path.join(folder, 'redress.json');
  writeFileSync(file, text);
  return file;
}
const withFile = (value: unknown, env: NodeJS.ProcessEnv = {}) =>
  readConfig(fileOf(JSON.stringify(value)), env);

/** The error with its code that `act` throws. */
function refusalOf(act: () => unknown): Error & { readonly code: string } {
  try {
    act();
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('config.'))
      return error as Error & { code: string };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the configuration', () => {
  it('stands on defaults, over which a file goes, over which the environment goes', () => {
    expect(withFile({}).smtp.port).toBe(2525);
    expect(withFile({ smtp: { port: 2526 } }).smtp).toMatchObject({ port: 2526, host: '127.0.0.1' });
    expect(withFile({ smtp: { port: 2526 } }, { REDRESS_SMTP_PORT: '2527' }).smtp.port).toBe(2527);
  });

  it('takes the file from the environment when the command line names none', () => {
    const file = fileOf('{"tenant": "here"}');
    expect(readConfig(undefined, { REDRESS_CONFIG: file }).tenant).toBe('here');
  });

  it('reads numbers, switches and words from the environment', () => {
    const { smtp, mail, desk } = withFile(
      {},
      { REDRESS_SMTP_MAX_BYTES: '2048', REDRESS_MAIL_REQUIRE_TLS: 'false', REDRESS_DESK_NAME: '7' },
    );
    expect([smtp.maxBytes, mail.requireTls, desk.name]).toEqual([2048, false, '7']);
  });

  it('takes DATABASE_URL where nothing else names a database', () => {
    const env = { DATABASE_URL: 'postgres://a' };
    expect(withFile({}, env).database.url).toBe('postgres://a');
    expect(withFile({}, { ...env, REDRESS_DATABASE_URL: 'postgres://b' }).database.url).toBe('postgres://b');
  });

  it('makes the data folder absolute, so that it stays the same folder', () => {
    expect(path.isAbsolute(withFile({ data: 'here' }).data)).toBe(true);
  });
});

describe('a mistake in the configuration', () => {
  it.each([
    [{ smpt: { port: 1 } }, 'smpt'],
    [{ smtp: { lettersPerMinut: 1 } }, 'smtp.lettersPerMinut'],
    [{ smtp: { __proto__: null, constructor: 1 } }, 'smtp.constructor'],
  ])('%j is an unknown key, named', (value, key) => {
    const refusal = refusalOf(() => withFile(value));
    expect(refusal.code).toBe('config.unknown-key');
    expect(refusal.message).toContain(key);
    expect(refusal.message).toContain('redress config --help');
  });

  it.each(['REDRESS_SMTP_PROT', 'REDRESS_', 'REDRESS_SMTP'])(
    '%s in the environment is an unknown key, named',
    (name) => {
      const refusal = refusalOf(() => withFile({}, { [name]: '1' }));
      expect(refusal.code).toBe('config.unknown-key');
      expect(refusal.message).toContain(name);
    },
  );

  it.each([
    [{ smtp: { port: 'many' } }, 'smtp.port'],
    [{ smtp: { port: 65_536 } }, 'smtp.port'],
    [{ smtp: { maxBytes: 12.5 } }, 'smtp.maxBytes'],
    [{ smtp: 25 }, 'smtp'],
    [{ desk: { address: 'no address' } }, 'desk.address'],
    [{ messenger: { origin: 'https://chat.example/path' } }, 'messenger.origin'],
    [{ tenant: { a: 1 } }, 'tenant'],
    [{ tenant: null }, 'tenant'],
    [{ log: { level: 'loud' } }, 'log.level'],
  ])('%j is invalid, named', (value, key) => {
    const refusal = refusalOf(() => withFile(value));
    expect(refusal.code).toBe('config.invalid');
    expect(refusal.message.startsWith(`${key}`)).toBe(true);
  });

  it.each([
    ['REDRESS_SMTP_PORT', 'many', 'smtp.port'],
    ['REDRESS_SMTP_PORT', '', 'smtp.port'],
    ['REDRESS_MAIL_REQUIRE_TLS', 'yes', 'mail.requireTls'],
  ])('%s=%s is invalid, never a default', (name, value, key) => {
    const refusal = refusalOf(() => withFile({}, { [name]: value }));
    expect(refusal).toMatchObject({ code: 'config.invalid' });
    expect(refusal.message).toContain(key);
  });

  it.each(['{"smtp":', '[]', 'null', '7', '"text"'])('a file that holds %s is unreadable', (text) => {
    expect(refusalOf(() => readConfig(fileOf(text), {}))).toMatchObject({ code: 'config.unreadable' });
  });

  it('a named file that is not there is an error; the usual one that is not there is none', () => {
    const missing = path.join(folder, 'missing.json');
    expect(refusalOf(() => readConfig(missing, {})).code).toBe('config.unreadable');
    expect(refusalOf(() => readConfig(undefined, { REDRESS_CONFIG: missing })).code).toBe(
      'config.unreadable',
    );
    expect(readConfig(undefined, {}).tenant).toBe('main');
  });
});

describe('secrets', () => {
  it('are masked when printed, and only they', () => {
    const secrets = {
      database: { url: 'postgres://desk:hush@host/redress' },
      mail: { password: 'hush' },
      messenger: { adminToken: 'hush', memberToken: 'hush' },
    };
    const printed = JSON.stringify(maskedConfig(withFile({ ...secrets, desk: { name: 'Mina’s desk' } })));
    expect(printed).not.toContain('hush');
    expect(printed.match(/"\*\*\*"/g)).toHaveLength(4);
    expect(printed).toContain('Mina’s desk');
  });

  it('that are empty are shown empty, so that one sees that they are missing', () => {
    expect(JSON.stringify(maskedConfig(withFile({})))).not.toContain('***');
  });
});

describe('the list of settings', () => {
  it('names every setting once, with an environment variable that works', () => {
    const rows = describeConfig();
    const leaves = JSON.stringify(withFile({})).match(/":(?!\{)/g);
    expect(rows).toHaveLength(leaves?.length ?? 0);
    expect(new Set(rows.map(({ env }) => env)).size).toBe(rows.length);
    for (const { key, env, default: value } of rows) {
      const known = withFile({}, { [env]: String(value) });
      const [group = '', leaf] = key.split('.');
      const read = (known as unknown as Record<string, unknown>)[group];
      const found = leaf === undefined ? read : (read as Record<string, unknown>)[leaf];
      expect(found, key).toEqual(key === 'data' ? path.resolve(String(value)) : value);
    }
  });
});
