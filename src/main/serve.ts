// The serving desk: listener, reader and workers over one store. Started in the order of need, stopped in reverse.
import path from 'node:path';
import { pino, type Logger } from 'pino';
import { uuidV7 } from '../adapters/crypto/ids.ts';
import { readAuthorities } from '../adapters/enrolment/authorities-file.ts';
import { fileSpool } from '../adapters/vault/file-spool.ts';
import type { Config } from '../config.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { Running } from '../entry/cli/wiring.ts';
import { type SmtpListener, startSmtp } from '../entry/email/smtp-listener.ts';
import { startIntake } from '../entry/jobs/intake.ts';
import type { Loop } from '../entry/jobs/loop.ts';
import { startTasks } from '../entry/jobs/tasks.ts';
import type { Spool } from '../ports/spool.ts';
import { acceptMail } from '../workflow/accept-mail.ts';
import type { DeskIdentity } from '../workflow/receive-letter.ts';
import { now, type OpenedDesk, openDesk } from './desk.ts';
import { connectorsOf, deskDomain, mailerOf, readerOf, tlsOf } from './parts.ts';

export async function serve(config: Config): Promise<Running> {
  const log = pino({ level: config.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const authorities = await readAuthorities(config.authorities);
  const desk = await openDesk(config, {
    watch: true,
    onEvent: (event) => log.info({ ...event, event: `database-${event.kind}`, error: undefined }),
    onLost: (error) => log.warn({ event: 'database-connection-lost', code: codeOf(error) }),
  });
  try {
    const spool = await fileSpool(path.join(config.data, 'spool'));
    const identity = {
      address: config.desk.address.toLowerCase(),
      messengerOrigin: config.messenger.origin,
      authorities,
    };
    const tasks = await startWorkers(config, desk, identity, log);
    const intake = await startReader(config, desk, spool, identity, tasks, log);
    await desk.waker.start(() => tasks.wake());
    const smtp = await listen(config, spool, intake, log);
    return {
      addresses: { smtp: `${config.smtp.host}:${smtp.port}`, database: desk.store.how, data: config.data },
      stop: async () => {
        await smtp.close();
        await intake.stop();
        await tasks.stop();
        await desk.close();
        log.info({ event: 'stopped' });
      },
    };
  } catch (error) {
    await desk.close();
    throw error;
  }
}

async function startReader(
  config: Config,
  desk: OpenedDesk,
  spool: Spool,
  identity: DeskIdentity,
  tasks: Loop,
  log: Logger,
): Promise<Loop> {
  const mail = await readerOf(config);
  return startIntake({
    desk: identity,
    ports: { spool, mail, vault: desk.vault, cases: desk.cases, ids: desk.ids },
    clock: now,
    sweepMs: config.jobs.sweepSeconds * 1_000,
    onReceived: (letter, received) => {
      log.info({ ...received, event: `letter-${received.kind}`, letter });
      tasks.wake();
    },
    onError: (error) => log.error({ event: 'intake-error', code: codeOf(error), says: says(error) }),
  });
}

async function startWorkers(
  config: Config,
  desk: OpenedDesk,
  identity: DeskIdentity,
  log: Logger,
): Promise<Loop> {
  const mailer = await mailerOf(config);
  return startTasks({
    ports: { cases: desk.cases, outbox: desk.outbox, connectors: connectorsOf(config), mailer },
    settings: { authorities: identity.authorities, deskDomain: deskDomain(config) },
    clock: now,
    workers: config.jobs.workers,
    sweepMs: config.jobs.sweepSeconds * 1_000,
    leaseMs: config.jobs.leaseSeconds * 1_000,
    onRan: (task, ran) =>
      log.info({ event: 'task', case: task.case, work: task.work.kind, ran, attempt: task.attempt }),
    onError: (error) => log.error({ event: 'task-error', code: codeOf(error), says: says(error) }),
  });
}

async function listen(config: Config, spool: Spool, intake: Loop, log: Logger): Promise<SmtpListener> {
  const { smtp } = config;
  const settings = {
    ...smtp,
    ...(await tlsOf(config)),
    address: config.desk.address.toLowerCase(),
    alternative: 'send a list of links instead of files',
  };
  try {
    return await startSmtp(settings, {
      accept: (mail) => acceptMail(mail, { spool }),
      onKept: () => intake.wake(),
      clock: now,
      fresh: uuidV7.fresh,
      onError: (error) => log.warn({ event: 'smtp-error', code: codeOf(error) }),
    });
  } catch (error) {
    throw portProblem(error, `${smtp.host}:${smtp.port}`);
  }
}

function portProblem(error: unknown, where: string): unknown {
  const code = codeOf(error);
  const cure = 'choose another with REDRESS_SMTP_PORT';
  if (code === 'EADDRINUSE')
    return new CommandError('smtp.port-taken', `${where} is in use by another program`, cure, EXIT.missing);
  if (code === 'EACCES')
    return new CommandError(
      'smtp.port-forbidden',
      `${where} may not be opened by this account`,
      cure,
      EXIT.missing,
    );
  return error;
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'unexpected';
/** The first line of a message: no stack, no row, no letter. */
const says = (error: unknown): string =>
  String((error as Error).message ?? error)
    .split('\n')[0]
    ?.slice(0, 200) ?? '';
