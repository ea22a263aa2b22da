// What a browser loads beside the pages: the scripts, bundled from client/ when the first visitor asks, and the style sheets.
// Nothing built is kept on disk: a start after a change serves the change. Names hold a hash, so browsers may keep them for good.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const CLIENT = join(import.meta.dirname, 'client');
const STYLES = join(import.meta.dirname, 'styles');

/** Scripts by name, and where each begins. */
const SCRIPTS = { app: 'main.tsx', passkey: 'passkey.ts', invitation: 'invitation.ts' } as const;
/** Style sheets by name, and what each is made of, in order. */
const SHEETS = {
  plain: ['tokens.css', 'plain.css', 'reports.css'],
  app: [
    'tokens.css',
    'app-frame.css',
    'app-lists.css',
    'app-conversation.css',
    'app-dialogs.css',
    'app-service.css',
  ],
} as const;

export interface Asset {
  /** Its address. */
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

export interface ClientAssets {
  readonly scripts: Readonly<Record<keyof typeof SCRIPTS, Asset>>;
  readonly styles: Readonly<Record<keyof typeof SHEETS, Asset>>;
}

let built: Promise<ClientAssets> | undefined;

/** Bundles once for the whole process; a failed attempt is made again for the next visitor. */
export function clientAssets(): Promise<ClientAssets> {
  built ??= build().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

async function build(): Promise<ClientAssets> {
  const app = await script('app');
  const passkey = await script('passkey');
  const invitation = await script('invitation');
  return { scripts: { app, passkey, invitation }, styles: { plain: sheet('plain'), app: sheet('app') } };
}

async function script(name: keyof typeof SCRIPTS): Promise<Asset> {
  const bundle = await rolldown({
    input: join(CLIENT, SCRIPTS[name]),
    platform: 'browser',
    logLevel: 'warn',
  });
  try {
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    const [{ code }, ...more] = output;
    if (more.length > 0) throw new Error(`${name} was split: ${more.map(({ fileName }) => fileName).join()}`);
    return asset(name, 'js', 'text/javascript; charset=utf-8', code);
  } finally {
    await bundle.close();
  }
}

function sheet(name: keyof typeof SHEETS): Asset {
  const text = SHEETS[name].map((file) => readFileSync(join(STYLES, file), 'utf8')).join('\n');
  return asset(name, 'css', 'text/css; charset=utf-8', text);
}

function asset(name: string, ending: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${ending}`, type, text };
}
