// The command line as programs and people meet it: exit codes, help, one JSON object, and settings that cannot be misspelt.
import { describe, expect, it } from 'vitest';
import { describeConfig } from '../../src/config.ts';
import { redress, redressHere, redressJson } from '../support/command-line.ts';

const COMMANDS = [
  ['serve'],
  ['doctor'],
  ['cases'],
  ['case'],
  ['clocks'],
  ['watchdog'],
  ['decide'],
  ['release'],
  ['notice'],
  ['milestone'],
  ['clock'],
  ['withdraw'],
  ['close'],
  ['appeal'],
  ['rule'],
  ['people'],
  ['authorities'],
  ['authorities', 'list'],
  ['authorities', 'show'],
  ['authorities', 'enrol'],
  ['authorities', 'change'],
  ['authorities', 'confirm'],
  ['authorities', 'withdraw'],
  ['confirm-letter'],
  ['item-list'],
  ['people', 'add'],
  ['people', 'list'],
  ['config'],
  ['migrate'],
  ['backup'],
  ['restore'],
];

describe('help', () => {
  it('of redress lists every command, and every command has help of its own', async () => {
    const { code, stdout } = await redress(['--help']);
    expect(code).toBe(0);
    for (const [name = ''] of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    for (const command of COMMANDS) {
      const help = await redressHere([...command, '--help']);
      expect(help.code).toBe(0);
      expect(help.stdout).toContain(`Usage: redress ${command.join(' ')}`);
    }
  });

  it('of config lists every setting with its variable and its default', async () => {
    const { code, stdout } = await redressHere(['config', '--help']);
    expect(code).toBe(0);
    for (const { key, env } of describeConfig()) {
      expect(stdout).toContain(` ${key} `);
      expect(stdout).toContain(` ${env} `);
    }
  });

  it('says the version', async () => {
    expect(await redress(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('a wrong command line', () => {
  it.each([
    ['an unknown command', ['remove-everything']],
    ['an unknown option', ['cases', '--al']],
    ['a missing argument', ['case']],
    ['a number that is none', ['cases', '--limit', '0']],
    ['a status that is none', ['cases', '--status', 'gone']],
    ['a decision without a person', ['decide', 'R-26-0001', '--items', '1', '--hide']],
  ])('with %s ends with 2 and says what is wrong', async (_what, args) => {
    const { code, json, stderr } = await redressJson(args, {}, args.length === 1 ? redress : redressHere);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: /);
    expect(json.error).toMatchObject({ code: 'usage', message: expect.stringMatching(/\S/) });
  });
});

describe('a wrong configuration', () => {
  it.each([
    [{ REDRESS_SMTP_PROT: '1' }, 'config.unknown-key', 'REDRESS_SMTP_PROT'],
    [{ REDRESS_SMTP_PORT: 'many' }, 'config.invalid', 'smtp.port'],
    [{ REDRESS_CONFIG: '/nowhere/redress.json' }, 'config.unreadable', '/nowhere/redress.json'],
  ])('%j ends every command with 2, naming it', async (env, code, named) => {
    for (const command of ['config', 'cases', 'serve']) {
      const run = await redressJson([command], env, command === 'serve' ? redress : redressHere);
      expect(run.code).toBe(2);
      expect(run.json.error).toMatchObject({ code, message: expect.stringContaining(named) });
      expect(run.stderr).toContain(code);
    }
  });
});

describe('config', () => {
  it('prints the configuration in force with its secrets masked', async () => {
    const env = {
      REDRESS_DATA: '/tmp/redress-none',
      REDRESS_MESSENGER_ADMIN_TOKEN: 'hush',
      REDRESS_DATABASE_URL: 'postgres://u:hush@h/d',
    };
    const { code, json } = await redressJson(['config'], env);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      messenger: { adminToken: '***', memberToken: '' },
      database: { url: '***' },
    });
    const plain = await redressHere(['config'], env);
    expect(JSON.parse(plain.stdout)).toEqual(json);
  });
});

describe('a database that is not there', () => {
  it('ends commands with 3, and the message holds no password', async () => {
    const env = {
      REDRESS_DATABASE_URL: 'postgres://desk:hush@127.0.0.1:1/redress',
      REDRESS_DATA: '/tmp/redress-none',
    };
    const { code, json, stderr } = await redressJson(['cases'], env);
    expect(code).toBe(3);
    expect(json.error).toMatchObject({
      code: 'database.unreachable',
      cure: expect.stringContaining('database.url'),
    });
    expect(stderr + JSON.stringify(json)).not.toContain('hush');
  });
});
