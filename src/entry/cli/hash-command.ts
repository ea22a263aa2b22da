// `redress hash` with its options and help. It needs no desk and no database.
import { type Command, Option } from 'commander';
import { PICTURE_POLICY } from '../../matching/picture/policy.ts';
import { command, type Global } from './command.ts';
import { type HashOptions, hashFiles } from './hash.ts';
import { FRAME_CHOICES } from './hash-videos.ts';
import { outputTo } from './output.ts';

export function hashCommand(program: Command): void {
  command(
    program,
    'hash <files...>',
    'perceptual hashes of pictures and videos; a folder means every file in it',
  )
    .option('--all-turns', 'also the hashes of the picture turned and mirrored, seven more')
    .addOption(new Option('--frames <which>', 'of videos; default: every-second').choices(FRAME_CHOICES))
    .addOption(new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']))
    .addHelpText('after', policyHelp)
    .action((files: string[], options: Global & HashOptions) =>
      hashFiles(files, options, outputTo(options.json === true)),
    );
}

/** What is hashed of a picture, so that others can do the same. */
function policyHelp(): string {
  const { orientation, colour, alpha, depth, frame, shrink } = PICTURE_POLICY;
  const rules = Object.entries({ orientation, colour, alpha, depth, frame, shrink });
  return [
    '',
    'JPEG, PNG and WebP, up to 25 MiB and 50 million pixels. Exit code 1 when a file was refused.',
    'Links inside folders are not followed.',
    'Videos (ffmpeg needed): up to 500 MiB, 2 hours, 8,192 pixels a side; MP4, MOV, WebM, Matroska, AVI, MPEG, FLV, Ogg, ASF, GIF.',
    'What is hashed of a picture:',
    ...rules.map(([name, rule]) => `  ${name.padEnd(12)}${rule}`),
  ].join('\n');
}
