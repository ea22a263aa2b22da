// Letters as they come in the world: written by swaks, signed by opendkim, queued and handed over by postfix; and the desk's own
// answer on the same way out. None of these programs is ours.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Place, place, serve, type Serving } from '../../backup/desk-process.ts';
import { openPostOffice, type PostOffice } from '../../support/post-office.ts';
import { dkimKey } from '../../support/signed-mail.ts';
import { askOpendkim } from '../corpus/opendkim.ts';
import { authority } from './certificates.ts';
import { startSigner } from './opendkim.ts';
import { freePort, peerFolder, withPeers } from './peer.ts';
import { type Postfix, startPostfix } from './postfix.ts';
import { type Wire, wireTo } from './proxy.ts';
import { swaks } from './swaks.ts';

const PACKAGES = ['postfix', 'opendkim', 'opendkim-tools', 'swaks', 'libnet-ssleay-perl'];
const DESK = 'notices@desk.example';
const BOARD = {
  id: 'maru-board',
  name: '마루매체심의원',
  nameEn: 'Maru Media Board',
  kind: 'regulator',
  country: 'KR',
  domain: 'maru-board.example',
  addresses: ['takedown@maru-board.example'],
};
const FROM = 'takedown@maru-board.example';
/** What the desk wants signed and Debian's opendkim leaves out unless it is told. */
const ALSO_SIGNED = ['message-id', 'mime-version', 'content-type', 'content-transfer-encoding'];
/** The desk's own. */
const key = dkimKey();
const SOON = { timeout: 25_000, interval: 200 };
const MEGABYTES = 1024 * 1024;

/** A letter that asks about a room nobody else asks about. @param extra one more line of the header */
function letterAbout(room: string, subject = 'Request to delete', tail = ''): string {
  return [
    `From: Maru Media Board <${FROM}>`,
    `To: <${DESK}>`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${room}@maru-board.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'We request that you delete the following.',
    `1. https://chat.example/r/${room}/m/42`,
    tail,
    '',
  ].join('\n');
}

