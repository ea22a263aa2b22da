// The demo's command line: few switches, checked before anything starts.
import { parseArgs } from 'node:util';

export type Language = 'ko' | 'en';

export interface Options {
  readonly exit: boolean;
  readonly json: boolean;
  readonly help: boolean;
  /** A mail to send instead of the demo's own. */
  readonly letter: string | undefined;
  readonly narration: Language;
  readonly letterLanguage: Language;
  /** The messenger's pages; the desk's SMTP listens one above. */
  readonly port: number;
  readonly folder: string;
  /** Tell the story of five days from this seed instead; undefined: the main job. */
  readonly story: string | undefined;
  /** The story with fewer of everything. */
  readonly fast: boolean;
}

/** A demo that cannot start or go on: what is wrong, a stable code, the cure. */
export class DemoError extends Error {
  readonly code: string;
  readonly cure: string;
  constructor(code: string, message: string, cure: string) {
    super(message);
    this.code = code;
    this.cure = cure;
  }
}

export const HELP = `npm run demo -- [options]     (or: ./redress demo [options])

Shows the main job on this machine alone: a letter of 25 links arrives by SMTP, every copy is hidden, verified and answered.

  --exit          stop everything at the end instead of leaving it running
  --json          one JSON object at the end instead of the narration (npm's own lines: npm run -s demo -- --json)
  --letter FILE   send this mail (.eml) instead of the demo's own
  --lang ko|en    language of narration and letter (default: letter Korean, narration as your locale)
  --port N        port of the messenger's pages; the desk's mail listens on N+1, its API in the story on N+2 (default 4180)
  --story SEED    instead: five days over the invented school rooms, 118 notices and 500 false ones (minutes); then stops
  --fast          the story with fewer of everything (about a minute)
  --folder DIR    where the demo keeps its data (default .redress/demo)
`;

const DEFAULT_PORT = 4180;
const MAX_PORT = 65_534;

export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parse(args);
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > MAX_PORT)
    throw usage(`--port takes a number from 1 to ${MAX_PORT}`);
  if (values.story === '') throw usage('--story takes a seed: any word or number');
  if (values.fast === true && values.story === undefined) throw usage('--fast belongs to --story');
  const { lang } = values;
  if (lang !== undefined && lang !== 'ko' && lang !== 'en') throw usage('--lang takes ko or en');
  return {
    exit: values.exit === true,
    json: values.json === true,
    help: values.help === true,
    letter: values.letter,
    narration: lang ?? (/^ko/i.test(env['LC_ALL'] ?? env['LANG'] ?? '') ? 'ko' : 'en'),
    letterLanguage: lang ?? 'ko',
    port,
    folder: values.folder ?? '.redress/demo',
    story: values.story,
    fast: values.fast === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        exit: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        letter: { type: 'string' },
        lang: { type: 'string' },
        port: { type: 'string' },
        folder: { type: 'string' },
        story: { type: 'string' },
        fast: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw usage((error as Error).message.split('\n')[0] ?? 'unknown option');
  }
}

const usage = (says: string): DemoError => new DemoError('demo.usage', says, 'npm run demo -- --help');
