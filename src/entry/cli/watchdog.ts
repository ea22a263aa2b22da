// `redress watchdog`: a second pair of eyes beside the desk. Once for cron, or until it is stopped.
import { EXIT, type Output } from './output.ts';
import type { WatchdogLook, Wiring } from './wiring.ts';

/** Ends with 0 when desk and watchdog agree, and with 1 when they do not; without `once` it stays. */
export async function watchdog(
  wiring: Wiring,
  options: { readonly once?: boolean },
  output: Output,
): Promise<void> {
  if (options.once === true) return report(await wiring.watchdogOnce(), output);
  const running = await wiring.watchdog((look) => {
    if (!look.agrees) report(look, output);
  });
  output.note('The watchdog looks every 20 seconds. Ctrl-C stops it.');
  await untilSignal(running);
}

function report(look: WatchdogLook, output: Output): void {
  const lines = look.disagreements.map(
    ({ code, number, clock, due, says }) =>
      `${code}  ${number}  ${clock}  ${due ?? 'no hour in law'}  ${says}`,
  );
  output.result(look, look.agrees ? [`The watchdog agrees on ${look.clocks} clocks.`] : lines);
  process.exitCode = look.agrees ? EXIT.done : EXIT.refused;
}

function untilSignal(running: { stop(): Promise<void> }): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      process.exitCode = EXIT.done;
      running.stop().then(resolve, reject);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
