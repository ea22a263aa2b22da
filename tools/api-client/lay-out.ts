// Lays a text out as every file here is laid out, without writing it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** @param name the file it would be, for the rules. Rejects when the text is no TypeScript */
export function laidOut(text: string, name: string): Promise<string> {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const child = spawn(process.execPath, [biome, 'format', `--stdin-file-path=${name}`]);
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  child.stdin.end(text);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(error))));
  });
}
