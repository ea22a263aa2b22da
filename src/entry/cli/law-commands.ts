// The commands that show and check the law as data: for the lawyer who reviews it, and for whoever adds one.
import { type Command, Option } from 'commander';
import { command, type Global, type Wire } from './command.ts';
import { checkLaw, listLaws, showLaw } from './law.ts';
import { outputTo } from './output.ts';

interface LawOptions extends Global {
  readonly folder?: string;
  readonly lang?: 'ko' | 'en';
}

export function lawCommands(program: Command, wire: Wire): void {
  const law = program.command('law').description('the laws this desk knows, as data').exitOverride();
  lawCommand(law, 'list', 'every law, where it holds and what it wants first').action(
    async (options: LawOptions) =>
      listLaws(
        await wire(options.config).lawFolder(options.folder),
        options,
        outputTo(options.json === true),
      ),
  );
  lawCommand(law, 'show <id>', 'one law, with the article beside each value').action(
    async (id: string, options: LawOptions) =>
      showLaw(
        await wire(options.config).lawFolder(options.folder),
        id,
        options,
        outputTo(options.json === true),
      ),
  );
  lawCommand(law, 'check', 'read every file strictly and play its dated examples').action(
    async (options: LawOptions) =>
      checkLaw(await wire(options.config).lawFolder(options.folder), outputTo(options.json === true)),
  );
}

const lawCommand = (law: Command, usage: string, says: string): Command =>
  command(law, usage, says)
    .option('--folder <dir>', 'another law folder (default: the one of the configuration)')
    .addOption(
      new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']),
    );
