// The gate over HTTP: a platform asks before it stores a file, and waits about a second for the answer. Whoever cannot prove to be the
// platform learns nothing, and no question is asked for it.
import Fastify from 'fastify';
import type { Upload } from '../../domain/content/gate.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Passage, PlatformGate } from '../../ports/gate.ts';

/** A question is a few hundred bytes. */
const MOST_BODY_BYTES = 16 * 1024;
const LONGEST_REQUEST_MS = 10_000;

export interface GateSettings {
  readonly host: string;
  readonly port: number;
  /** By platform. */
  readonly gates: ReadonlyMap<string, Pick<PlatformGate, 'read' | 'say'>>;
  readonly clock: () => Instant;
  readonly answer: (platform: string, upload: Upload) => Promise<Passage>;
  readonly tells: {
    readonly stopped: (platform: string, passage: Exclude<Passage, { verdict: 'allow' }>) => void;
    /** Somebody asked who did not prove to be the platform. */
    readonly strangers: (platform: string) => void;
    readonly failed: (error: unknown) => void;
  };
}

export interface Gate {
  /** Such as `http://127.0.0.1:2590`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Rejects with `EADDRINUSE` when the port is taken. */
export async function startGate(settings: GateSettings): Promise<Gate> {
  const app = Fastify({
    ...{ logger: false, bodyLimit: MOST_BODY_BYTES, requestTimeout: LONGEST_REQUEST_MS },
    ...{ forceCloseConnections: true, exposeHeadRoutes: false },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.post<{ Params: { platform: string } }>('/gate/:platform', async (request, reply) => {
    const { platform } = request.params;
    const gate = settings.gates.get(platform);
    const upload = Buffer.isBuffer(request.body)
      ? gate?.read(request.headers, request.body, settings.clock())
      : undefined;
    if (gate === undefined || upload === undefined) {
      settings.tells.strangers(platform.slice(0, 40));
      return reply.code(401).send({ code: 'gate.unproven' });
    }
    try {
      const passage = await settings.answer(platform, upload);
      if (passage.verdict !== 'allow') settings.tells.stopped(platform, passage);
      return await reply.type('application/json').send(gate.say(passage));
    } catch (error) {
      settings.tells.failed(error);
      // No answer is an answer the platform has a rule for; a wrong one is not.
      return reply.code(503).send({ code: 'gate.failed' });
    }
  });
  const url = await app.listen({ host: settings.host, port: settings.port });
  return { url, stop: () => app.close() };
}
