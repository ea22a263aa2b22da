// The serving desk: listener, reader and workers over one store. Started in the order of need, stopped in reverse.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pino, type Logger } from 'pino';
import { uuidV7 } from '../adapters/crypto/ids.ts';
import { fileSpool } from '../adapters/vault/file-spool.ts';
import type { Config } from '../config.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { Running } from '../entry/cli/wiring.ts';
import { type SmtpListener, startSmtp } from '../entry/email/smtp-listener.ts';
import { startContacts } from '../entry/jobs/contacts.ts';
import { startNotifiers } from '../entry/jobs/notifiers.ts';
import { startIntake } from '../entry/jobs/intake.ts';
import type { Loop } from '../entry/jobs/loop.ts';
import { startTasks } from '../entry/jobs/tasks.ts';
import { startTelling } from '../entry/jobs/tell.ts';
import { startWatch } from '../entry/jobs/watch.ts';
import { letterThreads } from '../adapters/reading/letter-threads.ts';
import { syncFolder } from '../adapters/vault/durable.ts';
import type { Alarms } from '../ports/alarms.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Spool } from '../ports/spool.ts';
import { acceptMail } from '../workflow/accept-mail.ts';
import { authoritiesIn } from '../workflow/known-authorities.ts';
import type { DeskIdentity, ReceiveLetterPorts } from '../workflow/receive-letter.ts';
import type { RunTaskPorts } from '../workflow/run-task.ts';
import { turns } from '../workflow/turns.ts';
import { apiOf } from './api.ts';
import { type DeskClock, deskClock } from './desk-clock.ts';
import { now, type OpenedDesk, openDesk } from './desk.ts';
import { countBeside, followPlatforms } from './following.ts';
import { lookAtPictures } from './fingerprints.ts';
import { guardUploads } from './gate.ts';
import { emptyInbox } from './inbox.ts';
import { alarmsOf, connectorsOf, deskDomain, mailerOf, readerOf, tlsOf } from './parts.ts';
import { sandbox, sandboxLine } from '../matching/picture/sandbox.ts';
import { lawOf } from './law.ts';
import { lookAgainOf } from './look-again.ts';
import { LETTER_PROGRAM } from './mail-programs.ts';
import { sendToWebhooks } from './webhooks.ts';

/** Letters that are read at the same time: each has two processes and a thread. More than four would take memory from the rest. */
const LETTERS_AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

