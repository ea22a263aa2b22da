// What every command has in common: the configuration file, `--json`, and an open desk that is closed again.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Output, outputTo } from './output.ts';
import type { LogParts } from './log-parts.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface Global {
  readonly json?: boolean;
  readonly config?: string;
}

export type Wire = (configFile: string | undefined) => Wiring;

/** Options every command has; commander hands them to the action. @param json what --json gives */
export function command(
  parent: Command,
  usage: string,
  says: string,
  json = 'one JSON object instead of text',
): Command {
  return parent
    .command(usage)
    .description(says)
    .addOption(new Option('--config <file>', 'configuration file (default: redress.json, if there is one)'))
    .option('--json', json)
    .exitOverride();
}

/** For commands below `parent`. Their configuration is read only where a log lies in an object store. */
export function logPartsFor(parent: Command, wire: Wire): () => Promise<LogParts> {
  let config: string | undefined;
  parent.hook('preAction', (_, action) => {
    ({ config } = action.opts<Global>());
  });
  return () => wire(config).logParts();
}

/** Opens the desk for one command and closes it whatever happens, or its database would stay up. */
export async function withDesk(
  wire: Wire,
  options: Global,
  act: (desk: Desk, output: Output) => Promise<void>,
): Promise<void> {
  const desk = await wire(options.config).openDesk();
  try {
    await act(desk, outputTo(options.json === true));
  } finally {
    await desk.close();
  }
}

/** The number of an option such as `--limit`. */
export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0');
  return value;
}
