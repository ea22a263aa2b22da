// Why a inbox cannot be read, in words of its own with a code and a cure: never the server's, which may quote what it was sent.

export class InboxError extends Error {
  readonly code: string;
  readonly cure: string;
  constructor(code: string, message: string, cure: string) {
    super(message);
    this.code = code;
    this.cure = cure;
  }
}

/** As far as we need to know what Node's TLS and the IMAP library throw. */
interface Thrown {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
  readonly tlsFailed?: boolean;
  readonly mailboxMissing?: boolean;
}

/** By Node's names for what can be wrong with a certificate. */
const CERTIFICATE = /CERT|UNABLE_TO_(?:GET|VERIFY)|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH/;

/** @param where host, port and folder, for the words */
export function inboxError(error: unknown, where: string): InboxError {
  if (error instanceof InboxError) return error;
  const { code = 'unexpected', authenticationFailed, tlsFailed, mailboxMissing } = error as Thrown;
  if (authenticationFailed === true)
    return new InboxError(
      'imap.login',
      `${where} refuses the user or the password`,
      'look at REDRESS_IMAP_USER and the file of REDRESS_IMAP_PASSWORD_FILE',
    );
  if (CERTIFICATE.test(code))
    return new InboxError(
      'imap.certificate',
      `the certificate of ${where} is not to be trusted (${code})`,
      'put it right there; a certificate authority of your own goes into REDRESS_IMAP_CA',
    );
  if (tlsFailed === true)
    return new InboxError(
      'imap.no-tls',
      `${where} offers no TLS as it is asked for`,
      'set REDRESS_IMAP_TLS to implicit (port 993) or starttls (port 143)',
    );
  if (mailboxMissing === true)
    return new InboxError(
      'imap.no-folder',
      `${where} has no such folder`,
      'name one that is there with REDRESS_IMAP_FOLDER',
    );
  return new InboxError(
    'imap.unreachable',
    `${where} does not answer as an IMAP server does (${code})`,
    'look at REDRESS_IMAP_HOST, REDRESS_IMAP_PORT and the server',
  );
}
