// Lists of a Word document: which numbers the paragraphs of each list and level show, and which styles are numbered by themselves.
import { attribute, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Level {
  /** Whose counter it shares: lists made of one pattern count on together unless they begin anew. */
  readonly counter: string;
  readonly start: number;
  /** False for bullets and for levels that show nothing. */
  readonly isNumber: boolean;
}

/** By the list's id, each of its levels. */
export type Levels = ReadonlyMap<string, readonly (Level | undefined)[]>;

const WITHOUT_NUMBER = ['bullet', 'none'];

/** @throws Unread */
export function listLevels(zip: Zip, file: string | undefined): Levels {
  const [patterns, lists] = [new Map<string, Level[]>(), new Map<string, (Level | undefined)[]>()];
  if (file === undefined) return lists;
  let [pattern, list, level] = ['', '', 0];
  const change = (changes: Partial<Level>): void => {
    const levels = list === '' ? patterns.get(pattern) : lists.get(list);
    if (levels !== undefined)
      levels[level] = { ...(levels[level] ?? { counter: pattern, start: 1, isNumber: true }), ...changes };
  };
  readXml(zip.read(file), {
    open: (name, attributes) => {
      const value = attribute(attributes, 'val') ?? '';
      if (name === 'abstractNum') patterns.set((pattern = attribute(attributes, 'abstractNumId') ?? ''), []);
      if (name === 'num') lists.set((list = attribute(attributes, 'numId') ?? ''), []);
      if (name === 'abstractNumId') lists.set(list, [...(patterns.get((pattern = value)) ?? [])]);
      if (name === 'lvl' || name === 'lvlOverride') level = Number(attribute(attributes, 'ilvl') ?? 0);
      if (name === 'start') change({ start: Number(value) });
      if (name === 'numFmt') change({ isNumber: !WITHOUT_NUMBER.includes(value) });
      if (name === 'startOverride') change({ start: Number(value), counter: `list ${list}` });
    },
    close: (name) => {
      if (name === 'num') list = '';
    },
  });
  return lists;
}

/** @throws Unread */
export function listOfStyles(
  zip: Zip,
  file: string | undefined,
): ReadonlyMap<string, { list: string | undefined; level: number }> {
  const styles = new Map<string, { list: string | undefined; level: number }>();
  if (file === undefined) return styles;
  let style = '';
  readXml(zip.read(file), {
    open: (name, attributes) => {
      const value = attribute(attributes, 'val') ?? '';
      if (name === 'style') style = attribute(attributes, 'styleId') ?? '';
      const found = styles.get(style) ?? { list: undefined, level: 0 };
      if (name === 'numId') styles.set(style, { ...found, list: value });
      if (name === 'ilvl') styles.set(style, { ...found, level: Number(value) });
    },
  });
  return styles;
}
