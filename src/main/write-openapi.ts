// `npm run openapi`: writes docs/openapi.json anew from the routes.
import { writeFile } from 'node:fs/promises';
import { documentOf } from '../entry/api/document.ts';
import { ROUTES } from '../entry/api/routes.ts';
import { VERSION } from './version.ts';

const FILE = new URL('../../docs/openapi.json', import.meta.url);

await writeFile(FILE, `${JSON.stringify(documentOf(ROUTES, VERSION), null, 1)}\n`);
