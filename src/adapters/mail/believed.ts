// Whether what a process for mail says has the form that was agreed, and is its to say: it may be in hostile hands, and the desk keeps what
// it says. Nothing that the process which opens documents says of proofs is believed.
import type { DeliveryReport, ReportedRecipient } from '../../domain/notice/delivery-report.ts';
import type { Signature } from '../../domain/notice/sender.ts';
import type {
  LinkBehind,
  UnreadFile,
  WrittenCell,
  WrittenLetter,
  WrittenPart,
  WrittenRow,
} from '../../domain/notice/written.ts';
import type { Proofs } from './proofs.ts';
import type { Duty, FromProcess } from './reading-words.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const whole: Check = (value) => Number.isSafeInteger(value);
const textOrNull: Check = (value) => value === null || text(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object with exactly the members of its type: one that is added there does not compile until it is checked here. */
function form<Type>(
  members: { readonly [Name in keyof Type]-?: Check },
  mayLack: readonly (string & keyof Type)[] = [],
): Check {
  const checks = new Map(Object.entries<Check>(members));
  const required = [...checks.keys()].filter((name) => !mayLack.some((one) => one === name));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return (
      required.every((name) => Object.hasOwn(value, name)) &&
      Object.entries(value).every(([name, given]) => checks.get(name)?.(given) === true)
    );
  };
}

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const links = list(form<LinkBehind>({ text, target: text }));
const cell = form<WrittenCell>({ text, links, isBelow: flag }, ['isBelow']);
const row = form<WrittenRow>({
  kind: oneOf('line', 'table-row'),
  cells: list(cell),
  ordinal: orNull(whole),
  quoted: whole,
});
const part = form<WrittenPart>({
  from: oneOf('body', 'attachment', 'forwarded'),
  format: oneOf('text', 'html', 'csv', 'xlsx', 'pdf', 'hwpx', 'hwp', 'docx'),
  name: textOrNull,
  isAlternative: flag,
  rows: list(row),
});
const report = form<DeliveryReport>({
  about: list(text),
  recipients: list(
    form<ReportedRecipient>({
      address: textOrNull,
      action: oneOf('failed', 'delayed', 'delivered', 'relayed', 'expanded'),
      status: (value) => typeof value === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(value),
    }),
  ),
});
const letter = form<WrittenLetter>({
  subject: text,
  isAutomatic: flag,
  report: orNull(report),
  date: orNull(form<NonNullable<WrittenLetter['date']>>({ at: whole, offsetMinutes: whole })),
  parts: list(part),
  unread: list(
    form<UnreadFile>({
      name: text,
      code: oneOf('attachment.encrypted', 'attachment.unreadable', 'attachment.too-large'),
    }),
  ),
  isDamaged: flag,
});
const signature = form<Signature>({
  id: text,
  domain: text,
  passed: flag,
  algorithm: text,
  keyBits: (value) => typeof value === 'number',
  hasLengthTag: flag,
  covers: list(text),
});
const proofs = form<Proofs>({ dmarc: text, signatures: list(signature), dnsFailed: flag });

type Said<Kind> = Extract<FromProcess, { kind: Kind }>;

const ready = form<Said<'ready'>>({ kind: text });
const WORDS: Readonly<Record<Duty, Readonly<Record<string, Check>>>> = {
  proofs: {
    ready,
    'look-up': form<Said<'look-up'>>({ kind: text, question: whole, name: text, type: text }),
    proven: form<Said<'proven'>>({ kind: text, proofs }),
  },
  words: {
    ready,
    opens: form<Said<'opens'>>({ kind: text, index: whole }),
    read: form<Said<'read'>>({ kind: text, letter: orNull(letter) }),
  },
};

/** What was said, or undefined when it has no form that was agreed with a process of this duty. */
export function believed(said: unknown, duty: Duty): FromProcess | undefined {
  const kind = (said as { kind?: unknown } | null | undefined)?.kind;
  const words = WORDS[duty];
  const check = typeof kind === 'string' && Object.hasOwn(words, kind) ? words[kind] : undefined;
  return check?.(said) === true ? (said as FromProcess) : undefined;
}
