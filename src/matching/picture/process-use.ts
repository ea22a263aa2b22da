// What a process has used, from Linux' /proc: processor time and resident memory. Elsewhere nothing is known, and only
// the wall clock limits a decoder.

import { readFileSync } from 'node:fs';

export type Use = { readonly cpuSeconds: number; readonly residentBytes: number };

/** USER_HZ is 100 on every Linux that Node runs on; proc(5). */
const TICKS_A_SECOND = 100;
/** Fields of /proc/PID/stat after the program's name in brackets: 14 utime, 15 stime, the third after it being number 3. */
const UTIME = 14 - 3;
const STIME = 15 - 3;

/** Where Linux lists the children of a process's first thread; not every kernel has it. */
export const childrenFile = (pid: number): string => `/proc/${pid}/task/${pid}/children`;

/** The first child of a process of one thread. @returns undefined where it has none, or none can be known */
export function childOf(pid: number): number | undefined {
  try {
    const [first = ''] = readFileSync(childrenFile(pid), 'latin1').split(' ');
    return first === '' ? undefined : Number(first);
  } catch {
    return undefined;
  }
}

/** @returns undefined where there is no such process or no /proc */
export function useOf(pid: number): Use | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    return {
      cpuSeconds: (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_A_SECOND,
      residentBytes: kibibytes * 1024,
    };
  } catch {
    return undefined;
  }
}
