// The browser build in a real Chromium: built into a folder of its own, served on this machine, asked through the page.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.html': 'text/html; charset=utf-8',
};

/** What the page answered: a hash, or a code. */
export type Answered = {
  readonly pdq?: string;
  readonly quality?: number;
  readonly width?: number;
  readonly height?: number;
  readonly code?: string;
  readonly message?: string;
};

export type BrowserPage = {
  readonly page: Page;
  /** Every request the page made, as paths. */
  readonly asked: readonly string[];
  hash(file: Uint8Array, type?: string): Promise<Answered>;
  close(): Promise<void>;
};

async function serve(folder: string, asked: string[]) {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://page').pathname;
    asked.push(name);
    readFile(path.join(folder, path.basename(name))).then(
      (file) => response.setHeader('content-type', TYPES[path.extname(name)] ?? 'text/plain').end(file),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Builds, serves, opens the example page. @param args more flags, such as to take something away */
export async function openBrowserPage(args: readonly string[] = []): Promise<BrowserPage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'matching-build-'));
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'tools/build-matching.ts'), '--out', folder]);
  const asked: string[] = [];
  const { server, origin } = await serve(folder, asked);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...args] });
  const page = await browser.newPage();
  await page.goto(`${origin}/example.html`);
  return {
    page,
    asked,
    hash(file, type = '') {
      const argument = JSON.stringify({ base64: Buffer.from(file).toString('base64'), type });
      return page.evaluate<Answered>(`(${HASH_IN_PAGE})(${argument})`);
    },
    async close() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Runs in the page: the library as a page of somebody else's would use it. Text, so that no tool that runs this file rewrites it.
 */
const HASH_IN_PAGE = `async ({ base64, type }) => {
  const library = await import(location.origin + '/matching.js');
  const hasher = library.createDeviceHasher();
  try {
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    return await hasher.hash(new Blob([bytes], { type }));
  } catch ({ code, message }) {
    return { code, message };
  } finally {
    hasher.close();
  }
}`;
