// Run as process 1 of a process namespace, which (being Node) reaps only its own children: starts holder.ts, kills it and then
// the server it left, so that the dead server stays unreaped; then opens the folder and says how that went.
// Arguments: folder, flavor.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openManagedPostgres } from '../../managed-postgres/server.ts';

const [folder = '', name] = process.argv.slice(2);
const flavor = name === 'packaged' ? 'packaged' : 'system';
const script = fileURLToPath(new URL('holder.ts', import.meta.url));

const holder = spawn(process.execPath, [script, folder, flavor], { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = await once(holder.stdout, 'data');
const { pid } = JSON.parse(String(line)) as { pid: number };
const ended = once(holder, 'exit');
holder.kill('SIGKILL');
await ended;
process.kill(pid, 'SIGKILL');
await new Promise((resume) => setTimeout(resume, 200));
const zombie = / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
const server = await openManagedPostgres({ folder, flavor });
const stop = await server.stop();
console.log(JSON.stringify({ us: process.pid, zombie, how: server.how, stop }));
