// The command line of the API's tokens: its options and help. What they do is in tokens.ts.
import { type Command, Option } from 'commander';
import { ROLES } from '../../domain/access/role.ts';
import { command, type Global, type Wire, withDesk } from './command.ts';
import { signedCommand } from './signed-command.ts';
import type { SigningOptions } from './signing.ts';
import { addTokenCommand, listTokens, revokeTokenCommand, type TokenOptions } from './tokens.ts';

/** Registers every command of this file. */
export function tokenCommands(program: Command, wire: Wire): void {
  const tokens = program.command('tokens').description('who may use the API, and for what').exitOverride();
  signedCommand(tokens, 'add <name>', 'make a token and show it this once')
    .addOption(new Option('--role <role>', 'what it is for').choices(ROLES).makeOptionMandatory())
    .option('--person <name>', 'whose it is; reviewer and lead need one, and act with her key only')
    .action((name: string, options: Global & TokenOptions) =>
      withDesk(wire, options, (desk, output) =>
        addTokenCommand(wire(options.config), desk, name, options, output),
      ),
    );
  command(tokens, 'list', 'list them, also those that were taken back').action((options: Global) =>
    withDesk(wire, options, (desk, output) => listTokens(desk, output)),
  );
  signedCommand(tokens, 'revoke <name>', 'take one back: it opens nothing from now on').action(
    (name: string, options: Global & SigningOptions) =>
      withDesk(wire, options, (desk, output) =>
        revokeTokenCommand(wire(options.config), desk, name, options, output),
      ),
  );
}
