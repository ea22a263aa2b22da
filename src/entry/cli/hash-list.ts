// A whole list of hashes, read from its lines: entries with their banks, ready to be written or searched.
import { type Bank, checkBankName, MAX_BANKS } from '../../matching/index/bank.ts';
import { EntryList } from '../../matching/index/entry-list.ts';
import { atLine, hashLines, type HashLine } from './hash-lines.ts';
import { LineNumbers } from './line-numbers.ts';
import { CommandError, EXIT } from './output.ts';

export interface BankOptions {
  /** `name=threshold`; without any, banks are those that the lines name. */
  readonly bank?: readonly string[];
  readonly threshold: number;
}

export interface HashList {
  readonly banks: readonly Bank[];
  readonly list: EntryList;
}

const PROGRESS_LINES = 1_000_000;
/** The bank of lines that name none. */
const DEFAULT_BANK = 'default';

/** @param progress told of every million lines */
export async function readHashList(
  file: string,
  options: BankOptions,
  progress: (lines: number) => void,
): Promise<HashList> {
  const banks = new Banks(options);
  const list = new EntryList();
  const lines = new LineNumbers();
  for await (const one of hashLines(file)) {
    list.add(one.id ?? one.line, one.hash, banks.number(one));
    lines.add(one.line);
    if (list.count % PROGRESS_LINES === 0) progress(list.count);
  }
  const twice = list.duplicate();
  if (twice !== undefined) throw duplicateId(twice.id, lines.of(twice.first), lines.of(twice.second));
  return { banks: banks.all(), list };
}

/** Banks by name: declared on the command line, or else as the lines name them. */
class Banks {
  readonly #declared: boolean;
  readonly #threshold: number;
  readonly #banks: Bank[];
  readonly #numberOf: Map<string, number>;

  constructor({ bank = [], threshold }: BankOptions) {
    this.#declared = bank.length > 0;
    this.#threshold = threshold;
    this.#banks = bank.map(declaredBank);
    this.#numberOf = new Map(this.#banks.map(({ name }, number) => [name, number]));
  }

  number({ bank, line }: HashLine): number {
    const name = bank ?? (this.#declared ? (this.#banks[0]?.name ?? DEFAULT_BANK) : DEFAULT_BANK);
    const known = this.#numberOf.get(name);
    if (known !== undefined) return known;
    atLine(line, () => checkBankName(name));
    if (this.#declared || this.#banks.length === MAX_BANKS) throw unknownBank(name, line);
    this.#numberOf.set(name, this.#banks.length);
    return this.#banks.push({ name, threshold: this.#threshold }) - 1;
  }

  all(): readonly Bank[] {
    return this.#banks.length > 0 ? this.#banks : [{ name: DEFAULT_BANK, threshold: this.#threshold }];
  }
}

function declaredBank(text: string): Bank {
  const [name = '', threshold = '', ...more] = text.split('=');
  checkBankName(name);
  if (/^\d{1,3}$/.test(threshold) && more.length === 0) return { name, threshold: Number(threshold) };
  throw new CommandError(
    'matching.bad-bank',
    `the bank ${name} has no threshold of bits`,
    'write --bank name=threshold, such as --bank partners=31',
    EXIT.usage,
  );
}

const unknownBank = (name: string, line: number): CommandError =>
  new CommandError(
    'matching.unknown-bank',
    `line ${line}: there is no bank ${JSON.stringify(name)}`,
    'declare it with --bank name=threshold; without --bank, up to 256 banks come from the lines',
    EXIT.usage,
  );

const duplicateId = (id: number, first: number, second: number): CommandError =>
  new CommandError(
    'matching.duplicate-id',
    `line ${second}: id ${id} is that of line ${first}`,
    'give each entry an id of its own; a line without an id has its number as id',
    EXIT.usage,
  );
