// `redress doctor` on a machine where all is well, and on machines with one thing wrong each: it names it and its cure.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../src/entry/cli/wiring.ts';
import { startSmtp } from '../../src/entry/email/smtp-listener.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { BOARD } from '../mail/desk-mail.ts';
import { ADMIN_TOKEN, anyFlavor, useMessenger } from '../messenger/messenger-under-test.ts';
import { redressHere, redressJson } from '../support/command-line.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { dkimKey } from '../support/signed-mail.ts';

const yeoul = useMessenger();
let folder = '';
let database: FreshDatabase;
let office: PostOffice;
let healthy: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-doctor-'));
  database = await freshDatabase(anyFlavor());
  office = await openPostOffice();
  await writeFile(path.join(folder, 'authorities.json'), JSON.stringify({ authorities: [BOARD] }));
  await writeFile(path.join(folder, 'dkim.pem'), dkimKey().privateKey);
  healthy = {
    REDRESS_DATA: path.join(folder, 'data'),
    REDRESS_DATABASE_URL: database.url,
    REDRESS_SMTP_PORT: String(await freePort()),
    REDRESS_AUTHORITIES: path.join(folder, 'authorities.json'),
    REDRESS_MESSENGER_API: yeoul.url,
    REDRESS_MESSENGER_ADMIN_TOKEN: ADMIN_TOKEN,
    REDRESS_MESSENGER_MEMBER_TOKEN: await yeoul.person(),
    REDRESS_MAIL_PORT: String(office.port),
    REDRESS_MAIL_REQUIRE_TLS: 'false',
    REDRESS_MAIL_DKIM_DOMAIN: 'desk.example',
    REDRESS_MAIL_DKIM_KEY: path.join(folder, 'dkim.pem'),
  };
  expect((await redressHere(['migrate'], healthy)).code).toBe(0);
});
afterAll(async () => {
  await office.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs with some settings changed; the exit code, and the checks that are not ok. Shipped contacts grow old by themselves. */
async function troubles(change: Record<string, string>) {
  const { code, json } = await redressJson(['doctor'], { ...healthy, ...change }, redressHere);
  const checks = json['checks'] as readonly Check[];
  return {
    code,
    healthy: json['healthy'],
    wrong: checks.filter(({ name, state }) => state !== 'ok' && name !== 'contacts'),
  };
}

describe('a machine where all is well', () => {
  it('has nothing to say but what works', async () => {
    expect(await troubles({})).toEqual({ code: 0, healthy: true, wrong: [] });
  });

  it('is warned of contacts that nobody looked over in time', async () => {
    const law = path.join(folder, 'law');
    await cp(path.resolve(import.meta.dirname, '../../law'), law, { recursive: true });
    const file = path.join(law, 'contacts/KR.yaml');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(/look-over-by: "[\d-]+"/, 'look-over-by: "2020-01-31"'),
    );
    const { json } = await redressJson(['doctor'], { ...healthy, REDRESS_LAW_FOLDER: law }, redressHere);
    const told = (json['checks'] as readonly Check[]).find(({ name }) => name === 'contacts');
    expect(told).toMatchObject({ state: 'warning', says: expect.stringContaining('KR') });
  });

  it('with a desk that is listening is told so', async () => {
    const desk = await startSmtp(
      {
        host: '127.0.0.1',
        port: Number(healthy['REDRESS_SMTP_PORT']),
        maxBytes: 1_024,
        address: 'notices@desk.example',
        alternative: '',
        connectionsPerNetwork: 9,
        lettersPerMinute: 9,
      },
      {
        accept: async () => ({ kind: 'kept' }),
        onKept: () => undefined,
        clock: () => instant(0),
        fresh: () => '',
        onError: () => undefined,
      },
    );
    try {
      expect((await redressHere(['doctor'], healthy)).stdout).toContain('the desk listens on 127.0.0.1');
    } finally {
      await desk.close();
    }
  });
});

describe('a port for mail', () => {
  it('that another program holds is named, whether it speaks or is silent', async () => {
    for (const hello of ['220 other ESMTP\r\n', '']) {
      const other = net.createServer((socket) => void (hello === '' ? socket.resume() : socket.end(hello)));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const { code, wrong } = await troubles({ REDRESS_SMTP_PORT: String(port) });
      other.close();
      expect(code).toBe(1);
      expect(wrong).toEqual([
        expect.objectContaining({
          name: 'smtp',
          state: 'failed',
          says: expect.stringContaining(String(port)),
          cure: expect.stringContaining('REDRESS_SMTP_PORT'),
        }),
      ]);
    }
  });
});

describe('a messenger', () => {
  it.each([
    ['REDRESS_MESSENGER_ADMIN_TOKEN', 'wrong-token-wrong-token'],
    ['REDRESS_MESSENGER_ADMIN_TOKEN', ''],
    ['REDRESS_MESSENGER_MEMBER_TOKEN', 'wrong-session'],
    ['REDRESS_MESSENGER_MEMBER_TOKEN', ''],
  ])('with %s=%s does not pass', async (name, value) => {
    const { code, wrong } = await troubles({ [name]: value });
    expect(code).toBe(1);
    expect(wrong).toEqual([
      expect.objectContaining({ name: 'messenger', state: 'failed', cure: expect.stringContaining(name) }),
    ]);
  });

  it('that does not answer is named, and one that is not configured is a warning', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect((await troubles({ REDRESS_MESSENGER_API: nobody })).wrong).toEqual([
      expect.objectContaining({ name: 'messenger', state: 'failed', says: expect.stringContaining(nobody) }),
    ]);
    expect(await troubles({ REDRESS_MESSENGER_API: '' })).toMatchObject({
      code: 0,
      healthy: true,
      wrong: [{ name: 'messenger', state: 'warning' }],
    });
  });
});

