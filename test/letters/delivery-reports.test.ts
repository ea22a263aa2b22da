// What mail servers say of our mail is read in the forms they agreed on, and in nothing that only looks alike.
import { describe, expect, test } from 'vitest';
import { eximReport, qmailReport, readReceipt, standardReport } from './delivery-reports.ts';
import { mailOf, parse, rowsOf } from './mails.ts';

const OURS = '<R-26-0001.reply.1.0193@desk.example>';
const RECIPIENT = 'takedown@maru-board.example';
const reportIn = async (raw: Buffer) => (await parse(raw)).report;

describe('a report', () => {
  test('of the standard form: about which mail, for whom, and how it ended', async () => {
    expect(await reportIn(standardReport({ about: OURS }))).toEqual({
      about: [OURS],
      recipients: [{ address: RECIPIENT, action: 'failed', status: '5.1.1' }],
    });
  });

  test('of a delay', async () => {
    const report = await reportIn(standardReport({ about: OURS, action: 'delayed', status: '4.4.7' }));
    expect(report?.recipients).toEqual([{ address: RECIPIENT, action: 'delayed', status: '4.4.7' }]);
  });

  test('names the mail by the envelope id that the desk gave, written as RFC 3461 wants it', async () => {
    const envelopeId = OURS.replaceAll('<', '+3C').replaceAll('>', '+3E');
    expect((await reportIn(standardReport({ about: '<other@a.example>', envelopeId })))?.about).toEqual([
      OURS,
      '<other@a.example>',
    ]);
  });

  test.each([
    ['qmail', qmailReport(OURS), { action: 'failed', status: '5.2.1' }],
    ['Exim', eximReport(OURS), { action: 'failed', status: '5.0.0' }],
    ['Exim, of a delay', eximReport(OURS, true), { action: 'delayed', status: '4.0.0' }],
  ])('in the words of %s', async (_, raw, says) => {
    expect(await reportIn(raw)).toEqual({ about: [OURS], recipients: [{ address: RECIPIENT, ...says }] });
  });

  test('of a reader says nothing of the delivery', async () => {
    expect(await reportIn(readReceipt(OURS))).toEqual({ about: [OURS], recipients: [] });
  });

  test('whose status is no status counts as what it says it is', async () => {
    const report = await reportIn(standardReport({ about: OURS, status: 'nothing' }));
    expect(report?.recipients).toMatchObject([{ action: 'failed', status: '5.0.0' }]);
  });

  test('is read without its machine parts, and names no file', async () => {
    const letter = await parse(standardReport({ about: OURS }));
    expect(letter.unread).toEqual([]);
    expect(letter.parts.map(({ from }) => from)).toEqual(['body']);
    expect(rowsOf(letter).flat().join(' ')).not.toContain('Reporting-MTA');
  });
});

describe('no report', () => {
  test.each([
    [
      'words of a person about a bounce',
      mailOf([], 'Your mail could not be delivered. This is a permanent error.'),
    ],
    [
      'a report of another kind',
      mailOf(
        ['Content-Type: multipart/report; report-type=feedback-report; boundary=b'],
        '--b\r\n\r\nx\r\n--b--\r\n',
      ),
    ],
    [
      'the words of qmail in the middle of a letter',
      mailOf([], 'We saw:\r\nHi. This is the qmail-send program at x.\r\n'),
    ],
  ])('%s', async (_, raw) => {
    expect(await reportIn(raw)).toBeNull();
  });

  test('hostile bytes cost no time and throw nothing', async () => {
    const long = `Final-Recipient: rfc822; ${'a'.repeat(100_000)}\r\n`.repeat(50);
    const groups = 'Action: failed\r\nStatus: 5.1.1\r\n\r\n'.repeat(5_000);
    const body = `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: x\r\n\r\n${groups}${long}\r\n--b--`;
    const report = await reportIn(mailOf(['Content-Type: multipart/report; boundary=b'], body));
    expect(report?.recipients).toHaveLength(100);
  });
});
