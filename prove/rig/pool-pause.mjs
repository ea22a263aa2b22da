// Loaded into a command under proof before its own code (`node --import`): makes the one thread that does its file operations, says which it is, and
// waits until a tracer was put on that thread. It changes nothing of what the command does.
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';

const PAUSE_MS = 5;
const place = new URL(import.meta.url).searchParams.get('place') ?? '';
const threads = () => readdirSync('/proc/self/task');
const before = threads();
await stat('/');
const made = threads().filter((thread) => !before.includes(thread));
writeFileSync(`${place}/thread.part`, made.join('\n'));
renameSync(`${place}/thread.part`, `${place}/thread`);
const nothing = new Int32Array(new SharedArrayBuffer(4));
while (!existsSync(`${place}/go`)) Atomics.wait(nothing, 0, 0, PAUSE_MS);
