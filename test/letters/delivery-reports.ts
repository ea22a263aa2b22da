// Reports as mail servers write them, about a mail with a given Message-ID. Written by hand in the forms of RFC 3464 and of the programs named.

const CRLF = (text: string): Buffer => Buffer.from(text.replace(/^\n/, '').replace(/\r?\n/g, '\r\n'));

export interface ReportOf {
  readonly about: string;
  readonly action?: string;
  readonly status?: string;
  readonly recipient?: string;
  readonly envelopeId?: string;
  /** Empty: the mail comes from a person's address. */
  readonly from?: string;
}

/** The form of Postfix, Exchange and most others. */
export const standardReport = ({
  about,
  action = 'failed',
  status = '5.1.1',
  recipient = 'takedown@maru-board.example',
  envelopeId = '',
  from = 'MAILER-DAEMON@mx.example (Mail Delivery System)',
}: ReportOf): Buffer =>
  CRLF(`
From: ${from}
To: notices@desk.example
Date: Fri, 20 Nov 2026 09:00:00 +0900
Subject: Undelivered Mail Returned to Sender
Message-ID: <20261120.${status}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<${recipient}>: host mail.example said: 550 ${status} no such mailbox

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
${envelopeId === '' ? '' : `Original-Envelope-Id: ${envelopeId}\n`}Arrival-Date: Fri, 20 Nov 2026 08:59:00 +0900

Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example
Diagnostic-Code: smtp; 550 ${status}
    no such mailbox

--b1
Content-Type: text/rfc822-headers

From: Redress desk <notices@desk.example>
To: ${recipient}
Message-ID: ${about}
Subject: Information

--b1--
`);

export const qmailReport = (about: string): Buffer =>
  CRLF(`
From: MAILER-DAEMON@mx.example
To: notices@desk.example
Date: Fri, 20 Nov 2026 09:00:00 +0900
Subject: failure notice
Message-ID: <q1@mx.example>

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up on your message. Sorry it didn't work out.

<takedown@maru-board.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.2.1 mailbox disabled

--- Below this line is a copy of the message.

Return-Path: <notices@desk.example>
From: Redress desk <notices@desk.example>
Message-ID: ${about}

1. https://chat.example/r/haneul-3/m/42
`);

export const eximReport = (about: string, delayed = false): Buffer =>
  CRLF(`
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: notices@desk.example
Date: Fri, 20 Nov 2026 09:00:00 +0900
Subject: ${delayed ? 'Warning: message delayed 24 hours' : 'Mail delivery failed: returning message to sender'}
Message-ID: <e1@mx.example>
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.

${
  delayed
    ? 'A message that you sent has not yet been delivered. It will be tried again.'
    : 'A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.'
}
The following address(es) failed:

  takedown@maru-board.example
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

Message-ID: ${about}
`);

/** Whoever read it, or a machine of hers, says so (RFC 8098). */
export const readReceipt = (about: string): Buffer =>
  CRLF(`
From: takedown@maru-board.example
To: notices@desk.example
Date: Fri, 20 Nov 2026 09:00:00 +0900
Subject: Read: Information
Message-ID: <m1@maru-board.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary=b1

--b1
Content-Type: text/plain; charset=utf-8

The mail was displayed.
--b1
Content-Type: message/disposition-notification

Final-Recipient: rfc822; takedown@maru-board.example
Original-Message-ID: ${about}
Disposition: automatic-action/MDN-sent-automatically; displayed
--b1--
`);
