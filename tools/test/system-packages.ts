// The system packages some tests need (system-packages.json; .ci/run installs the same list), and which are missing here.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

type SystemPackage = { readonly package: string; readonly proof: string; readonly for: string };

/** One sentence for each missing package: what it is for and how to get it. */
export function missingPackages(): readonly string[] {
  const list = readFileSync(path.join(import.meta.dirname, 'system-packages.json'), 'utf8');
  return (JSON.parse(list) as SystemPackage[])
    .filter(({ proof }) => !existsSync(proof))
    .map(
      (wanted) => `${wanted.package} is missing (for ${wanted.for}); cure: apt-get install ${wanted.package}`,
    );
}