describe('a data folder', () => {
  it('that is a file fails, with another place as the cure', async () => {
    const { code, wrong } = await troubles({ REDRESS_DATA: path.join(folder, 'dkim.pem') });
    expect(code).toBe(1);
    expect(wrong).toContainEqual(
      expect.objectContaining({ state: 'failed', cure: expect.stringContaining('REDRESS_DATA') }),
    );
  });

  it('with damaged mail set aside is a warning that says where', async () => {
    const aside = path.join(folder, 'data', 'spool', 'aside');
    await mkdir(aside, { recursive: true });
    await writeFile(path.join(aside, 'x.mail'), '');
    const { code, wrong } = await troubles({});
    await rm(aside, { recursive: true });
    expect(code).toBe(0);
    expect(wrong).toEqual([expect.objectContaining({ name: 'spool', cure: expect.stringContaining(aside) })]);
  });
});

describe('authorities', () => {
  it('that are none are a warning: every letter stays a claim', async () => {
    expect(await troubles({ REDRESS_AUTHORITIES: '' })).toMatchObject({
      code: 0,
      wrong: [
        { name: 'authorities', state: 'warning', cure: expect.stringContaining('REDRESS_AUTHORITIES') },
      ],
    });
  });

  it.each([
    ['{"authorities": [{"id": "Maru Board"}]}', '/authorities/0'],
    ['{"authorities": {}}', '/authorities'],
    ['not JSON', 'cannot read'],
  ])('written as %s fail, naming the place', async (text, place) => {
    const file = path.join(folder, 'odd.json');
    await writeFile(file, text);
    const { code, wrong } = await troubles({ REDRESS_AUTHORITIES: file });
    expect(code).toBe(1);
    expect(wrong).toEqual([
      expect.objectContaining({ name: 'authorities', state: 'failed', says: expect.stringContaining(place) }),
    ]);
  });
});

describe('what else is missing', () => {
  it('a mail server that takes no replies fails', async () => {
    expect((await troubles({ REDRESS_MAIL_PORT: String(await freePort()) })).wrong).toEqual([
      expect.objectContaining({
        name: 'mail',
        state: 'failed',
        cure: expect.stringContaining('REDRESS_MAIL_PORT'),
      }),
    ]);
  });

  it('a database that is not there fails, and the other checks go on', async () => {
    const { code, wrong } = await troubles({ REDRESS_DATABASE_URL: 'postgres://a@127.0.0.1:1/b' });
    expect(code).toBe(1);
    expect(wrong).toEqual([
      expect.objectContaining({
        name: 'database',
        state: 'failed',
        cure: expect.stringContaining('database.url'),
      }),
    ]);
  });

  it('a database that is not up to date is a warning with the command', async () => {
    const empty = await freshDatabase(anyFlavor());
    const { code, wrong } = await troubles({ REDRESS_DATABASE_URL: empty.url });
    await empty.drop();
    expect(code).toBe(0);
    expect(wrong).toEqual([expect.objectContaining({ name: 'migrations', cure: 'redress migrate' })]);
  });

  it('a key to sign replies with that is not there fails', async () => {
    const { code, wrong } = await troubles({ REDRESS_MAIL_DKIM_KEY: path.join(folder, 'no.pem') });
    expect(code).toBe(1);
    expect(wrong.map(({ state }) => state)).toContain('failed');
  });
});
