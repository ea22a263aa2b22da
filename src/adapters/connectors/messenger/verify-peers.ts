// Whether a peer still shows what this server handed to it. The peer keeps copies of its own, over which nobody here has power.
import type { Copy, Verdict } from '../../../domain/content/copy.ts';
import { after, instant } from '../../../domain/kernel/instant.ts';
import type { Answer, Call, Client } from './client.ts';

interface PeerCopy {
  readonly file: string;
  readonly blob: string;
}

/** One verdict for each copy that was handed over; none where none was. What a peer does not say is `unknown`. */
export async function lookAtPeers(client: Client, copy: Copy): Promise<readonly Verdict[]> {
  const list: Call = {
    endpoint: 'GET /admin/v1/messages/:id/peers',
    params: { id: copy.message },
    as: 'admin',
  };
  const answer = await client.call(list);
  const handed = handedOver(answer);
  if (handed === undefined) return [verdict(list.endpoint, answer, 'unknown')];
  return Promise.all(
    handed
      .filter(({ blob }) => blob === copy.blob)
      .map(async ({ file }) => {
        const endpoint = 'HEAD /peer/media/:file';
        const seen = await client.call({ endpoint, params: { file }, as: 'anonymous' });
        return verdict(endpoint, seen, sightOf(seen));
      }),
  );
}

/** What was handed to peers; nothing where the platform knows no peers or no such message; undefined where it did not say. */
function handedOver(answer: Answer): readonly PeerCopy[] | undefined {
  if (answer.kind === 'retry') return undefined;
  if (answer.status === 404) return [];
  const { copies, next } = (answer.body ?? {}) as { copies?: readonly PeerCopy[]; next?: string };
  const isWhole = answer.status === 200 && Array.isArray(copies) && next === undefined;
  return isWhole && copies.every(isPeerCopy) ? copies : undefined;
}

const isPeerCopy = (value: unknown): value is PeerCopy => {
  const { file, blob } = (value ?? {}) as Partial<PeerCopy>;
  return typeof file === 'string' && file !== '' && typeof blob === 'string';
};

function sightOf(answer: Answer): Verdict['result'] {
  if (answer.kind === 'retry') return 'unknown';
  if (answer.status >= 200 && answer.status < 300) return 'present';
  return answer.status === 404 || answer.status === 410 ? 'absent' : 'unknown';
}

function verdict(method: Call['endpoint'], answer: Answer, result: Verdict['result']): Verdict {
  const at = instant(Date.now());
  const seen = { view: 'peerServer', layer: 'blob', result, method, at } as const;
  if (answer.kind === 'answered') return { ...seen, responseDigest: answer.receipt.responseDigest };
  const pause = answer.code === 'connector.rate-limited' ? answer.afterMs : null;
  return { ...seen, responseDigest: '', ...(pause === null ? {} : { retryAt: after(at, pause) }) };
}
