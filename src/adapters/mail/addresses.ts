// The few address forms the mail guard accepts. Everything else is "another form", which proves nothing.
// Linear in the length of the value: no two quantifiers here can match the same characters.

const LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}";
const LABEL = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
const ADDRESS = `${LOCAL}@${LABEL}(?:\\.${LABEL})+`;
/** On collapsed white space: a display name, quoted or not, and the address in angle brackets; or the address alone. */
const MAILBOX = new RegExp(`^(?:(?:"[^"@<>\\\\]*" ?|[^"@<>,;:\\\\]*)<(${ADDRESS})>|(${ADDRESS}))$`);
/** A line of a mail has no more (RFC 5322, 2.1.1); no mailbox needs more. */
const MAX_MAILBOX = 998;
const MAX_LIST = 64 * 1024;
const MAX_RECIPIENTS = 100;

/** One plain ASCII mailbox with an optional plain display name without `@`; lower case, or null for any other form. */
export function plainMailbox(header: string | undefined): string | null {
  if (header === undefined || header.length > MAX_MAILBOX) return null;
  // Space and TAB only: other charsets' white space is part of a name or of an address, and then this is another form.
  const match = MAILBOX.exec(header.replace(/[ \t]+/g, ' ').replace(/^ | $/g, ''));
  return (match?.[1] ?? match?.[2] ?? null)?.toLowerCase() ?? null;
}

/** The plain mailboxes of a To header, the first hundred; other forms are left out, so they match no desk. */
export function mailboxes(header: string | undefined): string[] {
  // Too long is not cut: the first half of an address can be another's address.
  if (header === undefined || header.length > MAX_LIST) return [];
  return header.split(',', MAX_RECIPIENTS).flatMap((part) => plainMailbox(part) ?? []);
}
