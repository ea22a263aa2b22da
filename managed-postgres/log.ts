// The server's log file: its size is bounded, its end can be read. The server writes it itself, through us or after us.

import { appendFileSync, closeSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** Above this the log is cut back to its last part. */
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;
const KEPT_BYTES = 1024 * 1024;

/** The size of the log now; 0 when there is none. */
export function logEnd(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** The text after `since`, at most the kept part; from the start if the log was cut back meanwhile. */
export function logSince(path: string, since: number): string {
  const end = logEnd(path);
  const start = Math.max(since > end ? 0 : since, end - KEPT_BYTES);
  const bytes = Buffer.alloc(end - start);
  if (bytes.length === 0) return '';
  const file = openSync(path, 'r');
  const read = readSync(file, bytes, 0, bytes.length, start);
  closeSync(file);
  return bytes.subarray(0, read).toString();
}

/** Cuts the log back when it grew too large. The server appends, so it goes on at the new end; a line written at that moment may be lost. */
export function boundLog(path: string): void {
  if (logEnd(path) <= LOG_LIMIT_BYTES) return;
  const kept = logSince(path, 0);
  truncateSync(path);
  appendFileSync(path, kept);
}

/** The last lines of a text. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
