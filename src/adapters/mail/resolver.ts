// DNS for checking mail: the system's resolver, or a zone file for desks that rehearse without a network.
import { promises as dns } from 'node:dns';
import { readFile } from 'node:fs/promises';

/** The shape mailauth asks for: TXT answers as lists of strings, MX as objects; errors carry a `code`. */
export type Resolve = (name: string, type: string) => Promise<unknown>;

/** At most this long for one look-up; a slower answer counts as no answer for now. */
const TIMEOUT_MS = 5_000;

interface ZoneFile {
  readonly records: Readonly<
    Record<string, Readonly<Record<string, readonly unknown[] | { readonly error: string }>>>
  >;
}

/** Asks the system's name servers. */
export function systemResolver(): Resolve {
  const resolver = new dns.Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  return (name, type) => resolver.resolve(name, type);
}

/**
 * Answers from a zone file: `{"records": {"name": {"TXT": ["whole string"], "MX": [{...}]}}}`. What is missing does not
 * exist; `{"error": "SERVFAIL"}` fails for now.
 */
export async function zoneResolver(file: string): Promise<Resolve> {
  const { records } = JSON.parse(await readFile(file, 'utf8')) as ZoneFile;
  return async (name, type) => {
    const found = records[name.toLowerCase().replace(/\.$/, '')]?.[type];
    if (found === undefined) throw withCode('ENOTFOUND');
    if ('error' in found) throw withCode(`E${found.error}`);
    return type === 'TXT' ? found.map((text) => [text]) : found;
  };
}

function withCode(code: string): Error {
  return Object.assign(new Error(`DNS: ${code}`), { code });
}
