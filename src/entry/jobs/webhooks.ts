// Sends to webhooks in the background, each receiver on its own: one that is slow or dead makes no other wait.
import type { Instant } from '../../domain/kernel/instant.ts';
import { type Sent, sendWebhooks, type SendWebhooksPorts } from '../../workflow/send-webhooks.ts';
import { type Loop, startLoop } from './loop.ts';

export interface WebhooksJob {
  readonly ports: SendWebhooksPorts;
  readonly clock: () => Instant;
  readonly lookMs: number;
  /** @param webhook its name */
  readonly onSent: (webhook: string, sent: Sent) => void;
  readonly onError: (error: unknown) => void;
}

export function startWebhooks({ ports, clock, lookMs, onSent, onError }: WebhooksJob): Loop {
  const busy = new Map<string, Promise<void>>();
  const look = async (): Promise<boolean> => {
    for (const webhook of await ports.webhooks.list()) {
      if (busy.has(webhook.id) || webhook.waiting + webhook.dead === 0) continue;
      const sending = sendWebhooks(webhook, clock, ports)
        .then((sent) => {
          if (sent.delivered + sent.failed > 0) onSent(webhook.name, sent);
          if (sent.more) loop.wake();
        }, onError)
        .finally(() => busy.delete(webhook.id));
      busy.set(webhook.id, sending);
    }
    return false;
  };
  const loop = startLoop(look, lookMs, onError);
  return {
    wake: () => loop.wake(),
    async stop() {
      await loop.stop();
      await Promise.all(busy.values());
    },
  };
}
