// The gate of a serving desk: it listens, has the platform ask it, and says in the log what it stopped, by case and never by whom.
import type { Logger } from 'pino';
import { pictureFingerprints } from '../adapters/fingerprints/picture-fingerprints.ts';
import type { Config } from '../config.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import { startGate } from '../entry/gate/gate-server.ts';
import { type Loop, startLoop } from '../entry/jobs/loop.ts';
import type { PlatformGate } from '../ports/gate.ts';
import { answerGate } from '../workflow/answer-gate.ts';
import type { DeskClock } from './desk-clock.ts';
import type { OpenedDesk } from './desk.ts';

const PLATFORM = 'messenger';
const TRY_AGAIN_MS = 5_000;

export interface GuardedUploads {
  readonly url: string;
  stop(): Promise<void>;
}

/** @returns undefined where no gate is wanted */
export async function guardUploads(
  { gate, messenger }: Config,
  desk: OpenedDesk,
  time: DeskClock,
  log: Logger,
): Promise<GuardedUploads | undefined> {
  const platformGate = desk.gates.get(PLATFORM);
  if (platformGate === undefined) return undefined;
  const fingerprinter = pictureFingerprints();
  const alike = messenger.fingerprints ? gate.alike : 'allow';
  const server = await startGate({
    ...{ host: gate.host, port: gate.port, gates: desk.gates, clock: time.now },
    answer: (platform, upload) =>
      answerGate(platform, upload, alike, platformGate, time.now(), { ...desk, fingerprinter }),
    tells: {
      stopped: (platform, { verdict, like }) =>
        log.info({ event: 'upload-stopped', platform, verdict, case: like.case, distance: like.distance }),
      strangers: (platform) => log.warn({ event: 'gate-stranger', platform }),
      failed: (error) =>
        log.error({ event: 'gate-error', says: String((error as Error).message).slice(0, 200) }),
    },
  }).catch((error: unknown) => {
    fingerprinter.close();
    throw portTaken(error, `${gate.host}:${gate.port}`);
  });
  const connecting = connected(
    platformGate,
    gate.url === '' ? `${server.url}/gate/${PLATFORM}` : gate.url,
    log,
  );
  return {
    url: server.url,
    stop: async () => {
      await connecting.stop();
      await server.stop();
      fingerprinter.close();
    },
  };
}

/** Once is enough: the platform keeps the address. Until then it stores what it is given, or nothing, as its operator said. */
function connected(platformGate: PlatformGate, url: string, log: Logger): Loop {
  let done = false;
  const connect = async (): Promise<boolean> => {
    if (done) return false;
    const answer = await platformGate.connect(url);
    done = answer === 'connected';
    if (answer === 'connected') log.info({ event: 'gate-connected', platform: PLATFORM });
    else log.warn({ event: 'gate-not-connected', platform: PLATFORM, code: answer.code });
    return false;
  };
  return startLoop(connect, TRY_AGAIN_MS, () =>
    log.warn({ event: 'gate-not-connected', platform: PLATFORM }),
  );
}

function portTaken(error: unknown, where: string): unknown {
  if ((error as { code?: string }).code !== 'EADDRINUSE') return error;
  return new CommandError(
    'gate.port-taken',
    `${where} is in use by another program`,
    'choose another with REDRESS_GATE_PORT',
    EXIT.missing,
  );
}
