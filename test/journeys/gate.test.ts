// What a person took down is not uploaded again: the messenger asks the desk before it stores a file. The very same bytes are refused, what
// looks alike waits for a person, and a decision that was reversed lets it in again. With the real messenger and PostgreSQL.
import { createHmac, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { messengerGate } from '../../src/adapters/connectors/messenger/gate.ts';
import { messengerPictures } from '../../src/adapters/connectors/messenger/pictures.ts';
import { newKey, sign } from '../../src/adapters/crypto/keys.ts';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { ed25519Signatures } from '../../src/adapters/crypto/signatures.ts';
import {
  type ClosableFingerprinter,
  pictureFingerprints,
} from '../../src/adapters/fingerprints/picture-fingerprints.ts';
import { postgresGateList } from '../../src/adapters/store/postgres/gate-list.ts';
import { postgresNearIndex } from '../../src/adapters/store/postgres/near-index.ts';
import { gatePayload } from '../../src/domain/decision/gate-payload.ts';
import { decisionId, personId } from '../../src/domain/kernel/ids.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { type Gate, startGate } from '../../src/entry/gate/gate-server.ts';
import type { GateList, PlatformGate } from '../../src/ports/gate.ts';
import type { NearIndex } from '../../src/ports/near-index.ts';
import { addPerson } from '../../src/workflow/add-person.ts';
import { answerGate } from '../../src/workflow/answer-gate.ts';
import { decideAppeal } from '../../src/workflow/decide-appeal.ts';
import { fingerprintFiles } from '../../src/workflow/fingerprint-files.ts';
import { ruleOnHeld } from '../../src/workflow/rule-on-held.ts';
import { expectStatus } from '../connectors/messenger-world.ts';
import { scene } from '../matching/picture-files.ts';
import { ADMIN_TOKEN, type Answer } from '../messenger/messenger-under-test.ts';
import { reportedDesk } from './reported-desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const WHO = 'messenger';
const SECRET = 'a secret of both sides, 32 bytes';
const here = reportedDesk({ gatePrivate: true });
const { yeoul, world } = here;
const now = () => instant(Date.now());

let checker = '';
let gate: PlatformGate;
let server: Gate;
let list: GateList;
let near: NearIndex;
let fingerprinter: ClosableFingerprinter;
const strangers: string[] = [];

beforeAll(async () => {
  await world.stage();
  const sessions = { body: { name: 'checker', passphrase: 'correct horse battery' } };
  checker = (await yeoul.ask('POST', '/api/sessions', sessions)).json.token;
  fingerprinter = pictureFingerprints();
  list = postgresGateList(here.db(), 'main');
  near = postgresNearIndex(here.db(), 'main', aesSealing(randomBytes(32)));
  // A machine under load may need longer than is usual.
  const patience = { gateSecret: SECRET, bytesWithinMs: 10_000 };
  gate = messengerGate({ api: yeoul.url, adminToken: ADMIN_TOKEN, memberToken: checker, ...patience });
  server = await startGate({
    ...{ host: '127.0.0.1', port: 0, gates: new Map([[WHO, gate]]), clock: now },
    answer: (platform, upload) =>
      answerGate(platform, upload, 'hold', gate, now(), {
        ...{ cases: here.desk().ports.cases, gateList: list, near, fingerprinter, ids: uuidV7 },
      }),
    tells: {
      stopped: () => undefined,
      strangers: (platform) => strangers.push(platform),
      failed: (error) => {
        throw error;
      },
    },
  });
  expect(await gate.connect(`${server.url}/gate/${WHO}`)).toBe('connected');
  await expectStatus(200, yeoul.admin('PUT', '/admin/v1/gate', { budgetMs: 10_000, onError: 'closed' }));
});
afterEach(() => strangers.splice(0));
afterAll(async () => {
  await server.stop();
  fingerprinter.close();
});

const drawn = (seed: number): Promise<Buffer> => scene(seed, 640, 480).png().toBuffer();
const upload = (token: string, body: Buffer): Promise<Answer> =>
  yeoul.ask('POST', '/api/media', { token, body, headers: { 'content-type': 'image/png' } });

/** A picture that somebody reported and a person took down, looked at before as every picture is. */
async function takenDown(picture: Buffer): Promise<{ readonly author: string; readonly found: CaseId }> {
  const author = await yeoul.person();
  const room = await yeoul.room(author);
  const id = await yeoul.send(author, room, 'look', [await yeoul.upload(author, picture)]);
  await here.take();
  const source = messengerPictures({ api: yeoul.url, adminToken: ADMIN_TOKEN, memberToken: checker });
  for (let more = true; more; ) {
    const looked = await fingerprintFiles(WHO, { near, source, fingerprinter }, '', now);
    if (looked.kind === 'retry') throw new Error(looked.code);
    more = looked.more;
  }

  await here.report({ link: `/r/${room}/m/${id}` });
  const [found] = await here.take();
  if (found === undefined) throw new Error('no case');
  await here.desk().workOff(found);
  await here.desk().decideHide(found);
  return { author, found };
}

describe('a picture that was taken down', () => {
  it('is not stored again from the moment of the decision, whoever sends it, and another picture is', async () => {
    const picture = await drawn(11);
    const { found } = await takenDown(picture);
    const someone = await yeoul.person();
    const again = await upload(someone, picture);
    expect([again.status, again.json]).toMatchObject([
      422,
      { code: 'media.refused', reason: 'intimate-image' },
    ]);
    expect((await upload(someone, await drawn(12))).status).toBe(201);
    const [stop, ...others] = await list.stops({ case: found, limit: 10 });
    expect(others).toEqual([]);
    expect(stop).toMatchObject({ verdict: 'refuse', like: { case: found, distance: 0 } });
  });

  it('is stored again once an appeal was upheld', async () => {
    const picture = await drawn(13);
    const { author, found } = await takenDown(picture);
    await here.desk().workOff(found);
    expect((await upload(author, picture)).status).toBe(422);
    const { json } = await yeoul.ask('GET', '/api/notices', { token: author });
    const path = `/api/notices/${json.notices[0]?.id}/appeal`;
    await expectStatus(201, yeoul.ask('POST', path, { token: author, body: { words: 'mine' } }));
    await here.take();
    const appeal = (await here.desk().ports.cases.load(found))?.appeals[0]?.appeal.id;
    if (appeal === undefined) throw new Error('no appeal');
    const ruling = { appeal, upheld: true, ground: { kind: 'terms', clause: '9' } } as const;
    const request = await here.desk().request(found, 'sora', { kind: 'decide-appeal', ...ruling });
    expect((await decideAppeal(request, ruling, here.desk().now(), here.desk().ports)).ok).toBe(true);
    expect((await upload(author, picture)).status).toBe(201);
  });
});

describe('a picture that looks like one that was taken down', () => {
  const mirrored = async (seed: number): Promise<Buffer> =>
    sharp(await drawn(seed))
      .flop()
      .png()
      .toBuffer();
  const person = newKey();
  const mina = { id: personId(uuidV7.fresh()), name: 'hana', publicKey: person.publicKey, addedAt: now() };
  type Said = 'allow' | 'refuse';
  const actNow = () => ({ id: decisionId(uuidV7.fresh()), at: now() });
  const rule = async (blob: string, ruling: Said, signed: Said = ruling, act = actNow()) => {
    const asked = { connector: WHO, blob, ruling };
    const signature = sign(
      person.privateKey,
      gatePayload({ ...asked, ruling: signed }, { ...act, by: mina.id }),
    );
    const ports = { ...here.desk().ports, gateList: list, signatures: ed25519Signatures };
    return ruleOnHeld({ ...asked, person: 'hana', act, signature }, gate, now(), ports);
  };
  const heldBlobs = async (): Promise<readonly string[]> => {
    const held = await gate.held();
    if ('kind' in held) throw new Error(held.code);
    return held.map(({ blob }) => blob);
  };
  /** Sends it and says how strangers and its author see the file. */
  async function sent(seed: number) {
    const author = await yeoul.person();
    const answer = await upload(author, await mirrored(seed));
    expect([answer.status, (answer.json as unknown as { held?: boolean }).held]).toEqual([201, true]);
    const { blob } = answer.json;
    const room = await yeoul.room(author);
    await yeoul.send(author, room, 'look', [blob]);
    return { blob, author, seen: async () => (await yeoul.ask('GET', `/media/${blob}`)).status };
  }
  beforeAll(async () => {
    await addPerson(mina, here.desk().ports.people);
    await takenDown(await drawn(21));
  });

  it('is seen by nobody until a person has said, and is shown when she lets it through', async () => {
    const { blob, seen } = await sent(21);
    expect(await seen()).toBe(404);
    expect(await heldBlobs()).toContain(blob);
    expect(await rule(blob, 'allow', 'refuse')).toMatchObject({ error: { code: 'decision.signature' } });
    expect(await seen()).toBe(404);
    const act = actNow();
    expect((await rule(blob, 'allow', 'allow', act)).ok).toBe(true);
    expect([await seen(), await heldBlobs()]).toEqual([200, []]);
    // Whoever heard no answer says the same again: done, and no second time.
    expect((await rule(blob, 'allow', 'allow', act)).ok).toBe(true);
    expect(await rule(blob, 'refuse', 'refuse', act)).toMatchObject({ error: { code: 'decision.replayed' } });
    expect(await rule(blob, 'refuse')).toMatchObject({ error: { code: 'gate.not-held' } });
    expect(await seen()).toBe(200);
  });

  it('is not called dropped while a platform that says yes and does nothing still holds it', async () => {
    const { blob } = await sent(21);
    await yeoul.admin('PUT', '/admin/v1/faults', { okButNothing: 1 });
    expect(await rule(blob, 'refuse')).toMatchObject({ error: { code: 'gate.not-done' } });
    await yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off' });
    expect(await heldBlobs()).toContain(blob);
    expect((await rule(blob, 'refuse')).ok).toBe(true);
    expect(await heldBlobs()).not.toContain(blob);
  });

  it('is dropped when she refuses it, and its uploader is told how to object', async () => {
    const { blob, author, seen } = await sent(21);
    expect((await rule(blob, 'refuse')).ok).toBe(true);
    expect(await seen()).toBe(404);
    const { json } = await yeoul.ask('GET', '/api/notices', { token: author });
    expect(json.notices).toMatchObject([
      { kind: 'removal', appeal: { link: expect.stringContaining('/n/') } },
    ]);
  });
});

describe('whoever is not the messenger', () => {
  const question = JSON.stringify({
    sha256: '0'.repeat(64),
    bytes: 1,
    mime: 'image/png',
    uploader: 1,
    address: '',
  });
  const ask = (headers: Record<string, string>, body = question, to = WHO): Promise<Response> =>
    fetch(`${server.url}/gate/${to}`, { method: 'POST', body, headers });
  const signed = (secret: string, at: number, body = question) => ({
    'yeoul-timestamp': String(at),
    'yeoul-signature': `sha256=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`,
  });
  const seconds = (): number => Math.floor(Date.now() / 1_000);

  it.each([
    ['without a signature', () => ask({})],
    ['with the signature of another secret', () => ask(signed('another secret of both', seconds()))],
    ['with a question that was asked ten minutes ago', () => ask(signed(SECRET, seconds() - 600))],
    ['with the signature of another question', () => ask(signed(SECRET, seconds()), `${question} `)],
    ['with what is no question', () => ask(signed(SECRET, seconds(), '{}'), '{}')],
    ['for a platform that is not ours', () => ask(signed(SECRET, seconds()), question, 'elsewhere')],
  ])('learns nothing %s', async (_, asks) => {
    const answer = await asks();
    expect([answer.status, await answer.json()]).toEqual([401, { code: 'gate.unproven' }]);
    expect(strangers).toHaveLength(1);
  });

  it('is told apart from the messenger by nothing else', async () => {
    const answer = await ask(signed(SECRET, seconds()));
    expect([answer.status, await answer.json()]).toEqual([200, { verdict: 'allow' }]);
  });

  it('cannot have the desk fetch anything by what a question names', async () => {
    const [author, picture] = [await yeoul.person(), await drawn(31)];
    const room = await yeoul.room(author);
    const blob = await yeoul.upload(author, picture);
    await yeoul.send(author, room, 'look', [blob]);
    const open = `${yeoul.url}/media/${blob}`;
    expect((await fetch(open)).status).toBe(200);
    const asked = { sha256: '0'.repeat(64), bytes: picture.length, mime: 'image/png', uploader: '1' };
    for (const address of [open, `${yeoul.url}/gate/bytes/../../media/${blob}`, 'file:///etc/hosts', 'x'])
      expect(await gate.bytes({ ...asked, address })).toBeUndefined();
  });
});
