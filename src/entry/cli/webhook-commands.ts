// The command line of webhooks: its options and help. What they do is in webhooks.ts.
import type { Command } from 'commander';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { signedCommand } from './signed-command.ts';
import type { SigningOptions } from './signing.ts';
import {
  addWebhookCommand,
  deadWebhook,
  listWebhooks,
  removeWebhookCommand,
  sendAgainTo,
  testWebhook,
} from './webhooks.ts';

type Signed = Global & SigningOptions;

/** Registers every command of this file. */
export function webhookCommands(program: Command, wire: Wire): void {
  const webhooks = program
    .command('webhooks')
    .description('programs that are told of cases as things happen')
    .exitOverride();
  signedCommand(
    webhooks,
    'add <name> <url>',
    'tell a program of cases from now on; its secret is shown once',
  ).action((name: string, url: string, options: Signed) =>
    withDesk(wire, options, (desk, output) =>
      addWebhookCommand(wire(options.config), desk, { name, url }, options, output),
    ),
  );
  command(webhooks, 'list', 'list them, and what waits for each').action((options: Global) =>
    withDesk(wire, options, (desk, output) => listWebhooks(desk, output)),
  );
  signedCommand(webhooks, 'remove <name>', 'tell it nothing any more; what waits for it is forgotten').action(
    (name: string, options: Signed) =>
      withDesk(wire, options, (desk, output) =>
        removeWebhookCommand(wire(options.config), desk, name, options, output),
      ),
  );
  command(webhooks, 'test <name>', 'send it one message of no case, now').action(
    (name: string, options: Global) =>
      withDesk(wire, options, (desk, output) => testWebhook(desk, name, output)),
  );
  command(webhooks, 'dead <name>', 'list what could not be told')
    .option('--limit <n>', 'at most this many', positive, 50)
    .option('--after <cursor>', 'those behind it: as the list before gave it')
    .action((name: string, options: Global & { limit: number; after?: string }) =>
      withDesk(wire, options, (desk, output) => deadWebhook(desk, name, options, output)),
    );
  command(webhooks, 'again <name>', 'send what could not be told once more').action(
    (name: string, options: Global) =>
      withDesk(wire, options, (desk, output) => sendAgainTo(desk, name, output)),
  );
}
