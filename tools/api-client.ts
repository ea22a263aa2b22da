// Writes the client of the API anew from docs/openapi.json: the last step of `npm run openapi`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { clientOf, type Document } from './api-client/generate.ts';
import { laidOut } from './api-client/lay-out.ts';

const FOLDER = 'test/support/api-client';

const document = JSON.parse(await readFile('docs/openapi.json', 'utf8')) as Document;
await mkdir(FOLDER, { recursive: true });
for (const [name, text] of Object.entries(clientOf(document))) {
  const file = path.join(FOLDER, name);
  await writeFile(file, await laidOut(text, file));
}
