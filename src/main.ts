// The composition root: the only place (with src/main/) that knows every part. Reads the command line and hands it on.
import { run } from './entry/cli/program.ts';
import { wiring } from './main/wiring.ts';

process.exitCode = await run(process.argv.slice(2), wiring);
