// Mails made to cost: each is answered within its limits, and the honest mail right behind it takes its usual time.
import { describe, expect, it } from 'vitest';
import { genuineLetter, judged, LETTER } from './desk-mail.ts';

const FORGED = 'DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=from; bh=AA==; b=AA==\r\n';
const signatures = (times: number): Buffer =>
  Buffer.concat([Buffer.from(FORGED.repeat(times)), genuineLetter()]);

describe('signatures', () => {
  it('up to five are checked, the genuine one among them', async () => {
    const { sender, facts } = await judged(signatures(4));
    expect(sender.level).toBe('L1');
    expect(facts.signatures).toHaveLength(5);
  });

  it.each([
    ['six', signatures(5)],
    ['more than the header holds', signatures(1_000)],
  ])('%s are not checked at all, and the letter is a claim that is read', async (_what, raw) => {
    const { sender, facts, letter } = await judged(raw);
    expect(facts).toMatchObject({ signatures: [], dmarc: 'none', dnsFailed: false });
    expect(sender.level).toBe('L0');
    if (raw.length < 64 * 1024) expect(letter?.text.trim()).toBe(LETTER.replaceAll('\r\n', '\n').trim());
  });

  it('of a mail whose header has a bad form are not checked, and the letter is read', async () => {
    const { facts, letter } = await judged(Buffer.concat([Buffer.from('Bad name: x\r\n'), genuineLetter()]));
    expect(facts).toMatchObject({ headerFormOk: false, signatures: [], dmarc: 'none', dnsFailed: false });
    expect(letter?.text).toContain('/m/42');
  });
});
