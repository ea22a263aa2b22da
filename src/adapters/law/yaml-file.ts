// A YAML file of law: read whole under a limit, in the strictest YAML there is, with the line of each value kept for the
// refusal. No aliases, no tags, no second document, no key twice; a date stays the words it is. It knows no law.
import { readFile, stat } from 'node:fs/promises';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { LawError, type Path } from './law-error.ts';

/** A law of fifty duties has a tenth of this. */
export const LARGEST_FILE_BYTES = 256 * 1024;

const STRICTLY = {
  version: '1.2',
  schema: 'core',
  strict: true,
  uniqueKeys: true,
  stringKeys: true,
  merge: false,
  resolveKnownTags: false,
  prettyErrors: true,
} as const;

export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** The line a value stands in, counted from 1; that of the nearest place above it where the value itself is missing. */
  readonly lineOf: (path: Path) => number;
}

/** @throws LawError `law.unreadable`: not there, too large, or not strict YAML */
export async function readYaml(file: string): Promise<YamlFile> {
  const lines = new LineCounter();
  const document = parseDocument(await textOf(file), { ...STRICTLY, lineCounter: lines });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line ?? 1;
    throw new LawError('law.unreadable', { file, line, path: [] }, firstLine(problem.message), CURE);
  }
  return { file, value: valueOf(document, file), lineOf: (path) => lineOf(document, lines, path) };
}

const CURE = 'write plain YAML: each key once, no tags, no aliases, one document';

async function textOf(file: string): Promise<string> {
  const size = await attempt(file, async () => (await stat(file)).size);
  if (size > LARGEST_FILE_BYTES) {
    const says = `${size} bytes are more than ${LARGEST_FILE_BYTES}`;
    throw new LawError('law.unreadable', { file, line: 1, path: [] }, says, 'split the file, or shorten it');
  }
  return attempt(file, () => readFile(file, 'utf8'));
}

async function attempt<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const says = (error as Error).message;
    throw new LawError(
      'law.unreadable',
      { file, line: 1, path: [] },
      says,
      'check its name and who may read it',
    );
  }
}

function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new LawError('law.unreadable', { file, line: 1, path: [] }, (error as Error).message, CURE);
  }
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const firstLine = (text: string): string => text.split('\n')[0]?.replace(/:$/, '') ?? text;
