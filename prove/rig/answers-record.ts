// What the desk itself recorded: which cases there are, over its API as an auditor; what happened in each, event by event, by its command line.
import { setTimeout as delay } from 'node:timers/promises';
import type { Desk } from './desk.ts';

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

/** @param url of the API; both are asked again while a killed desk is away */
export function deskRecord(desk: Desk, url: string, token: string): DeskRecord {
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
      for (let time = 1; ; time += 1) {
        const answer = await desk.command('case', number, '--events');
        if (answer !== undefined) return answer['events'] as readonly ShownEvent[];
        if (time >= TRIES) throw new Error(`the desk does not show ${number}`);
        await delay(PAUSE_MS);
      }
    },
  };
}
