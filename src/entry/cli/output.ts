// How commands speak: a line for people or one JSON object for programs; refusals on stderr with their code and cure.
import type { Writable } from 'node:stream';
import type { Refusal } from '../../domain/kernel/errors.ts';

/** 0 done · 1 refused or failed · 2 the command line or configuration is wrong · 3 something outside is missing. */
export const EXIT = { done: 0, refused: 1, usage: 2, missing: 3 } as const;

/** A command that cannot go on; `program.ts` prints it and sets the exit code. */
export class CommandError extends Error {
  readonly code: string;
  readonly exit: number;
  readonly cure: string | undefined;
  constructor(code: string, message: string, cure?: string, exit: number = EXIT.refused) {
    super(message);
    this.code = code;
    this.cure = cure;
    this.exit = exit;
  }
}

/** A refusal of the domain, as an error of the command line. */
export function refused(refusal: Refusal): CommandError {
  return new CommandError(refusal.code, refusal.detail, `docs/errors.md explains ${refusal.code}`);
}

export interface Output {
  readonly json: boolean;
  /** Prints `value` as JSON with --json, else the lines. */
  result(value: unknown, lines: readonly string[]): void;
  /** A note for people: on stderr, and silent with --json. */
  note(line: string): void;
}

export function outputTo(json: boolean): Output {
  return {
    json,
    result: (value, lines) => console.log(json ? JSON.stringify(value) : lines.join('\n')),
    note: (line) => {
      if (!json) console.error(line);
    },
  };
}

/** For answers that are too many to be held: printed one by one. */
export interface Stream {
  readonly json: boolean;
  /** A note for people: on stderr, and silent with --json. */
  note(line: string): void;
  /**
   * Resolves when the text was taken: who waits for it holds one answer at a time. `false` when the reader went away
   * (`| head`), which is no error: nobody wants more. Rejects with the system's error otherwise, such as ENOSPC.
   */
  write(text: string): Promise<boolean>;
}

const GONE = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];

export function streamTo(json: boolean, to: Writable = process.stdout): Stream {
  // The callback of each write is told; without a listener the process would end with a stack.
  to.on('error', () => undefined);
  const write = (text: string) =>
    new Promise<boolean>((resolve, reject) => {
      to.write(text, (error?: NodeJS.ErrnoException | null) => {
        if (error === undefined || error === null) resolve(true);
        else if (GONE.includes(error.code ?? '')) resolve(false);
        else reject(error);
      });
    });
  return { json, note: outputTo(json).note, write };
}
