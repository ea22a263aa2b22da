// The whole desk with an inbox at dovecot: killed between keeping and marking, and after the server forgot its UIDs, one letter
// stays one case, which counts from when the letter reached the inbox.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR } from '../../../src/domain/kernel/instant.ts';
import type { Check } from '../../../src/entry/cli/wiring.ts';
import { letterOf, type Place, place, serve, type Serving } from '../../backup/desk-process.ts';
import { redressHere, redressJson } from '../../support/command-line.ts';
import { type Account, PASSWORD, startDovecot } from './dovecot.ts';
import { peerFolder, withPeers } from './peer.ts';
import { type Wire, wireTo } from './proxy.ts';

const TAKEN = '.Redress.Taken';
const SOON = { timeout: 30_000, interval: 100 };
const NAMES = ['one', 'two', 'three'];
const ARRIVED = Math.floor((Date.now() - 5 * HOUR) / 1000) * 1000;

withPeers(['dovecot-imapd'], 'a desk with an inbox', () => {
  let desk: Place;
  let env: Readonly<Record<string, string>>;
  let user: Account;
  let wire: Wire;
  let serving: Serving | undefined;
  const spooled = async (): Promise<number> =>
    (await readdir(path.join(desk.folder, 'spool'))).filter((one) => one.endsWith('.mail')).length;

  beforeAll(async () => {
    const dovecot = await startDovecot();
    user = await dovecot.user('notices');
    wire = await wireTo(dovecot.port);
    desk = await place();
    const passwordFile = path.join(await peerFolder(), 'password');
    await writeFile(passwordFile, `${PASSWORD}\n`);
    env = {
      ...desk.env,
      REDRESS_IMAP_HOST: '127.0.0.1',
      REDRESS_IMAP_PORT: String(wire.port),
      REDRESS_IMAP_TLS: 'none',
      REDRESS_IMAP_USER: user.name,
      REDRESS_IMAP_PASSWORD_FILE: passwordFile,
      REDRESS_IMAP_POLL_SECONDS: '1',
    };
    for (const name of NAMES) await user.deliver(letterOf(name), new Date(ARRIVED));
  });
  afterAll(async () => {
    await serving?.stop();
    await desk.remove();
  });

  it('that is killed after keeping a letter and before marking it makes one case of it', async () => {
    const held = wire.holdWhen(/UID MOVE/);
    const first = await serve({ env });
    await held;
    await first.kill();
    expect(await user.files(TAKEN)).toEqual([]);
    expect((await spooled()) + (await desk.cases()).size).toBeGreaterThanOrEqual(NAMES.length);
    serving = await serve({ env });
    await expect.poll(() => user.files(TAKEN), SOON).toHaveLength(NAMES.length);
    await expect.poll(spooled, SOON).toBe(0);
    const cases = [...(await desk.cases()).values()];
    expect(cases.map(({ state }) => state.notice?.receivedAt)).toEqual(NAMES.map(() => ARRIVED));
    const delivered = await desk.query<{ inbox: { arrivedAt: number } }>(
      "select evidence->'envelope'->'inbox' as inbox from letters",
    );
    expect(delivered.map(({ inbox }) => inbox.arrivedAt)).toEqual(NAMES.map(() => ARRIVED));
  }, 90_000);

  it('whose server was restored and forgot its UIDs finds the cases it has', async () => {
    // Nobody looks while the server is restored.
    await wire.holdWhen(/NOOP/);
    await user.putBack(TAKEN);
    expect(await user.files(TAKEN)).toEqual([]);
    await user.forgetUids();
    wire.cut();
    await expect.poll(() => user.files(TAKEN), SOON).toHaveLength(NAMES.length);
    await expect.poll(spooled, SOON).toBe(0);
    expect((await desk.cases()).size).toBe(NAMES.length);
  });

  it('is told by doctor whether the inbox can be read', async () => {
    const inbox = async (change: Readonly<Record<string, string>> = {}): Promise<Check | undefined> => {
      const { json } = await redressJson(['doctor'], { ...env, ...change }, redressHere);
      return (json['checks'] as Check[]).find(({ name }) => name === 'inbox');
    };
    await user.deliver('no letter at all');
    expect(await inbox()).toMatchObject({ state: 'ok' });
    const elsewhere = path.join(await peerFolder(), 'password');
    await writeFile(elsewhere, 'wrong');
    expect(await inbox({ REDRESS_IMAP_PASSWORD_FILE: elsewhere })).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('refuses the user or the password'),
      cure: expect.stringContaining('REDRESS_IMAP_PASSWORD_FILE'),
    });
  });
});
