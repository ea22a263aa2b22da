// What the desk itself recorded, read over its API as an auditor: which cases there are, and what happened in each.
import { setTimeout as delay } from 'node:timers/promises';

export interface ShownCase {
  readonly number: string;
  readonly documentNumber: string | null;
  readonly status: string;
  readonly needs: string;
}

export interface ShownEvent {
  readonly seq: number;
  readonly kind: string;
  readonly item?: number;
  readonly messageId?: string;
  readonly edition?: number;
  readonly account?: string;
  readonly outcome?: string;
  readonly decision?: string | { readonly id: string; readonly act: string };
}

export interface DeskRecord {
  cases(): Promise<readonly ShownCase[]>;
  events(number: string): Promise<readonly ShownEvent[]>;
}

const PAGE = 100;
const TRIES = 60;
const PAUSE_MS = 500;

/** @param url of the API; it is asked again while a killed desk is away */
export function deskRecord(url: string, token: string): DeskRecord {
  const get = async <T>(address: string): Promise<T> => {
    for (let time = 1; ; time += 1) {
      try {
        const response = await fetch(`${url}${address}`, { headers: { authorization: `Bearer ${token}` } });
        if (response.ok) return (await response.json()) as T;
        throw new Error(`the desk's API answered ${response.status}`);
      } catch (error) {
        if (time >= TRIES) throw error;
        await delay(PAUSE_MS);
      }
    }
  };
  return {
    cases: async () => {
      const all: ShownCase[] = [];
      for (let cursor = ''; ; ) {
        const after = cursor === '' ? '' : `&cursor=${cursor}`;
        const page = await get<{ cases: ShownCase[]; next: string | null }>(
          `/v1/cases?limit=${PAGE}${after}`,
        );
        all.push(...page.cases);
        if (page.next === null) return all;
        cursor = page.next;
      }
    },
    events: async (number) => {
      const all: ShownEvent[] = [];
      for (let after = 0; ; ) {
        const page = await get<{ events: ShownEvent[]; next: number | null }>(
          `/v1/cases/${number}/events?limit=${PAGE}&after=${after}`,
        );
        all.push(...page.events);
        if (page.next === null) return all;
        after = page.next;
      }
    },
  };
}
