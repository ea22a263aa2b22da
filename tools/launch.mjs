// The launcher: `node tools/launch.mjs FILE [args]` runs FILE on a Node that can run this project.
// It installs the dependencies when they are missing and brings its own Node where the machine's is too old.
// Not part of the product: nothing here is imported by src. Plain JavaScript that even an old Node can parse, so that
// an old Node gets a sentence and not a syntax error; everything newer lives in tools/launch/.

const OLDEST_TO_START_WITH = 20;
const EXIT_CANNOT_START = 2;

const major = Number(process.versions.node.split('.')[0]);

if (major < OLDEST_TO_START_WITH) {
  console.error(
    `redress: this is Node ${process.versions.node}; at least Node ${OLDEST_TO_START_WITH} is needed to get started.\n` +
      'cure: install a current Node (https://nodejs.org, or your distribution), then run the same command again.\n' +
      '      The exact version does not matter: Redress brings the Node it runs on by itself.',
  );
  process.exit(EXIT_CANNOT_START);
}

import('./launch/start.mjs').then((start) => start.start(process.argv.slice(2)));
