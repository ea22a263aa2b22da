// The options of a command of the bench. Its help is the comment at the top of its file, so that there is one text to keep true.

import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/**
 * Reads the command line. With `--help` it prints the comment and ends; with an option that is not known it says so and ends with 2.
 * @param file of the command: `import.meta.filename`
 */
export function commandOptions<const Options extends ParseArgsOptionsConfig>(file: string, options: Options) {
  const help = (): string => topComment(readFileSync(file, 'utf8'));
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    if (!('help' in values)) return values;
    console.log(help());
    return process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help()}`);
    return process.exit(2);
  }
}

const topComment = (source: string): string => {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n');
};
