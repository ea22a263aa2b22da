// `npm run openapi`: writes docs/messenger-openapi.json anew.
import { writeFile } from 'node:fs/promises';
import { describeMessenger } from '../server.ts';

const FILE = new URL('../../docs/messenger-openapi.json', import.meta.url);

await writeFile(FILE, `${JSON.stringify(await describeMessenger(), null, 1)}\n`);
