// The narrator: says each thing as it happens, with the time since the letter was sent. Silent with --json.

export interface Narrator {
  say(line: string): void;
  /** With the seconds since `start`, which is the moment the letter was handed over. */
  at(moment: number, line: string): void;
  start(moment: number): void;
}

export function narrator(silent: boolean): Narrator {
  let zero = 0;
  const print = (line: string): void => {
    if (!silent) console.log(line);
  };
  return {
    say: print,
    start: (moment) => {
      zero = moment;
    },
    at: (moment, line) => print(`  ${seconds(moment - zero).padStart(8)}  ${line}`),
  };
}

/** `1.42 s`. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;