export async function serve(config: Config): Promise<Running> {
  const log = pino({ level: config.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const law = await lawOf(config);
  const desk = await openDesk(config, {
    watch: true,
    onEvent: (event) => log.info({ ...event, event: `database-${event.kind}`, error: undefined }),
    onLost: (error) => log.warn({ event: 'database-connection-lost', code: codeOf(error) }),
  });
  if (desk.store.role === null) log.warn({ event: 'without-database-role' });
  const stops: (() => Promise<unknown>)[] = [() => desk.close()];
  const stop = async (): Promise<void> => {
    for (const step of stops) await step();
    log.info({ event: 'stopped' });
  };
  try {
    const imported = await desk.importEnrolled();
    log[imported === 'ignored' ? 'warn' : 'info']({ event: `authorities-file-${imported}` });
    const rules = { authoritiesAt: authoritiesIn(desk.enrolments), law };
    const smtp = await startAll(config, desk, rules, log, stops);
    const api = await apiOf(config, desk, log);
    if (api !== undefined) stops.unshift(() => api.stop());
    const gate = await guardUploads(config, desk, deskClock(), log);
    if (gate !== undefined) stops.unshift(() => gate.stop());
    return {
      addresses: {
        smtp: `${config.smtp.host}:${smtp.port}`,
        database: desk.store.how,
        data: config.data,
        ...(api === undefined ? {} : { api: api.url }),
        ...(gate === undefined ? {} : { gate: gate.url }),
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The port first: a desk that cannot listen says so before it touches a case. Whatever was started is stopped in reverse. */
async function startAll(
  config: Config,
  desk: OpenedDesk,
  rules: Pick<DeskIdentity, 'authoritiesAt' | 'law'>,
  log: Logger,
  stops: (() => Promise<unknown>)[],
): Promise<SmtpListener> {
  const spool = await fileSpool(path.join(config.data, 'spool'));
  await syncFolder(config.data);
  const identity = {
    address: config.desk.address.toLowerCase(),
    messengerOrigin: config.messenger.origin,
    ...rules,
  };
  let onKept = (): void => undefined;
  const smtp = await listen(config, spool, () => onKept(), log);
  stops.unshift(() => smtp.close());
  const time = deskClock();
  const mail = await readerOf(config, time.now, LETTERS_AT_ONCE);
  if (!sandbox().withoutNetwork) log.warn({ event: 'readers-have-network', says: sandboxLine() });
  stops.unshift(() => mail.close());
  const mailer = await mailerOf(config);
  const alarms = alarmsOf(config, mailer, log);
  const tasks = startWorkers(config, desk, identity, { mail, mailer }, time, log);
  stops.unshift(() => tasks.stop());
  const reported = { origin: identity.messengerOrigin, law: identity.law };
  const following = followPlatforms(desk.platforms, connectorsOf(config), desk, reported, time, log, () =>
    tasks.wake(),
  );
  stops.unshift(() => Promise.all(following.map((loop) => loop.stop())));
  const counting = countBeside(config, desk, log);
  stops.unshift(() => counting.stop());
  stops.unshift(lookAtPictures(config, desk, time, log));
  const telling = tellPeople(desk, alarms, log);
  stops.unshift(() => Promise.all(telling.map((loop) => loop.stop())));
  const sending = sendToWebhooks(await desk.hooks(), alarms, time.now, log);
  stops.unshift(() => sending.stop());
  const contacts = tellOldContacts(config, desk, mailer, log);
  stops.unshift(() => contacts.stop());
  const notifiers = tellThem(config, desk, mailer, log);
  stops.unshift(() => notifiers.stop());
  const wakeAll = (): void => telling.forEach((loop) => loop.wake());
  const watch = watchClocks(config, desk, alarms, time, wakeAll, log);
  stops.unshift(() => watch.stop());
  const reader = letterThreads(LETTER_PROGRAM, { threads: LETTERS_AT_ONCE });
  stops.unshift(() => reader.close());
  const intake = startReader(config, desk, spool, identity, { mail, reader }, tasks, log);
  stops.unshift(() => intake.stop());
  onKept = () => intake.wake();
  const inbox = emptyInbox(config, spool, alarms, () => onKept(), log);
  stops.unshift(async () => inbox?.stop());
  await desk.waker.start(() => tasks.wake());
  return smtp;
}

function startReader(
  config: Config,
  desk: OpenedDesk,
  spool: Spool,
  identity: DeskIdentity,
  readers: Pick<ReceiveLetterPorts, 'mail' | 'reader'>,
  tasks: Loop,
  log: Logger,
): Loop {
  return startIntake({
    desk: identity,
    ports: { ...desk, spool, turns: turns(), ...readers },
    clock: now,
    atOnce: LETTERS_AT_ONCE,
    sweepMs: config.jobs.sweepSeconds * 1_000,
    onReceived: (letter, received) => {
      log.info({ ...received, event: `letter-${received.kind}`, letter });
      tasks.wake();
    },
    onError: (error) => log.error({ event: 'intake-error', code: codeOf(error), says: says(error) }),
  });
}

function startWorkers(
  config: Config,
  desk: OpenedDesk,
  identity: DeskIdentity,
  parts: Pick<RunTaskPorts, 'mail' | 'mailer'>,
  time: DeskClock,
  log: Logger,
): Loop {
  const { cases, outbox, vault, mailings, mediaIndex, near, digests } = desk;
  return startTasks({
    ports: {
      cases,
      outbox,
      vault,
      mailings,
      mediaIndex,
      near,
      digests,
      ...parts,
      connectors: connectorsOf(config),
    },
    settings: {
      authoritiesAt: identity.authoritiesAt,
      law: identity.law,
      deskAddress: identity.address,
      deskDomain: deskDomain(config),
      lookAgain: lookAgainOf(config),
    },
    clock: time.now,
    workers: config.jobs.workers,
    sweepMs: config.jobs.sweepSeconds * 1_000,
    leaseMs: config.jobs.leaseSeconds * 1_000,
    onRan: (task, ran) =>
      log.info({ event: 'task', case: task.case, work: task.work.kind, ran, attempt: task.attempt }),
    onError: (error) => log.error({ event: 'task-error', code: codeOf(error), says: says(error) }),
  });
}

/** How often a channel looks whether it has something to say; it is also woken. */
const TELL_LOOK_MS = 5_000;

/** A loop for each channel, beside the workers: none waits for another. */
function tellPeople({ cases, alarmLedger }: OpenedDesk, { channels }: Alarms, log: Logger): readonly Loop[] {
  return channels.map((channel) =>
    startTelling({
      channel,
      ports: { cases, ledger: alarmLedger },
      running: () => performance.now(),
      lookMs: TELL_LOOK_MS,
      onTrouble: (name, code, permanent) =>
        log.error({ event: 'alarm-channel-failed', channel: name, code, permanent }),
      onError: (error) => log.error({ event: 'tell-error', code: codeOf(error), says: says(error) }),
    }),
  );
}

function tellOldContacts(config: Config, { enrolments }: OpenedDesk, mailer: Mailer, log: Logger): Loop {
  return startContacts({
    ports: { enrolments, mailer },
    deskDomain: deskDomain(config),
    clock: now,
    sweepMs: config.jobs.sweepSeconds * 1_000,
    onTold: (count) => log.info({ event: 'old-contacts-told', count }),
    onError: (error) => log.error({ event: 'contacts-error', code: codeOf(error), says: says(error) }),
  });
}

function tellThem(config: Config, { cases, notifiers }: OpenedDesk, mailer: Mailer, log: Logger): Loop {
  return startNotifiers({
    ports: { cases, notifiers, mailer },
    deskDomain: deskDomain(config),
    clock: now,
    sweepMs: config.jobs.sweepSeconds * 1_000,
    onTold: (count) => log.info({ event: 'notifiers-told', count }),
    onError: (error) => log.error({ event: 'notifiers-error', code: codeOf(error), says: says(error) }),
  });
}

function watchClocks(
  config: Config,
  desk: OpenedDesk,
  alarms: Alarms,
  time: DeskClock,
  onRaised: () => void,
  log: Logger,
): Loop {
  const { cases, clocks, deskTime } = desk;
  return startWatch({
    ports: { cases, clocks, deskTime, alarms },
    reading: time.reading,
    onTime: time.follow,
    lookMs: config.clocks.lookSeconds * 1_000,
    onRaised: (count) => {
      log.info({ event: 'alarms-raised', count });
      onRaised();
    },
    onTrusted: () => log.warn({ event: 'wall-clock-trusted' }),
    onError: (error) => log.error({ event: 'watch-error', code: codeOf(error), says: says(error) }),
  });
}

async function listen(config: Config, spool: Spool, onKept: () => void, log: Logger): Promise<SmtpListener> {
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
      onKept,
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
