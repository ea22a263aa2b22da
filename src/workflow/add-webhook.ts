// A person lets a program be told of cases, or no longer, and signs. The program's secret is made here once, shown, and kept sealed.
import { addWebhookPayload, type AskedWebhook, removeWebhookPayload } from '../domain/access/hook-payload.ts';
import type { SignedAct } from '../domain/case/event.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Sealing } from '../ports/sealing.ts';
import type { Webhook, Webhooks } from '../ports/webhooks.ts';
import { placeOf } from './send-webhooks.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

/** It stands in alarms and in the log: no address, no person. */
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

interface ByPerson {
  /** By name. */
  readonly person: string;
  readonly act: Omit<SignedAct, 'by' | 'signature'>;
  /** Ed25519, base64. */
  readonly signature: string;
}

export interface AddWebhook extends ByPerson {
  readonly asked: AskedWebhook;
  /** `whsec_` and base64: its digest is what she signs for. */
  readonly secret: string;
}

type Ports = SignedActPorts & { readonly webhooks: Webhooks };

/** A secret is of letters, digits and signs of one byte. */
const bytesOf = (secret: string): Uint8Array => Uint8Array.from(secret, (sign) => sign.charCodeAt(0));

export async function addWebhook(
  { asked, secret, person, act, signature }: AddWebhook,
  now: Instant,
  ports: Ports & { readonly sealing: Sealing },
): Promise<Result<Webhook>> {
  if (!NAME.test(asked.name))
    return refuse('webhook.bad-name', 'a name has 1 to 40 small letters, digits or dashes');
  const by = await signer(
    { person, at: act.at, signature },
    ({ id }) => addWebhookPayload(asked, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const webhook = { id: act.id, name: asked.name, url: asked.url, addedAt: act.at, addedBy: by.value.id };
  const sealed = ports.sealing.seal(bytesOf(secret), placeOf(webhook.id));
  const added = await ports.webhooks.add(webhook, sealed, signature);
  return added ? ok(webhook) : refuse('webhook.exists', 'there is, or was, a webhook of that name');
}

export interface RemoveWebhook extends ByPerson {
  /** Its id. */
  readonly webhook: string;
}

/** What waits for it is forgotten; that it was there stays in the record. */
export async function removeWebhook(
  { webhook, person, act, signature }: RemoveWebhook,
  now: Instant,
  ports: Ports,
): Promise<Result<undefined>> {
  const by = await signer(
    { person, at: act.at, signature },
    ({ id }) => removeWebhookPayload(webhook, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const removed = await ports.webhooks.remove(webhook, { ...act, by: by.value.id, signature });
  return removed ? ok(undefined) : refuse('webhook.unknown', 'it was removed before');
}