withPeers(PACKAGES, 'a letter by postfix', () => {
  let desk: Place;
  let env: Readonly<Record<string, string>>;
  let serving: Serving | undefined;
  let office: PostOffice;
  let wire: Wire;
  let postfix: Postfix;
  let deskPort: number;
  let caFile: string;

  beforeAll(async () => {
    const folder = await peerFolder();
    const [signer, usual] = await Promise.all([
      startSigner(BOARD.domain, 'm2026', ALSO_SIGNED),
      startSigner(BOARD.domain, 'usual'),
    ]);
    const tls = await authority(folder);
    caFile = tls.file;
    const certificate = await tls.issue('desk');
    deskPort = await freePort();
    office = await openPostOffice();
    wire = await wireTo(deskPort);
    postfix = await startPostfix({
      routes: { 'desk.example': wire.port, [BOARD.domain]: office.port },
      milter: signer.port,
      otherMilter: usual.port,
    });
    desk = await place();
    const files = {
      zone: path.join(folder, 'zone.json'),
      authorities: path.join(folder, 'authorities.json'),
    };
    const records = {
      [BOARD.domain]: { TXT: ['v=spf1 -all'] },
      [`_dmarc.${BOARD.domain}`]: { TXT: ['v=DMARC1; p=reject'] },
      ...Object.fromEntries([signer, usual].map(({ record }) => [record.name, { TXT: [record.text] }])),
    };
    await writeFile(files.zone, JSON.stringify({ records }));
    await writeFile(files.authorities, JSON.stringify({ authorities: [BOARD] }));
    env = {
      ...desk.env,
      REDRESS_DNS_ZONE_FILE: files.zone,
      REDRESS_AUTHORITIES: files.authorities,
      REDRESS_SMTP_PORT: String(deskPort),
      REDRESS_SMTP_TLS_KEY: certificate.key,
      REDRESS_SMTP_TLS_CERT: certificate.cert,
      REDRESS_MAIL_PORT: String(postfix.port),
      REDRESS_MAIL_REQUIRE_TLS: 'false',
      REDRESS_MAIL_DKIM_DOMAIN: 'desk.example',
      REDRESS_MAIL_DKIM_KEY: path.join(folder, 'redress.private'),
    };
    await writeFile(env['REDRESS_MAIL_DKIM_KEY'] ?? '', key.privateKey);
    serving = await serve({ env });
  });
  afterAll(async () => {
    await serving?.stop();
    await office.close();
    await desk.remove();
  });

  /** What became of the letter about a room: one line a case. */
  const casesAbout = async (room: string): Promise<readonly string[]> =>
    [...(await desk.cases()).values()]
      .filter(({ state }) => JSON.stringify(state.notice?.reading).includes(room))
      .map(({ state }) => [state.notice?.sender.level, ...(state.notice?.sender.reasons ?? [])].join(' '));
  const arrived = (room: string) => expect.poll(() => casesAbout(room), SOON);

  describe('signed by opendkim', () => {
    it('over all that counts is proven', async () => {
      const sent = await swaks(postfix.port, FROM, DESK, letterAbout('proven-1'));
      expect(sent.code, sent.said).toBe(0);
      await arrived('proven-1').toEqual(['L1']);
    });

    it('over no more than what Debian signs by itself is a claim, whose clock runs', async () => {
      const sent = await swaks(postfix.otherPort, FROM, DESK, letterAbout('usual-1'));
      expect(sent.code, sent.said).toBe(0);
      await arrived('usual-1').toEqual(['L0 guard.dkim-coverage']);
    });

    it('with Korean in its header, as SMTPUTF8 lets it, is read', async () => {
      await postfix.sendmail(FROM, DESK, Buffer.from(letterAbout('utf8-1', '삭제 요청')));
      await arrived('utf8-1').toEqual(['L1']);
    });

    it('with a line that postfix must break is a claim, whose clock runs', async () => {
      const sent = await swaks(postfix.port, FROM, DESK, letterAbout('long-1', 'Request', 'x'.repeat(5_000)));
      expect(sent.code, sent.said).toBe(0);
      await arrived('long-1').toEqual([expect.stringMatching(/^L0 .*guard\.dkim-invalid/)]);
    });
  });

  describe('to a desk', () => {
    it('that is down waits, and comes when it is back', async () => {
      await serving?.stop();
      serving = undefined;
      const sent = await swaks(postfix.port, FROM, DESK, letterAbout('down-1'));
      expect(sent.code, sent.said).toBe(0);
      await expect.poll(() => postfix.log(), SOON).toMatch(/to=<notices@desk\.example>.*status=deferred/);
      serving = await serve({ env });
      await arrived('down-1').toEqual(['L1']);
    }, 90_000);

    it('whose 250 is lost comes twice and is one case', async () => {
      const lost = wire.cutInsteadOf(/^250 .*kept/m);
      const sent = await swaks(postfix.port, FROM, DESK, letterAbout('twice-1'));
      expect(sent.code, sent.said).toBe(0);
      await lost;
      await expect.poll(() => postfix.log(), SOON).toMatch(/lost connection.*while sending end of data/);
      const [, id] = /([0-9A-F]+): message-id=<twice-1@/.exec(await postfix.log()) ?? [];
      await expect.poll(() => postfix.log(), SOON).toMatch(new RegExp(`${id}: to=.*status=sent`));
      await arrived('twice-1').toEqual(['L1']);
    });

    it('of 30 MB is refused with the limit and another way, and its sender hears of it', async () => {
      const large = letterAbout(
        'large-1',
        'Files',
        'a line of sixty-four letters, which is said again and again ...\n'.repeat((30 * MEGABYTES) / 64),
      );
      const direct = await swaks(deskPort, FROM, DESK, large);
      expect(direct.said).toMatch(/<\*\* 552 .*send a list of links/);
      const sent = await swaks(postfix.port, FROM, DESK, large);
      expect(sent.code, sent.said).toBe(0);
      await expect
        .poll(() => office.mails.map(String).join('\n'), SOON)
        .toMatch(/Status: 5\.[23]\.4|exceeds size limit/);
      expect(await casesAbout('large-1')).toEqual([]);
    }, 90_000);
  });

  it('without postfix in between, pipelined and by STARTTLS, is kept byte for byte', async () => {
    const letter = letterAbout('direct-1', 'Request', `${'y'.repeat(5_000)}\n.\n..`);
    const tls = ['--tls', '--tls-verify', '--tls-ca-path', caFile];
    const sent = await swaks(deskPort, FROM, DESK, letter, ['--pipeline', ...tls]);
    expect(sent.code, sent.said).toBe(0);
    expect(sent.said).toMatch(/TLS started/);
    expect(sent.said).toMatch(/ ~> RCPT TO/);
    await arrived('direct-1').toEqual([expect.stringMatching(/^L0 .*guard\.dkim-none/)]);
    const digest = createHash('sha256').update(letter.replaceAll('\n', '\r\n')).digest('hex');
    const kept = await desk.query<{ raw_digest: string }>('select raw_digest from letters');
    expect(kept.map(({ raw_digest }) => raw_digest)).toContainEqual(expect.stringContaining(digest));
  });

  it('gets a receipt of the desk by postfix, whose signature opendkim verifies, and not once it is altered', async () => {
    const sent = await swaks(postfix.port, FROM, DESK, letterAbout('receipt-1'));
    expect(sent.code, sent.said).toBe(0);
    const receipt = (): string | undefined =>
      office.mails
        .map((raw) => raw.toString('latin1'))
        .find((raw) => /^In-Reply-To: *<receipt-1@/m.test(raw));
    await expect.poll(receipt, SOON).toBeDefined();
    const folder = await peerFolder();
    const raw = receipt() ?? '';
    const altered = raw.replace(/^Date: .*$/m, 'Date: Mon, 30 Nov 2026 00:00:00 +0000');
    await writeFile(path.join(folder, 'whole.eml'), raw, 'latin1');
    await writeFile(path.join(folder, 'altered.eml'), altered, 'latin1');
    const zone = { 'redress._domainkey.desk.example': [key.record] };
    const verdicts = askOpendkim(folder, ['whole.eml', 'altered.eml'], zone);
    expect(Object.fromEntries(verdicts)).toEqual({ 'whole.eml': ['pass'], 'altered.eml': ['fail'] });
  });
});
