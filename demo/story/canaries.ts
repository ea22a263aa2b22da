// The canaries: every name, handle, link, room, school and digest of the story, looked for in everything that leaves the desk for anybody but
// the person concerned. Pure. Text is looked at as it came and as a reader would undo its coding.

export interface Canary {
  readonly what: 'name' | 'address' | 'link' | 'room' | 'school' | 'digest';
  readonly text: string;
}

/** Something that left: a mail, a notice, the log of a process. */
export interface Paper {
  readonly name: string;
  readonly texts: readonly string[];
  /** What whoever gets it wrote herself, or is: it is hers to read. */
  readonly own: readonly string[];
}

export interface Hit {
  readonly paper: string;
  readonly canary: Canary;
}

/** Shorter ones would be found in anything. */
const SHORTEST = 3;

/** @returns each canary in each paper, once */
export function hitsIn(papers: readonly Paper[], canaries: readonly Canary[]): readonly Hit[] {
  const wanted = canaries.map((canary) => ({ canary, text: plain(canary.text) }));
  return papers.flatMap((paper) => {
    const text = paper.texts.flatMap(readings).join('\n');
    const own = paper.own.map(plain);
    return wanted
      .filter((one) => text.includes(one.text) && !own.some((mine) => mine.includes(one.text)))
      .map(({ canary }) => ({ paper: paper.name, canary }));
  });
}

/** Throws for a canary that could not be told from other text. */
export function canary(what: Canary['what'], text: string): Canary {
  if (text.length < SHORTEST) throw new RangeError(`"${text}" is too short to be looked for`);
  return { what, text };
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase();

/** As it came; without percent signs; JSON's `\u` undone; base64 and quoted-printable undone where whole lines are in them. */
function readings(text: string): readonly string[] {
  const undone = [
    text,
    text.replace(/(?:%[0-9a-f]{2})+/gi, (coded) => bytesOf(coded.replaceAll('%', ''), 'hex')),
    text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    text
      .replace(/=\r?\n/g, '')
      .replace(/(?:=[0-9a-f]{2})+/gi, (coded) => bytesOf(coded.replaceAll('=', ''), 'hex')),
    ...(text.match(/(?:^|\?b\?)[a-z0-9+/]{16,}={0,2}(?:\r?\n[a-z0-9+/]+={0,2})*/gim) ?? []).map((coded) =>
      bytesOf(coded.replace(/^\?b\?|\s/gi, ''), 'base64'),
    ),
  ];
  return undone.map(plain);
}

const bytesOf = (coded: string, coding: 'hex' | 'base64'): string =>
  Buffer.from(coded, coding).toString('utf8');
