// What must be undone when a proof ends, by itself, by an error or by Ctrl-C: last opened, first closed.

export interface Closing {
  /** Remembers how to undo something. */
  after(undo: () => Promise<unknown> | unknown): void;
  /** Undoes everything, once. */
  all(): Promise<void>;
}

const EXIT_ON_SIGNAL = 130;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Also closes on SIGINT and SIGTERM, and then ends this process. */
export function closing(): Closing {
  const undos: (() => Promise<unknown> | unknown)[] = [];
  const all = async (): Promise<void> => {
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      await Promise.resolve(undo()).catch((error: unknown) => console.error(`closing: ${String(error)}`));
    }
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
  const onSignal = (): void => void all().finally(() => process.exit(EXIT_ON_SIGNAL));
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { after: (undo) => void undos.push(undo), all };
}
