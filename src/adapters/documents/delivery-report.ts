// Reads what a mail says of the delivery of another mail: the report that mail servers agreed on (RFC 3462, RFC 3464), the receipt of whoever
// read it (RFC 8098), and the plain words of qmail and Exim. Whatever has none of these forms is no report.
import type {
  DeliveryAction,
  DeliveryReport,
  ReportedRecipient,
} from '../../domain/notice/delivery-report.ts';
import { messageIds } from '../../domain/notice/mail-header.ts';
import { type MimePart, mimeTree } from './mime.ts';

const MAX_BYTES = 64 * 1024;
const MAX_RECIPIENTS = 100;
const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status'];
const READ_PARTS = ['message/disposition-notification', 'message/global-disposition-notification'];
const RETURNED_HEADERS = ['text/rfc822-headers', 'message/global-headers'];
const RETURNED_MAILS = ['message/rfc822', 'message/global'];

/** True for the parts of a report that only machines read. */
export const isMachinePart = ({ type: { value } }: MimePart): boolean =>
  [...STATUS_PARTS, ...READ_PARTS, ...RETURNED_HEADERS].includes(value);

/** @param mail the tree of the whole mail @returns null for a mail that is no report */
export function deliveryReport(mail: MimePart): DeliveryReport | null {
  if (mail.type.value !== 'multipart/report') return plainReport(mail);
  const status = mail.parts.find(({ type }) => STATUS_PARTS.includes(type.value));
  const read = mail.parts.find(({ type }) => READ_PARTS.includes(type.value));
  const said = status ?? read;
  if (said === undefined) return null;
  const [first = new Map<string, string>(), ...others] = fieldGroups(textOf(said));
  const recipients = status === undefined ? [] : others.slice(0, MAX_RECIPIENTS).flatMap(recipientOf);
  const named = [first.get('original-envelope-id') ?? '', first.get('original-message-id') ?? ''];
  return { about: aboutOf(mail, [...named.map(xtext), ...returnedIds(mail)]), recipients };
}

/** The Message-IDs of what was sent back, and of what the report itself answers. */
function aboutOf({ headers }: MimePart, named: readonly string[]): readonly string[] {
  const answered = [headers.get('in-reply-to') ?? '', headers.get('references') ?? ''];
  return [...new Set([...named, ...answered].flatMap(messageIds))];
}

function returnedIds({ parts }: MimePart): readonly string[] {
  return parts
    .filter(({ type }) => [...RETURNED_HEADERS, ...RETURNED_MAILS].includes(type.value))
    .flatMap(({ bytes }) => mimeTree(bytes.subarray(0, MAX_BYTES)).headers.get('message-id') ?? []);
}

const textOf = ({ bytes }: MimePart): string => bytes.subarray(0, MAX_BYTES).toString('latin1');

/** Fields in groups that empty lines part: the first is about the mail, each other about one recipient (RFC 3464, 2.1). */
function fieldGroups(text: string): readonly ReadonlyMap<string, string>[] {
  const groups: Map<string, string>[] = [];
  let group: Map<string, string> | undefined;
  for (const line of text
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [, name = '', value = ''] = /^([!-9;-~]{1,60}):(.*)$/.exec(line) ?? [];
    if (name === '') {
      group = undefined;
      continue;
    }
    if (group === undefined) groups.push((group = new Map()));
    if (!group.has(name.toLowerCase())) group.set(name.toLowerCase(), value.trim());
  }
  return groups;
}

const ACTIONS: readonly DeliveryAction[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];

function recipientOf(group: ReadonlyMap<string, string>): readonly ReportedRecipient[] {
  const action = ACTIONS.find((one) => one === (group.get('action') ?? '').split(/[\s;(]/)[0]?.toLowerCase());
  if (action === undefined) return [];
  const status = statusIn(group.get('status') ?? '') ?? USUAL[action];
  return [
    { address: addressOf(group.get('original-recipient') ?? group.get('final-recipient')), action, status },
  ];
}

const USUAL: Readonly<Record<DeliveryAction, string>> = {
  failed: '5.0.0',
  delayed: '4.0.0',
  delivered: '2.0.0',
  relayed: '2.0.0',
  expanded: '2.0.0',
};

const statusIn = (text: string): string | undefined =>
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1];

/** `rfc822; somebody@example.org` */
function addressOf(value = ''): string | null {
  const address = value.slice(0, 400).split(';').at(-1)?.trim().replace(/^<|>$/g, '').toLowerCase() ?? '';
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(address) ? address : null;
}

/** RFC 3461, 4: `+3D` for a character that may not stand there. */
const xtext = (text: string): string =>
  text.replace(/\+([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** How a server begins that writes no report, what it says in the end, and where the mail begins that it sends back. */
const PLAIN_FORMS = [
  {
    begins: /^\s*Hi\. This is the qmail-send program at /,
    fails: /I've given up on your message/i,
    copy: '--- Below this line is a copy of the message.',
  },
  {
    begins: /^\s*This message was created automatically by mail delivery software/,
    fails: /This is a permanent error/i,
    copy: '------ This is a copy of ',
  },
] as const;

function plainReport(mail: MimePart): DeliveryReport | null {
  const text = mail.type.value === 'text/plain' ? textOf(mail).replace(/\r\n/g, '\n') : '';
  const form = PLAIN_FORMS.find(({ begins }) => begins.test(text));
  if (form === undefined) return null;
  const at = text.indexOf(form.copy);
  const [says, copy] = at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  const address =
    /^[ \t]*<?([^\s@<>]{1,64}@[^\s@<>:]{1,255})>?:?[ \t]*$/m.exec(says)?.[1]?.toLowerCase() ?? null;
  const isFinal = form.fails.test(says);
  const status = [...says.matchAll(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/g)].map(([one]) => one);
  const found = status.find((one) => one.startsWith(isFinal ? '5' : '4'));
  const action = isFinal ? 'failed' : 'delayed';
  const ids = /^message-id:(.*)$/im.exec(copy)?.[1] ?? '';
  return { about: aboutOf(mail, [ids]), recipients: [{ address, action, status: found ?? USUAL[action] }] };
}
