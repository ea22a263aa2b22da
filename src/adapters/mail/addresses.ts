// The few address forms the mail guard accepts. Everything else is "another form", which proves nothing.

const LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}";
const DOMAIN = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+';
const MAILBOX = new RegExp(
  `^(?:(?:"[^"@<>\\\\]*"|[^"@<>,;:\\\\]*?)\\s*<(${LOCAL}@${DOMAIN})>|(${LOCAL}@${DOMAIN}))$`,
);
const MAX_RECIPIENTS = 100;

/** One plain ASCII mailbox with an optional plain display name without `@`; lower case, or null for any other form. */
export function plainMailbox(header: string | undefined): string | null {
  const match = header === undefined ? null : MAILBOX.exec(header.trim());
  return (match?.[1] ?? match?.[2] ?? null)?.toLowerCase() ?? null;
}

/** The plain mailboxes of a To header; other forms are left out, so they match no desk. */
export function mailboxes(header: string | undefined): string[] {
  if (header === undefined) return [];
  return header
    .split(',')
    .slice(0, MAX_RECIPIENTS)
    .flatMap((part) => plainMailbox(part) ?? []);
}
