// Measures the structure: lines of files and functions by part of the house, median, p90 and largest. `npm run measure`;
// with `-- --part src/domain` also the ten longest files and functions of one part.
// It judges nothing: the limits are kept by `npm run check`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { filesUnder } from './check/tree.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Sized {
  readonly name: string;
  readonly lines: number;
}

interface Part {
  readonly name: string;
  readonly files: Sized[];
  readonly functions: Sized[];
}

/** `src/domain` and the like for src, the first folder for everything else. */
function partOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'src' ? `src/${second.replace(/\.ts$/, '')}` : first;
}

function measure(files: readonly string[]): Part[] {
  const parts = new Map<string, Part>();
  for (const file of files) {
    const name = partOf(file);
    const part = parts.get(name) ?? { name, files: [], functions: [] };
    parts.set(name, part);
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    part.files.push({ name: file, lines: text.trimEnd().split('\n').length });
    part.functions.push(...functionsOf(file, text));
  }
  return [...parts.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Named functions, and arrow functions and methods with a body of their own; from the first to the last line. */
function functionsOf(file: string, text: string): Sized[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Sized[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const to = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      found.push({ name: `${file}:${from + 1}${nameOf(node)}`, lines: to - from + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A function's own name, or that of the constant or property that holds it. */
function nameOf(node: ts.SignatureDeclaration): string {
  const holder =
    ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent : node;
  return holder.name === undefined ? '' : ` ${holder.name.getText()}`;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function summary(sized: readonly Sized[]) {
  const sorted = sized.map(({ lines }) => lines).sort((a, b) => a - b);
  const largest = sized.reduce<Sized>((most, one) => (one.lines > most.lines ? one : most), {
    name: '-',
    lines: 0,
  });
  return { count: sized.length, median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), largest };
}

const FOLDERS = ['src', 'messenger', 'managed-postgres', 'demo', 'prove', 'tools'];
const sources = FOLDERS.flatMap((folder) => filesUnder(ROOT, folder)).filter((file) =>
  /(?<!\.test|\.d)\.ts$/.test(file),
);
const parts = measure(sources);
const all: Part = {
  name: 'all',
  files: parts.flatMap((part) => part.files),
  functions: parts.flatMap((part) => part.functions),
};
const rows = [...parts, all].map((part) => ({
  name: part.name,
  files: summary(part.files),
  functions: summary(part.functions),
}));
const LONGEST_SHOWN = 10;

function longest(sized: readonly Sized[]): string {
  const first = sized.toSorted((a, b) => b.lines - a.lines).slice(0, LONGEST_SHOWN);
  return first.map(({ name, lines }) => `${String(lines).padStart(5)}  ${name}`).join('\n');
}

function printTable(): void {
  console.log(`${'part'.padEnd(18)} files median p90 largest   functions median p90 largest`);
  for (const { name, files, functions } of rows) {
    const cells = [files, functions].map(
      (s) =>
        `${String(s.count).padStart(5)} ${String(s.median).padStart(6)} ${String(s.p90).padStart(3)} ${String(s.largest.lines).padStart(4)}`,
    );
    console.log(`${name.padEnd(18)} ${cells.join('        ')}   ${functions.largest.name}`);
  }
}

function printPart(name: string): void {
  const part = parts.find((one) => one.name === name);
  if (part === undefined) throw new RangeError(`no part is called ${name}; cure: npm run measure lists them`);
  console.log(`\n${name}, longest files:\n${longest(part.files)}`);
  console.log(`\n${name}, longest functions:\n${longest(part.functions)}`);
}

const { json, part } = parseArgs({ options: { json: { type: 'boolean' }, part: { type: 'string' } } }).values;
if (json) console.log(JSON.stringify(rows));
else printTable();
if (part !== undefined) printPart(part);
