// `npm run bench -- matching [options]`: measures the libraries of this project beside the best of their kind.

import { parseArgs } from 'node:util';
import { benchMatching } from './matching/main.ts';
import { type PartName, PARTS } from './matching/options.ts';

const HELP = `npm run bench -- matching [options]

  --part P     only this part, may be given again: ${PARTS.join(', ')}
  --quick      under five minutes, small sizes; writes to .redress/bench/quick and leaves docs/benchmarks alone
  --photos DIR also compare hashes of the photographs in this folder (part identity); at least 50 are asked for
  --json       the results as JSON on stdout, in place of the tables
  --help

Without options everything: about 40 minutes on two cores, 24 GiB of memory for the largest index, 4 GB of disk under .redress/bench.
The peers (faiss, pdqhash, vpdq, threatexchange) come from PyPI into an environment of the bench's own; needs python3 with venv,
for vpdq the headers of FFmpeg, and for Meta's C++ PDQ a compiler (g++). Nothing else should run meanwhile: the load is written beside the figures.
`;

const isPart = (word: string): word is PartName => (PARTS as readonly string[]).includes(word);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      part: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      photos: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const parts = values.part.filter(isPart);
  const isUnderstood = positionals.join(' ') === 'matching' && parts.length === values.part.length;
  if (values.help || !isUnderstood) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  await benchMatching({
    parts: parts.length === 0 ? PARTS : parts,
    quick: values.quick,
    json: values.json,
    photos: values.photos,
  });
}

await main();
