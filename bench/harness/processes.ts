// What a process and all that came from it use of memory and processor, from /proc (proc(5)).
import { readdirSync, readFileSync } from 'node:fs';

export interface Use {
  readonly mib: number;
  readonly cpuSeconds: number;
}

interface OneProcess extends Use {
  readonly pid: number;
  readonly parent: number;
}

/** Clock ticks a second as the kernel tells them to programs, the same on every Linux. */
const TICKS = 100;

/** Resident memory of a process and all that came from it; shared pages count once for each process. */
export function familyMiB(root: number): number {
  return sum(familyOf(root), ({ mib }) => mib);
}

/** Most resident memory a process ever had, its children left out; 0 for one that is not there. */
export function peakMiB(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Memory and processor time of a process and all that came from it. Shared pages are divided among those who share them, where the
 * kernel tells. Time of children that have ended is in that of their parent. */
export function familyUse(root: number): Use {
  const family = familyOf(root);
  return {
    mib: sum(family, ({ pid, mib }) => proportionalMiB(pid) ?? mib),
    cpuSeconds: sum(family, ({ cpuSeconds }) => cpuSeconds),
  };
}

function familyOf(root: number): readonly OneProcess[] {
  const processes = readdirSync('/proc').map(Number).filter(Boolean).map(useOf);
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.filter(({ pid }) => family.has(pid));
}

function sum(family: readonly OneProcess[], of: (one: OneProcess) => number): number {
  return family.reduce((total, one) => total + of(one), 0);
}

function useOf(pid: number): OneProcess {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const number = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { pid, parent: number('PPid'), mib: number('VmRSS') / 1024, cpuSeconds: cpuSeconds(pid) };
  } catch {
    return { pid, parent: 0, mib: 0, cpuSeconds: 0 }; // it ended meanwhile
  }
}

/** In user and kernel mode, its own and that of children it has waited for: fields 14 to 17. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before these fields may hold spaces, but nothing after its last bracket does.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0) / TICKS;
}

function proportionalMiB(pid: number): number | undefined {
  try {
    const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return pss === undefined ? undefined : Number(pss) / 1024;
  } catch {
    return undefined;
  }
}
