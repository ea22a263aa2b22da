// Lists of hashes as people keep them: one a line, `hash[,id[,bank]]`, or JSON objects with the same members. Read line by
// line, since a list may be longer than memory; every refusal names its line.
import { createReadStream } from 'node:fs';
import { type Hash256, hashFromText } from '../../matching/hash/hash256.ts';
import { isId } from '../../matching/index/entry-list.ts';
import { MatchingError } from '../../matching/matching-error.ts';
import { visible } from './hash-words.ts';
import { CommandError, EXIT } from './output.ts';

/** A hash with what its line says of it; `id` and `bank` only if the line does. */
export interface HashLine {
  readonly line: number;
  readonly hash: Hash256;
  readonly text: string;
  readonly id?: number;
  readonly bank?: string;
}

const MAX_LINE_CHARACTERS = 4096;
const STDIN = '-';
const DIGITS = /^[0-9]{1,10}$/;

/** @param file a path, or `-` for standard input. Empty lines and lines that begin with # are passed over. */
export async function* hashLines(file: string): AsyncGenerator<HashLine, void, void> {
  const input = file === STDIN ? process.stdin : createReadStream(file);
  let number = 0;
  for await (const text of lines(input.setEncoding('utf8'), file)) {
    number++;
    const line = text.trim();
    if (line !== '' && !line.startsWith('#')) yield parsed(line, number);
  }
}

/** Lines of a stream; one that does not end is refused before it fills the memory. */
async function* lines(input: AsyncIterable<string>, file: string): AsyncGenerator<string, void, void> {
  let rest = '';
  let number = 1;
  try {
    for await (const piece of input) {
      const whole = (rest + piece).split('\n');
      rest = whole.pop() ?? '';
      number += whole.length;
      if (rest.length > MAX_LINE_CHARACTERS) throw badLine(number, 'it is too long');
      yield* whole;
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw unreadable(file, error as NodeJS.ErrnoException);
  }
  if (rest !== '') yield rest;
}

function parsed(text: string, line: number): HashLine {
  if (text.length > MAX_LINE_CHARACTERS) throw badLine(line, 'it is too long');
  const fields = text.startsWith('{') ? jsonFields(text, line) : textFields(text, line);
  return {
    line,
    text: fields.hash,
    hash: atLine(line, () => hashFromText(fields.hash)),
    ...(fields.id === undefined ? {} : { id: checkedId(fields.id, line) }),
    ...(fields.bank === undefined ? {} : { bank: fields.bank }),
  };
}

interface Fields {
  readonly hash: string;
  /** As it is written. */
  readonly id?: string | undefined;
  readonly bank?: string | undefined;
}

function textFields(text: string, line: number): Fields {
  const [hash = '', id = '', bank = '', ...more] = text.split(',');
  if (more.length > 0) throw badLine(line, 'it has more than three fields');
  return { hash: hash.trim(), id: id === '' ? undefined : id, bank: bank.trim() || undefined };
}

/** `redress hash --json` calls the hash `pdq`; lists call it `hash`. */
function jsonFields(text: string, line: number): Fields {
  const { hash, pdq, id, bank } = jsonObject(text, line);
  const found = hash ?? pdq;
  if (typeof found !== 'string') throw badLine(line, 'it has no member hash (or pdq)');
  if (id !== undefined && !(id instanceof Written)) throw badLine(line, 'its id is no number');
  if (bank !== undefined && typeof bank !== 'string') throw badLine(line, 'its bank is no text');
  return { hash: found, id: id?.digits, bank };
}

/** A number of JSON as it is written: as a value, 1e3 and 1000 are one. */
class Written {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source: string }) => unknown;
const numbersAsWritten: Reviver = (_key, value, { source }) =>
  typeof value === 'number' ? new Written(source) : value;

function jsonObject(text: string, line: number): Record<string, unknown> {
  try {
    return JSON.parse(text, numbersAsWritten as Parameters<typeof JSON.parse>[1]) as Record<string, unknown>;
  } catch {
    throw badLine(line, 'it is no JSON object');
  }
}

/** Decimal digits and nothing else: another program that reads the list must not see another id. */
function checkedId(text: string, line: number): number {
  const id = Number(text);
  if (DIGITS.test(text) && isId(id)) return id;
  throw new CommandError(
    'matching.bad-id',
    `line ${line}: not an id: ${JSON.stringify(visible(text.slice(0, 40)))}`,
    'give a whole number from 0 to 4294967295 in decimal digits, without spaces',
    EXIT.usage,
  );
}

/** Runs `act`; a refusal of the library then names the line it is about. */
export function atLine<T>(line: number, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    throw new CommandError(error.code, `line ${line}: ${error.message}`, error.cure, EXIT.usage);
  }
}

const badLine = (line: number, why: string): CommandError =>
  new CommandError(
    'matching.bad-line',
    `line ${line}: ${why}`,
    'write one hash a line: hash[,id[,bank]], or {"hash":"…","id":1,"bank":"…"}',
    EXIT.usage,
  );

const unreadable = (file: string, { code, message }: NodeJS.ErrnoException): CommandError =>
  new CommandError(
    'matching.list-unreadable',
    `cannot read ${file}: ${code ?? message}`,
    'name a file that this user may read, or - for standard input',
    EXIT.missing,
  );
