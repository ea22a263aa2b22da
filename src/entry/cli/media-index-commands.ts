// The commands of the media index.
import type { Command } from 'commander';
import { command, type Global, type Wire, withDesk } from './command.ts';
import { indexBackfill, indexStatus } from './media-index.ts';
import { indexNear } from './media-near.ts';
import { type ReaderOptions, withReader } from './recorded.ts';

export function mediaIndexCommands(program: Command, wire: Wire): void {
  const index = program
    .command('media-index')
    .description('which file stands where on a platform, as the desk knows it')
    .exitOverride();
  command(index, 'status', 'how far it reaches, what is missing, what a search sees').action(
    (options: Global) => withDesk(wire, options, indexStatus),
  );
  command(index, 'backfill [platform]', 'have the history read once more, from its beginning').action(
    (platform: string | undefined, options: Global) =>
      withDesk(wire, options, (desk, output) => indexBackfill(desk, platform, output)),
  );
  withReader(
    command(
      index,
      'near <links...>',
      'where files stand that look like those of a message: for a person to look at',
    ),
  ).action((links: readonly string[], options: Global & ReaderOptions) =>
    withDesk(wire, options, (desk, output) => indexNear(desk, links, options, output)),
  );
}
