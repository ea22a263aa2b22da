// Nothing of what is said or shown in an encrypted room reaches the server: the whole database and everything the server logs are
// searched for the words, the bytes and the keys, written in every way somebody could have kept them.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { ADMIN_TOKEN, anyFlavor } from './messenger-under-test.ts';
import { picture } from './pictures-made.ts';
import { answered, sealedTalk, speakTo } from './sealed-talk.ts';

const MAIN = new URL('../../messenger/main.ts', import.meta.url).pathname;
const WORDS = '물수제비 일곱 번, canary-of-the-river';

let url = '';
let log = '';
let folder = '';
let database: FreshDatabase;
let child: ChildProcess;
const speak = speakTo(() => url);
const talk = sealedTalk(speak);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yeoul-canary-'));
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, `${ADMIN_TOKEN}\n`);
  database = await freshDatabase(anyFlavor());
  const options = ['--port', '0', '--database', database.url, '--admin-token-file', tokenFile, '--json'];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  child = spawn(process.execPath, [MAIN, ...options, '--log-level', 'trace', '--passphrase-cost', '10'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  url = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The messenger ended: ${log}`)));
    const hear = (data: Buffer) => {
      log += data.toString();
      const listening = /\{"listening":"([^"]+)"\}/.exec(log)?.[1];
      if (listening !== undefined) resolve(listening);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  });
});

afterAll(async () => {
  child.kill('SIGKILL');
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Every row of every table as text; bytes are hexadecimal there. */
async function wholeDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const texts = [];
    for (const { name } of tables.rows) {
      const table = pg.escapeIdentifier(name);
      const found = await client.query<{ text: string }>(`select t::text as text from ${table} t`);
      texts.push(`== ${name}`, ...found.rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** The ways in which bytes could have been written down. */
function spellings(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  return ['utf8', 'hex', 'base64', 'base64url', 'latin1'].map((encoding) =>
    buffer.toString(encoding as BufferEncoding).replace(/=+$/, ''),
  );
}

it('the database and the log hold neither words nor bytes nor keys, until a reporter gives one key', async () => {
  const [host, guest] = [await talk.person(), await talk.person()];
  const room = await talk.room(host);
  const link = await talk.invitation(room, host);
  await talk.join(link, guest);
  const bytes = new Uint8Array(await picture('canary', 64, 48));
  const small = new Uint8Array(await picture('small canary', 16, 12));
  const { ciphertext, file } = await talk.upload(host, bytes, small);
  const id = await talk.send(host, room, { text: WORDS, files: [file] });
  const target = { link: link.href };
  await answered(201, speak('POST', '/api/reports', undefined, { target, reasons: ['other'] }));
  // What fails is logged: a refusal must carry nothing of it either.
  await speak('POST', `/api/rooms/${room.slug}/messages`, host.token, { text: WORDS });
  await speak('POST', '/api/reports', guest.token, { target, reasons: ['other'], keys: [{ key: file.key }] });

  const secrets = {
    words: Buffer.from(WORDS),
    'a part of the words': Buffer.from('canary-of-the-river'),
    picture: bytes.subarray(40, 72),
    thumbnail: small.subarray(40, 72),
    'room key': Buffer.from(room.key, 'base64url'),
    'file key': Buffer.from(file.key, 'base64url'),
    'thumbnail key': Buffer.from(file.thumbnail?.key ?? '', 'base64url'),
  };
  const found = async () => {
    const everything = `${await wholeDatabase()}\n${log}`;
    return Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((spelling) => everything.includes(spelling)))
      .map(([name]) => name);
  };
  const before = await wholeDatabase();
  // The search reaches what it should: sealed bytes and sealed words are there, and the log is on.
  expect(before).toContain(Buffer.from(ciphertext.subarray(40, 72)).toString('hex'));
  expect(before).toContain('yc1.');
  expect(log).toContain('"level":');
  expect(await found()).toEqual([]);

  const keys = [{ blob: file.blob, key: file.key, iv: file.iv }];
  const about = { message: { room: room.slug, id } };
  await answered(
    201,
    speak('POST', '/api/reports', guest.token, { target: about, reasons: ['other'], keys }),
  );
  expect(await found()).toEqual(['file key']);
  const tables = (await wholeDatabase()).split(/^== /m).filter((table) => table.includes(file.key));
  expect(tables.map((table) => table.split('\n', 1)[0])).toEqual(['report_key']);
  expect(log).not.toContain(file.key);
});
