// The commands around mail that goes out and mail that is no notice, with their options and help.
import type { Command } from 'commander';
import { sendAgain } from './acts.ts';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { listFiled, openFiledCommand, showFiled } from './filed.ts';
import { type ReaderOptions, withReader } from './recorded.ts';
import { withSigner } from './signed-command.ts';
import type { SigningOptions } from './signing.ts';
import { listTasks, retryTask } from './tasks.ts';

export function mailCommands(program: Command, wire: Wire): void {
  filedCommands(program, wire);
  withSigner(
    command(program, 'send-again <number>', 'send the answer that came back once more, signed with your key'),
  ).action((number: string, options: Global & SigningOptions) =>
    withDesk(wire, options, (desk, output) =>
      sendAgain({ wiring: wire(options.config), desk, number, options, output }),
    ),
  );
  const task = program.command('task').description('work that was given up').exitOverride();
  command(task, 'list', 'list work that was given up, and why').action((options: Global) =>
    withDesk(wire, options, listTasks),
  );
  command(task, 'retry <id>', 'put it back into the line').action((id: string, options: Global) =>
    withDesk(wire, options, (desk, output) => retryTask(desk, id, output)),
  );
}

function filedCommands(program: Command, wire: Wire): void {
  const filed = program.command('filed').description('mail that is no notice').exitOverride();
  withReader(command(filed, 'list', 'list filed mail, the newest first'))
    .option('--limit <n>', 'at most this many', positive, 50)
    .action((options: Global & ReaderOptions & { limit: number }) =>
      withDesk(wire, options, (desk, output) => listFiled(desk, options, output)),
    );
  withReader(command(filed, 'show <id>', 'show one filed mail, and why it was filed'))
    .option('--raw', 'the mail itself, byte for byte')
    .action((id: string, options: Global & ReaderOptions & { raw?: boolean }) =>
      withDesk(wire, options, (desk, output) => showFiled(desk, id, options, output)),
    );
  withSigner(
    command(filed, 'open <id>', 'open the case of a filed mail that is a notice, signed with your key'),
  ).action((id: string, options: Global & SigningOptions) =>
    withDesk(wire, options, (desk, output) =>
      openFiledCommand(wire(options.config), desk, id, options, output),
    ),
  );
}
