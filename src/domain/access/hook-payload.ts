// What a person signs so that a program is told of cases from now on, and no longer: one unambiguous line of text.
import type { SignedAct } from '../case/event.ts';
import { utc } from '../kernel/instant.ts';

type Unsigned = Omit<SignedAct, 'signature'>;

export interface AskedWebhook {
  readonly name: string;
  readonly url: string;
  /** SHA-256 of its secret, hex. */
  readonly secret: string;
}

export function addWebhookPayload({ name, url, secret }: AskedWebhook, act: Unsigned): string {
  return JSON.stringify({
    v: 'redress-add-webhook/1',
    ...{ name, url, secret, by: act.by, at: utc(act.at), id: act.id },
  });
}

export function removeWebhookPayload(webhook: string, act: Unsigned): string {
  return JSON.stringify({ v: 'redress-remove-webhook/1', webhook, by: act.by, at: utc(act.at), id: act.id });
}
